/** Functions of which each term is of one variable. */
import { allButLast, type Derived, each, over, power, rows, square } from "../terms.ts";
import { type Definition, inTurn } from "../test_function.ts";

const { exp, log, log1p, sin, cos, sqrt, tanh } = Math;

/** e^x - c x, c > 0, whose least value is c - c log c. */
const exponentialLess = (c: number) => (x: number): Derived => [exp(x) - c * x, exp(x) - c];
const least = (c: number) => c - c * log(c);
const sumTo = (n: number, of: (i: number) => number) =>
  rows(n, of).reduce((sum, value) => sum + value, 0);

export const separable: Definition[] = [
  {
    name: "Raydan 1",
    start: () => 1,
    terms: [over(each, ([x], i) => [i / 10 * (exp(x) - x), i / 10 * (exp(x) - 1)])],
    minimum: (n) => n * (n + 1) / 20,
  },
  {
    name: "Raydan 2",
    start: () => 1,
    terms: [over(each, ([x]) => exponentialLess(1)(x))],
    minimum: (n) => n,
  },
  {
    name: "Diagonal 1",
    start: (_, n) => 1 / n,
    terms: [over(each, ([x], i) => exponentialLess(i)(x))],
    minimum: (n) => sumTo(n, least),
  },
  {
    name: "Diagonal 2",
    start: (j) => 1 / j,
    terms: [over(each, ([x], i) => exponentialLess(1 / i)(x))],
    minimum: (n) => sumTo(n, (i) => least(1 / i)),
  },
  {
    name: "Diagonal 3",
    start: () => 1,
    terms: [over(each, ([x], i) => [exp(x) - i * sin(x), exp(x) - i * cos(x)])],
  },
  {
    name: "Diagonal 5",
    start: () => 1.1,
    // log(e^x + e^-x)
    terms: [over(each, ([x]) => [x + log1p(exp(-2 * x)), tanh(x)])],
    minimum: (n) => n * log(2),
  },
  {
    name: "Diagonal 6",
    start: () => 1,
    terms: [over(each, ([x]) => [exp(x) - (1 + x), exp(x) - 1])],
    minimum: 0,
  },
  {
    name: "Diagonal 7",
    start: () => 1,
    terms: [over(each, ([x]) => [exp(x) - 2 * x - x ** 2, exp(x) - 2 - 2 * x])],
  },
  {
    name: "Diagonal 8",
    start: () => 1,
    terms: [
      over(each, ([x]) => [x * exp(x) - 2 * x - x ** 2, (1 + x) * exp(x) - 2 - 2 * x]),
    ],
  },
  {
    name: "Diagonal 9",
    start: () => 1,
    terms: [
      over(allButLast, ([x], i) => exponentialLess(i)(x)),
      over((n) => [[n]], ([x]) => [1e4 * x ** 2, 2e4 * x]),
    ],
    minimum: (n) => sumTo(n - 1, least),
  },
  {
    name: "Hager",
    start: () => 1,
    terms: [over(each, ([x], i) => exponentialLess(sqrt(i))(x))],
    minimum: (n) => sumTo(n, (i) => least(sqrt(i))),
  },
  {
    name: "Quadratic QF1",
    start: () => 1,
    terms: [
      over(each, ([x], i, n) => [i / 2 * x ** 2 - (i === n ? x : 0), i * x - Number(i === n)]),
    ],
    minimum: (n) => -1 / (2 * n),
  },
  {
    name: "Quadratic QF2",
    start: () => 0.5,
    terms: [
      over(each, ([x], i, n) => [
        i / 2 * (x ** 2 - 1) ** 2 - (i === n ? x : 0),
        2 * i * x * (x ** 2 - 1) - Number(i === n),
      ]),
    ],
  },
  {
    name: "POWER",
    start: () => 1,
    terms: [over(each, ([x], i) => square([i * x, i]))],
    minimum: 0,
  },
  {
    name: "QUARTC",
    start: () => 2,
    terms: [over(each, ([x]) => power(4, [x - 1, 1]))],
    minimum: 0,
  },
  {
    name: "Diagonal 4",
    start: inTurn(1),
    terms: [over(each, ([x], i) => i % 2 === 1 ? [x ** 2 / 2, x] : [50 * x ** 2, 100 * x])],
    minimum: 0,
  },
];
