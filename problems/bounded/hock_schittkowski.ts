/** Problems with bounds alone of Hock and Schittkowski (1981) and Schittkowski (1987), HS and S with their numbers. */
import {
  blocks,
  type Derived,
  each,
  fit,
  over,
  plus,
  product,
  rows,
  sine,
  square,
  type Term,
  times,
} from "../terms.ts";
import { inTurn } from "../test_function.ts";
import type { Bounded } from "../bounded.ts";

const { exp, log, PI, sqrt } = Math;
const pair = (of: (x: number[]) => Derived): Term => over(blocks(2), of);
const rosenbrock = pair(([a, b]) =>
  plus(times(100, square([b - a ** 2, -2 * a, 1])), square([1 - a, -1, 0]))
);

/** -(x_1 x_2 ... x_n)^0.2. */
const rootOfProduct: Term = (x, gradient) => {
  const root = x.reduce((all, value) => all * value, 1) ** 0.2;
  x.forEach((value, i) => gradient[i] -= 0.2 * root / value);
  return -root;
};

/** 2 - x_1 x_2 ... x_n / 120. */
const twoLessProduct: Term = (x, gradient) => {
  const { length } = x;
  rows(length, (i) => {
    const others = x.filter((_, j) => j !== i - 1);
    gradient[i - 1] -= others.reduce((all, value) => all * value, 1) / 120;
  });
  return 2 - x.reduce((all, value) => all * value, 1) / 120;
};

export const hockSchittkowski: Bounded[] = [
  {
    name: "HS1",
    n: 2,
    start: inTurn(-2, 1),
    terms: [rosenbrock],
    bounds: { lower: [-Infinity, -1.5] },
    minimum: 0,
  },
  {
    name: "HS2",
    n: 2,
    start: inTurn(-2, 1),
    terms: [rosenbrock],
    bounds: { lower: [-Infinity, 1.5] },
  },
  {
    name: "HS3",
    n: 2,
    start: inTurn(10, 1),
    terms: [pair(([a, b]) => plus([b, 0, 1], times(1e-5, square([b - a, -1, 1]))))],
    bounds: { lower: [-Infinity, 0] },
    minimum: 0,
  },
  {
    name: "HS4",
    n: 2,
    start: inTurn(1.125, 0.125),
    terms: [pair(([a, b]) => [(a + 1) ** 3 / 3 + b, (a + 1) ** 2, 1])],
    bounds: { lower: [1, 0] },
    minimum: 8 / 3,
  },
  {
    name: "HS5",
    n: 2,
    start: inTurn(0),
    terms: [
      pair(([a, b]) =>
        plus(sine([a + b, 1, 1]), square([a - b, 1, -1]), [-1.5 * a + 2.5 * b + 1, -1.5, 2.5])
      ),
    ],
    bounds: { lower: [-1.5, -3], upper: [4, 3] },
    minimum: -sqrt(3) / 2 - PI / 3,
  },
  {
    name: "HS25",
    n: 3,
    start: inTurn(100, 12.5, 3),
    terms: [fit(rows(99, (i) => i / 100), ([a, b, c], t) => {
      const base = 25 + (-50 * log(t)) ** (2 / 3) - b;
      const root = base ** c;
      const value = exp(-root / a);
      return [
        value - t,
        value * root / a ** 2,
        value * c * base ** (c - 1) / a,
        base > 0 ? -value * root * log(base) / a : 0,
      ];
    })],
    bounds: { lower: [0.1, 0, 0], upper: [100, 25.6, 5] },
    minimum: 0,
  },
  {
    name: "HS38",
    n: 4,
    start: inTurn(-3, -1),
    terms: [over(blocks(4), ([a, b, c, d]) =>
      plus(
        times(100, square([b - a ** 2, -2 * a, 1, 0, 0])),
        square([1 - a, -1, 0, 0, 0]),
        times(90, square([d - c ** 2, 0, 0, -2 * c, 1])),
        square([1 - c, 0, 0, -1, 0]),
        times(10.1, plus(square([b - 1, 0, 1, 0, 0]), square([d - 1, 0, 0, 0, 1]))),
        times(19.8, product([b - 1, 0, 1, 0, 0], [d - 1, 0, 0, 0, 1])),
      ))],
    bounds: { lower: -10, upper: 10 },
    minimum: 0,
  },
  {
    name: "HS45",
    n: 5,
    start: inTurn(2),
    terms: [twoLessProduct],
    bounds: { lower: 0, upper: [1, 2, 3, 4, 5] },
    minimum: 1,
  },
  {
    name: "HS110",
    n: 10,
    start: inTurn(9),
    terms: [
      over(
        each,
        ([x]) => plus(square([log(x - 2), 1 / (x - 2)]), square([log(10 - x), -1 / (10 - x)])),
      ),
      rootOfProduct,
    ],
    bounds: { lower: 2.001, upper: 9.999 },
  },
  {
    name: "S229",
    n: 2,
    start: inTurn(-1.2, 1),
    terms: [rosenbrock],
    bounds: { lower: -2, upper: 2 },
    minimum: 0,
  },
  {
    name: "S242",
    n: 3,
    start: inTurn(2.5, 10, 10),
    terms: [fit(rows(10, (i) => i / 10), ([a, b, c], t) => {
      const [one, other] = [exp(-a * t), exp(-b * t)];
      const change = exp(-t) - exp(-10 * t);
      return [one - other - c * change, -t * one, t * other, -change];
    })],
    bounds: { lower: 0, upper: 10 },
    minimum: 0,
  },
];
