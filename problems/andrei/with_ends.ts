/** Functions whose terms share the first or the last variable. */
import { type Choice, each, over, plus, power, rows, sine, square, times } from "../terms.ts";
import { type Definition, inTurn } from "../test_function.ts";

const first = () => [[1]];
const endToEnd: Choice = (n) => [[1, n]];

export const withEnds: Definition[] = [
  {
    name: "BDQRTIC",
    start: inTurn(1),
    terms: [over((n) => rows(n - 4, (i) => [i, i + 1, i + 2, i + 3, n]), ([a, b, c, d, e]) =>
      plus(
        square([-4 * a + 3, -4, 0, 0, 0, 0]),
        square([
          a ** 2 + 2 * b ** 2 + 3 * c ** 2 + 4 * d ** 2 + 5 * e ** 2,
          ...[2 * a, 4 * b, 6 * c, 8 * d, 10 * e],
        ]),
      ))],
  },
  {
    name: "ARWHEAD",
    start: inTurn(1),
    terms: [
      over(
        (n) => rows(n - 1, (i) => [i, n]),
        ([a, b]) => plus([-4 * a + 3, -4, 0], square([a ** 2 + b ** 2, 2 * a, 2 * b])),
      ),
    ],
    minimum: 0,
  },
  {
    name: "NONDIA",
    start: inTurn(-1),
    terms: [
      over(first, ([a]) => square([a - 1, 1])),
      over(
        (n) => rows(n - 1, (i) => [1, i]),
        ([a, b]) => times(100, square([a - b ** 2, 1, -2 * b])),
      ),
    ],
    minimum: 0,
  },
  {
    name: "NONDQUAR",
    start: inTurn(1, -1),
    terms: [
      over(() => [[1, 2]], ([a, b]) => square([a - b, 1, -1])),
      over((n) => rows(n - 2, (i) => [i, i + 1, n]), ([a, b, c]) => power(4, [a + b + c, 1, 1, 1])),
      over((n) => [[n - 1, n]], ([a, b]) => square([a + b, 1, 1])),
    ],
    minimum: 0,
  },
  {
    name: "EG2",
    start: inTurn(1),
    terms: [
      over((n) => rows(n - 1, (i) => [1, i]), ([a, b]) => sine([a + b ** 2 - 1, 1, 2 * b])),
      over((n) => [[n]], ([a]) => times(1 / 2, sine([a ** 2, 2 * a]))),
    ],
  },
  {
    name: "LIARWHD",
    start: inTurn(4),
    terms: [
      over((n) => rows(n, (i) => [1, i]), ([a, b]) => times(4, square([b ** 2 - a, -1, 2 * b]))),
      over(each, ([a]) => square([a - 1, 1])),
    ],
    minimum: 0,
  },
  {
    name: "SINQUAD",
    start: inTurn(0.1),
    terms: [
      over(first, ([a]) => power(4, [a - 1, 1])),
      over(
        (n) => rows(n - 2, (i) => [1, i + 1, n]),
        ([a, b, c]) => square(plus(sine([b - c, 0, 1, -1]), [b ** 2 - a ** 2, -2 * a, 2 * b, 0])),
      ),
      over(endToEnd, ([a, b]) => square([b ** 2 - a ** 2, -2 * a, 2 * b])),
    ],
  },
];

/** DIXMAANA to DIXMAANL: their coefficients beta, gamma, delta, and the powers of i / n of the first and the last term. */
const dixmaans: Record<string, [beta: number, gamma: number, delta: number, k: number]> = {
  A: [0, 0.125, 0.125, 0],
  B: [0.0625, 0.0625, 0.0625, 0],
  C: [0.125, 0.125, 0.125, 0],
  D: [0.26, 0.26, 0.26, 0],
  E: [0, 0.125, 0.125, 1],
  F: [0.0625, 0.0625, 0.0625, 1],
  G: [0.125, 0.125, 0.125, 1],
  H: [0.26, 0.26, 0.26, 1],
  I: [0, 0.125, 0.125, 2],
  J: [0.0625, 0.0625, 0.0625, 2],
  K: [0.125, 0.125, 0.125, 2],
  L: [0.26, 0.26, 0.26, 2],
};

/** With three parts of the variables, x_i beside x_(i + n/3) and x_(i + 2n/3). */
export const inThirds: Definition[] = Object.entries(dixmaans).map((
  [letter, [beta, gamma, delta, k]],
) => ({
  name: `DIXMAAN${letter}`,
  start: inTurn(2),
  terms: [
    () => 1,
    over(each, ([a], i, n) => times((i / n) ** k, square([a, 1]))),
    over(
      (n) => rows(n - 1, (i) => [i, i + 1]),
      ([a, b]) => times(beta, square([a * (b + b ** 2), b + b ** 2, a * (1 + 2 * b)])),
    ),
    over(
      (n) => rows(2 * n / 3, (i) => [i, i + n / 3]),
      ([a, b]) => times(gamma, square([a * b ** 2, b ** 2, 2 * a * b])),
    ),
    over(
      (n) => rows(n / 3, (i) => [i, i + 2 * n / 3]),
      ([a, b], i, n) => times(delta * (i / n) ** k, [a * b, b, a]),
    ),
  ],
  minimum: 1,
}));
