/** Problems of three to six variables. */
import {
  blocks,
  type Derived,
  fit,
  over,
  plus,
  power,
  rows,
  square,
  type Term,
  times,
} from "../terms.ts";
import { inTurn } from "../test_function.ts";
import type { Numbered } from "./numbered.ts";
import { hilbert, ofSquares, quadraticSystem } from "./parts.ts";

const { exp, tan } = Math;
const tenths = (count: number) => rows(count, (i) => i / 10);
const triple = (of: (x: number[]) => Derived): Term => over(blocks(3), of);
const fourfold = (of: (x: number[]) => Derived): Term => over(blocks(4), of);

export const fewVariables: Numbered[] = [
  {
    number: 240,
    n: 3,
    start: inTurn(100, -1, 2.5),
    terms: [triple(([a, b, c]) =>
      plus(
        square([a - b + c, 1, -1, 1]),
        square([-a + b + c, -1, 1, 1]),
        square([a + b - c, 1, 1, -1]),
      )
    )],
    minimum: 0,
  },
  {
    number: 241,
    n: 3,
    start: inTurn(1, 2, 0),
    terms: [triple(([a, b, c]) => {
      const e = 5 * c - a + 1;
      return plus(
        square([a ** 2 + b ** 2 + c ** 2 - 1, 2 * a, 2 * b, 2 * c]),
        square([a ** 2 + b ** 2 + (c - 2) ** 2 - 1, 2 * a, 2 * b, 2 * (c - 2)]),
        square([a + b + c - 1, 1, 1, 1]),
        square([a + b - c + 1, 1, 1, -1]),
        square([a ** 3 + 3 * b ** 2 + e ** 2 - 36, 3 * a ** 2 - 2 * e, 6 * b, 10 * e]),
      );
    })],
    minimum: 0,
  },
  {
    number: 243,
    n: 3,
    start: inTurn(0.1),
    terms: [quadraticSystem({
      a: [0.14272, -0.184918, -0.521869, -0.685306],
      d: [1.75168, -1.35195, -0.479048, -0.3648],
      h: [
        [-0.564255, 0.392417, -0.404979],
        [0.927589, -0.0735083, 0.535493],
        [0.658799, -0.636666, -0.681091],
        [-0.869487, 0.586387, 0.289826],
      ],
      b: [
        [2.95137, 4.87407, -2.0506],
        [4.87407, 9.39321, -3.93189],
        [-2.0506, -3.93189, 2.64745],
      ],
    })],
  },
  {
    number: 244,
    n: 3,
    start: inTurn(1, 2, 1),
    terms: [fit(tenths(8), ([a, b, c], t) => {
      const [one, other] = [exp(-a * t), exp(-b * t)];
      return [one - c * other - exp(-t) + 5 * exp(-10 * t), -t * one, c * t * other, -other];
    })],
    minimum: 0,
  },
  {
    number: 245,
    n: 3,
    start: inTurn(0, 10, 20),
    terms: [fit(tenths(10), ([a, b, c], t) => {
      const [one, other] = [exp(-a * t), exp(-b * t)];
      const change = exp(-t) - exp(-10 * t);
      return [one - other - c * change, -t * one, t * other, -change];
    })],
    minimum: 0,
  },
  {
    number: 246,
    n: 3,
    start: inTurn(-1.2, 2, 0),
    terms: [triple(([a, b, c]) => {
      const mean = (a + b) / 2;
      return plus(
        times(100, square([c - mean ** 2, -mean, -mean, 1])),
        square([1 - a, -1, 0, 0]),
        square([1 - b, 0, -1, 0]),
      );
    })],
    minimum: 0,
  },
  {
    number: 256,
    n: 4,
    start: inTurn(3, -1, 0, 1),
    terms: [fourfold(([a, b, c, d]) =>
      plus(
        square([a + 10 * b, 1, 10, 0, 0]),
        times(5, square([c - d, 0, 0, 1, -1])),
        power(4, [b - 2 * c, 0, 1, -2, 0]),
        times(10, power(4, [a - d, 1, 0, 0, -1])),
      )
    )],
    minimum: 0,
  },
  {
    number: 258,
    n: 4,
    start: inTurn(-3, -1),
    terms: [fourfold(([a, b, c, d]) =>
      plus(
        times(100, square([b - a ** 2, -2 * a, 1, 0, 0])),
        square([1 - a, -1, 0, 0, 0]),
        times(90, square([d - c ** 2, 0, 0, -2 * c, 1])),
        square([1 - c, 0, 0, -1, 0]),
        times(10.1, plus(square([b - 1, 0, 1, 0, 0]), square([d - 1, 0, 0, 0, 1]))),
        [19.8 * (b - 1) * (d - 1), 0, 19.8 * (d - 1), 0, 19.8 * (b - 1)],
      )
    )],
    minimum: 0,
  },
  {
    number: 261,
    n: 4,
    start: inTurn(0),
    terms: [fourfold(([a, b, c, d]) => {
      const slope = 1 + tan(c - d) ** 2;
      return plus(
        power(4, [exp(a) - b, exp(a), -1, 0, 0]),
        times(100, power(6, [b - c, 0, 1, -1, 0])),
        power(4, [tan(c - d), 0, 0, slope, -slope]),
        power(8, [a, 1, 0, 0, 0]),
        square([d - 1, 0, 0, 0, 1]),
      );
    })],
    minimum: 0,
  },
  {
    number: 271,
    n: 6,
    start: inTurn(0),
    terms: [ofSquares((j) => 16 - j, 1, (s) => [10 * s, 10])],
    minimum: 0,
  },
  {
    number: 273,
    n: 6,
    start: inTurn(0),
    terms: [ofSquares((j) => 16 - j, 1, (s) => [10 * s * (1 + s), 10 + 20 * s])],
    minimum: 0,
  },
  hilbert(275, 4),
  hilbert(276, 6),
];
