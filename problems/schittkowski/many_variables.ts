/** Problems of ten to a hundred variables, and the smaller ones of their families. */
import { type Choice, over, plus, power, rows, square, times, windows } from "../terms.ts";
import { inTurn } from "../test_function.ts";
import type { Numbered } from "./numbered.ts";
import { ofSquares } from "./parts.ts";

/** x_i with x_(i + size), x_(i + 2 size), ... */
const apart = (size: number): Choice => (n) =>
  rows(size, (i) => rows(n / size, (k) => i + (k - 1) * size));

/** The sum of 100 (x_(i+1) - x_i^2)^2 + (1 - x_i)^2. */
function rosenbrock(number: number, n: number): Numbered {
  return {
    ...{ number, n, start: inTurn(-1.2, 1), minimum: 0 },
    terms: [
      over(
        windows(2),
        ([a, b]) => plus(times(100, square([b - a ** 2, -2 * a, 1])), square([1 - a, -1, 0])),
      ),
    ],
  };
}

/** (x_1^2 + 2 x_2^2 + ... + n x_n^2)^2. */
function powerOfQuadratic(number: number, n: number): Numbered {
  const terms = [ofSquares((j) => j, 0, (s) => square([s, 1]))];
  return { number, n, start: inTurn(1), terms, minimum: 0 };
}

/** x_1^2 - 2 x_1 + the sum of 2 x_i^2 - 2 x_i x_(i-1) from i = 2. */
function discreteLaplacian(number: number, n: number): Numbered {
  return {
    ...{ number, n, start: inTurn(0), minimum: -n },
    terms: [
      over(() => [[1]], ([a]) => [a ** 2 - 2 * a, 2 * a - 2]),
      over(windows(2), ([a, b]) => [2 * b ** 2 - 2 * b * a, -2 * b, 4 * b - 2 * a]),
    ],
  };
}

export const manyVariables: Numbered[] = [
  {
    number: 281,
    n: 10,
    start: inTurn(0),
    terms: [ofSquares((j) => j ** 3, 1, (s) => power(1 / 3, [s, 1]))],
    minimum: 0,
  },
  {
    number: 282,
    n: 10,
    start: (j) => j === 1 ? -1.2 : 0,
    terms: [
      over(() => [[1], [10]], ([a]) => square([a - 1, 1])),
      over(windows(2), ([a, b], i) => times(10 * (10 - i), square([a ** 2 - b, 2 * a, -1]))),
    ],
    minimum: 0,
  },
  {
    number: 283,
    n: 10,
    start: inTurn(0),
    terms: [ofSquares((j) => j ** 3, 1, (s) => power(3, [s, 1]))],
    minimum: 0,
  },
  {
    number: 286,
    n: 20,
    start: (j) => j <= 10 ? -1.2 : 1,
    terms: [
      over(
        apart(10),
        ([a, b]) => plus(times(100, square([a ** 2 - b, 2 * a, -1])), square([a - 1, 1, 0])),
      ),
    ],
    minimum: 0,
  },
  {
    number: 287,
    n: 20,
    start: (j) => Math.ceil(j / 5) % 2 === 1 ? -3 : -1,
    terms: [over(apart(5), ([a, b, c, d]) =>
      plus(
        times(100, square([a ** 2 - b, 2 * a, -1, 0, 0])),
        square([a - 1, 1, 0, 0, 0]),
        times(90, square([c ** 2 - d, 0, 0, 2 * c, -1])),
        square([c - 1, 0, 0, 1, 0]),
        times(10.1, plus(square([b - 1, 0, 1, 0, 0]), square([d - 1, 0, 0, 0, 1]))),
        [19.8 * (b - 1) * (d - 1), 0, 19.8 * (d - 1), 0, 19.8 * (b - 1)],
      ))],
    minimum: 0,
  },
  {
    number: 288,
    n: 20,
    start: (j) => [3, -1, 0, 1][Math.ceil(j / 5) - 1],
    terms: [over(apart(5), ([a, b, c, d]) =>
      plus(
        square([a + 10 * b, 1, 10, 0, 0]),
        times(5, square([c - d, 0, 0, 1, -1])),
        power(4, [b - 2 * c, 0, 1, -2, 0]),
        times(10, power(4, [a - d, 1, 0, 0, -1])),
      ))],
    minimum: 0,
  },
  {
    number: 289,
    n: 30,
    start: (j) => (-1) ** j * (1 + j / 30),
    terms: [ofSquares(() => 1, 0, (s) => [-Math.expm1(-s / 60), Math.exp(-s / 60) / 60])],
    minimum: 0,
  },
  ...[2, 10, 30, 50].map((n, k) => powerOfQuadratic(290 + k, n)),
  ...[6, 10, 16, 30, 50, 100].map((n, k) => rosenbrock(294 + k, n)),
  ...[20, 50, 100].map((n, k) => discreteLaplacian(300 + k, n)),
];
