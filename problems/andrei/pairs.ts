/** Functions made of copies of a function of two variables. */
import { blocks, cosine, exponential, over, plus, power, sine, square, times } from "../terms.ts";
import { type Definition, inTurn } from "../test_function.ts";

const { exp } = Math;
const pairs = blocks(2);

export const inPairs: Definition[] = [
  {
    name: "Extended Freudenstein and Roth",
    start: inTurn(0.5, -2),
    terms: [over(pairs, ([a, b]) =>
      plus(
        square([-13 + a + ((5 - b) * b - 2) * b, 1, 10 * b - 3 * b ** 2 - 2]),
        square([-29 + a + ((b + 1) * b - 14) * b, 1, 3 * b ** 2 + 2 * b - 14]),
      ))],
    minimum: 0,
  },
  {
    name: "Extended Rosenbrock",
    start: inTurn(-1.2, 1),
    terms: [
      over(
        pairs,
        ([a, b]) => plus(times(100, square([b - a ** 2, -2 * a, 1])), square([1 - a, -1, 0])),
      ),
    ],
    minimum: 0,
  },
  {
    name: "Extended White and Holst",
    start: inTurn(-1.2, 1),
    terms: [
      over(
        pairs,
        ([a, b]) => plus(times(100, square([b - a ** 3, -3 * a ** 2, 1])), square([1 - a, -1, 0])),
      ),
    ],
    minimum: 0,
  },
  {
    name: "Extended Beale",
    start: inTurn(1, 0.8),
    terms: [over(pairs, ([a, b]) =>
      plus(
        square([1.5 - a * (1 - b), b - 1, a]),
        square([2.25 - a * (1 - b ** 2), b ** 2 - 1, 2 * a * b]),
        square([2.625 - a * (1 - b ** 3), b ** 3 - 1, 3 * a * b ** 2]),
      ))],
    minimum: 0,
  },
  {
    name: "Extended tridiagonal 1",
    start: inTurn(2),
    terms: [over(pairs, ([a, b]) => plus(square([a + b - 3, 1, 1]), power(4, [a - b + 1, 1, -1])))],
    minimum: 0,
  },
  {
    name: "Extended three exponential terms",
    start: inTurn(0.1),
    terms: [over(pairs, ([a, b]) =>
      plus(
        exponential([a + 3 * b - 0.1, 1, 3]),
        exponential([a - 3 * b - 0.1, 1, -3]),
        exponential([-a - 0.1, -1, 0]),
      ))],
  },
  {
    name: "Extended Himmelblau",
    start: inTurn(1),
    terms: [
      over(
        pairs,
        ([a, b]) => plus(square([a ** 2 + b - 11, 2 * a, 1]), square([a + b ** 2 - 7, 1, 2 * b])),
      ),
    ],
    minimum: 0,
  },
  {
    name: "Extended PSC1",
    start: inTurn(3, 0.1),
    terms: [over(pairs, ([a, b]) =>
      plus(
        square([a ** 2 + b ** 2 + a * b, 2 * a + b, 2 * b + a]),
        square(sine([a, 1, 0])),
        square(cosine([b, 0, 1])),
      ))],
  },
  {
    name: "Extended block diagonal BD1",
    start: inTurn(0.1),
    terms: [over(pairs, ([a, b]) =>
      plus(
        square([a ** 2 + b ** 2 - 2, 2 * a, 2 * b]),
        square([exp(a - 1) - b, exp(a - 1), -1]),
      ))],
    minimum: 0,
  },
  {
    name: "Extended Maratos",
    start: inTurn(1.1, 0.1),
    terms: [
      over(
        pairs,
        ([a, b]) => plus([a, 1, 0], times(100, square([a ** 2 + b ** 2 - 1, 2 * a, 2 * b]))),
      ),
    ],
  },
  {
    name: "Extended Cliff",
    start: inTurn(0, -1),
    terms: [over(pairs, ([a, b]) =>
      plus(
        square([(a - 3) / 100, 1 / 100, 0]),
        [b - a, -1, 1],
        exponential([20 * (a - b), 20, -20]),
      ))],
  },
  {
    name: "Extended Hiebert",
    start: inTurn(0),
    terms: [over(pairs, ([a, b]) => plus(square([a - 10, 1, 0]), square([a * b - 50_000, b, a])))],
    minimum: 0,
  },
  {
    name: "Extended quadratic exponential EP1",
    start: inTurn(1.5),
    terms: [over(pairs, ([a, b]) => {
      const d = a - b;
      const slope = (d - 11) + d;
      return plus(
        square([exp(d) - 5, exp(d), -exp(d)]),
        square([d * (d - 11), slope, -slope]),
      );
    })],
  },
  {
    name: "HIMMELBG",
    start: inTurn(1.5),
    terms: [over(pairs, ([a, b]) => {
      const [q, e] = [2 * a ** 2 + 3 * b ** 2, exp(-a - b)];
      return [q * e, (4 * a - q) * e, (6 * b - q) * e];
    })],
    minimum: 0,
  },
  {
    name: "HIMMELH",
    start: inTurn(1.5),
    terms: [
      over(pairs, ([a, b]) => [-3 * a - 2 * b + 2 + a ** 3 + b ** 2, -3 + 3 * a ** 2, -2 + 2 * b]),
    ],
  },
  {
    name: "Extended DENSCHNB",
    start: inTurn(1),
    terms: [over(pairs, ([a, b]) =>
      plus(
        square([a - 2, 1, 0]),
        square([(a - 2) * b, b, a - 2]),
        square([b + 1, 0, 1]),
      ))],
    minimum: 0,
  },
  {
    name: "Extended DENSCHNF",
    start: inTurn(2, 0),
    terms: [over(pairs, ([a, b]) =>
      plus(
        square([2 * (a + b) ** 2 + (a - b) ** 2 - 8, 6 * a + 2 * b, 2 * a + 6 * b]),
        square([5 * a ** 2 + (b - 3) ** 2 - 9, 10 * a, 2 * (b - 3)]),
      ))],
    minimum: 0,
  },
];
