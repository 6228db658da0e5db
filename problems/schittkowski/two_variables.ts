/** Problems 201 to 214, of two variables. */
import { blocks, type Derived, over, plus, power, square, type Term, times } from "../terms.ts";
import { inTurn } from "../test_function.ts";
import type { Numbered } from "./numbered.ts";
import { hilbert, quadraticSystem } from "./parts.ts";

const pair = (of: (x: number[]) => Derived): Term => over(blocks(2), of);

/** c (x2 - x1^k)^2 + d (1 - x1)^2, from (-1.2, 1). */
function banana(number: number, c: number, d = 1, k = 2): Numbered {
  return {
    number,
    n: 2,
    start: inTurn(-1.2, 1),
    terms: [
      pair(([a, b]) =>
        plus(times(c, square([b - a ** k, -k * a ** (k - 1), 1])), times(d, square([1 - a, -1, 0])))
      ),
    ],
    minimum: 0,
  };
}

/** Beale's function from a start. */
function beale(number: number, start: number[]): Numbered {
  return {
    number,
    n: 2,
    start: inTurn(...start),
    terms: [
      pair(([a, b]) =>
        plus(
          ...[1.5, 2.25, 2.625].map((c, k) =>
            square([c - a * (1 - b ** (k + 1)), b ** (k + 1) - 1, a * (k + 1) * b ** k])
          ),
        )
      ),
    ],
    minimum: 0,
  };
}

/** 10 (x1 - x2)^2 + (x1 - 1)^2. */
const valley = ([a, b]: number[]) => plus(times(10, square([a - b, 1, -1])), square([a - 1, 1, 0]));

export const twoVariables: Numbered[] = [
  {
    number: 201,
    n: 2,
    start: inTurn(8, 9),
    terms: [pair(([a, b]) => plus(times(4, square([a - 5, 1, 0])), square([b - 6, 0, 1])))],
    minimum: 0,
  },
  {
    number: 202,
    n: 2,
    start: inTurn(15, -2),
    terms: [pair(([a, b]) =>
      plus(
        square([-13 + a - 2 * b + 5 * b ** 2 - b ** 3, 1, -2 + 10 * b - 3 * b ** 2]),
        square([-29 + a - 14 * b + b ** 2 + b ** 3, 1, -14 + 2 * b + 3 * b ** 2]),
      )
    )],
    minimum: 0,
  },
  beale(203, [2, 0.2]),
  {
    number: 204,
    n: 2,
    start: inTurn(0.1),
    terms: [quadraticSystem({
      a: [0.13294, -0.244378, 0.325895],
      d: [2.5074, -1.36401, 1.02282],
      h: [[-0.564255, 0.392417], [-0.404979, 0.927589], [-0.0735084, 0.535493]],
      b: [[5.66598, 2.77141], [2.77141, 2.12413]],
    })],
  },
  beale(205, [0, 0]),
  banana(206, 1, 100),
  banana(207, 1),
  banana(208, 100),
  banana(209, 1e4),
  banana(210, 1e6),
  banana(211, 100, 1, 3),
  {
    number: 212,
    n: 2,
    start: inTurn(2, 0),
    terms: [pair(([a, b]) => {
      const circle = (a - 2) ** 2 + b ** 2 - 1;
      return plus(
        square([4 * (a + b), 4, 4]),
        square([
          4 * (a + b) + (a - b) * circle,
          4 + circle + (a - b) * 2 * (a - 2),
          4 - circle + (a - b) * 2 * b,
        ]),
      );
    })],
    minimum: 0,
  },
  {
    number: 213,
    n: 2,
    start: inTurn(3, 1),
    terms: [pair((x) => power(4, valley(x)))],
    minimum: 0,
  },
  {
    number: 214,
    n: 2,
    start: inTurn(-1.2, 1),
    terms: [pair((x) => power(1 / 4, valley(x)))],
    minimum: 0,
  },
  hilbert(274, 2),
];
