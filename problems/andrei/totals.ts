/** Functions with terms of all variables at once. */
import {
  allButLast,
  each,
  ofSum,
  over,
  overPartialSums,
  plus,
  power,
  square,
  type Term,
  times,
} from "../terms.ts";
import { type Definition, inTurn } from "../test_function.ts";

const { cos, exp, sin } = Math;

/** The sum over i of r_i^2, r_i = n - (cos x_1 + ... + cos x_n) + i (1 - cos x_i) - sin x_i. */
const trigonometric: Term = (x, gradient) => {
  const cosines = x.map(cos);
  const all = x.length - cosines.reduce((sum, value) => sum + value, 0);
  const r = x.map((value, i) => all + (i + 1) * (1 - cosines[i]) - sin(value));
  const sum = r.reduce((sum, value) => sum + value, 0);
  x.forEach((value, i) =>
    gradient[i] += 2 * sum * sin(value) + 2 * r[i] * ((i + 1) * sin(value) - cosines[i])
  );
  return r.reduce((sum, value) => sum + value ** 2, 0);
};

/** The sum over i of q^4 - 20 q^2 - q / 10, q = x_i + ... + x_min(i + 20, n). */
const curly: Term = (x, gradient) => {
  let value = 0;
  x.forEach((_, i) => {
    const q = x.subarray(i, i + 21).reduce((sum, entry) => sum + entry, 0);
    value += q ** 4 - 20 * q ** 2 - q / 10;
    const slope = 4 * q ** 3 - 40 * q - 1 / 10;
    for (let j = i; j < Math.min(i + 21, x.length); j++) gradient[j] += slope;
  });
  return value;
};

export const totals: Definition[] = [
  {
    name: "Extended trigonometric",
    start: inTurn(0.2),
    terms: [trigonometric],
  },
  {
    name: "Extended penalty",
    start: (j) => j,
    terms: [
      over(allButLast, ([x]) => square([x - 1, 1])),
      ofSum((x) => [x ** 2, 2 * x], (s) => square([s - 0.25, 1])),
    ],
  },
  {
    name: "Perturbed quadratic",
    start: inTurn(0.5),
    terms: [
      over(each, ([x], i) => times(i, square([x, 1]))),
      ofSum((x) => [x, 1], (s) => times(1 / 100, square([s, 1]))),
    ],
    minimum: 0,
  },
  {
    name: "Perturbed quadratic diagonal",
    start: inTurn(0.5),
    terms: [
      ofSum((x) => [x, 1], (s) => square([s, 1])),
      over(each, ([x], i) => times(i / 100, square([x, 1]))),
    ],
    minimum: 0,
  },
  {
    name: "Partial perturbed quadratic PPQ1",
    start: inTurn(0.5),
    terms: [
      over(() => [[1]], ([x]) => square([x, 1])),
      over(each, ([x], i) => times(i, square([x, 1]))),
      overPartialSums((s) => times(1 / 100, square([s, 1]))),
    ],
    minimum: 0,
  },
  {
    name: "Full Hessian FH1",
    start: inTurn(0.01),
    terms: [
      overPartialSums((s, x1, i) =>
        i === 1 ? square([x1 - 3, 0, 1]) : square([x1 - 3 - 2 * s ** 2, -4 * s, 1])
      ),
    ],
  },
  {
    name: "Full Hessian FH2",
    start: inTurn(0.01),
    terms: [overPartialSums((s, _, i) => square([s - (i === 1 ? 5 : 1), 1]))],
    minimum: 0,
  },
  {
    name: "Full Hessian FH3",
    start: inTurn(1),
    terms: [
      ofSum((x) => [x, 1], (s) => square([s, 1])),
      over(each, ([x]) => [x * exp(x) - 2 * x - x ** 2, (1 + x) * exp(x) - 2 - 2 * x]),
    ],
  },
  {
    name: "Staircase 1",
    start: inTurn(1),
    terms: [overPartialSums((s) => square([s, 1]))],
    minimum: 0,
  },
  {
    name: "Staircase 2",
    start: inTurn(0),
    terms: [overPartialSums((s, _, i) => square([s - i, 1]))],
    minimum: 0,
  },
  {
    name: "Extended quadratic penalty QP1",
    start: inTurn(1),
    terms: [
      over(allButLast, ([x]) => square([x ** 2 - 2, 2 * x])),
      ofSum((x) => [x ** 2, 2 * x], (s) => square([s - 0.5, 1])),
    ],
  },
  {
    name: "Extended quadratic penalty QP2",
    start: inTurn(1),
    terms: [
      over(allButLast, ([x]) => square([x ** 2 - sin(x), 2 * x - cos(x)])),
      ofSum((x) => [x ** 2, 2 * x], (s) => square([s - 100, 1])),
    ],
  },
  {
    name: "VARDIM",
    start: (j, n) => 1 - j / n,
    terms: [
      over(each, ([x]) => square([x - 1, 1])),
      ofSum(
        (x, j) => [j * (x - 1), j],
        (s) => plus(square([s, 1]), power(4, [s, 1])),
      ),
    ],
    minimum: 0,
  },
  {
    name: "ARGLINB",
    start: inTurn(1),
    // The sum over i of (i s - 1)^2.
    terms: [ofSum((x, j) => [j * x, j], (s, n) => {
      const [i, ii] = [n * (n + 1) / 2, n * (n + 1) * (2 * n + 1) / 6];
      return [ii * s ** 2 - 2 * i * s + n, 2 * ii * s - 2 * i];
    })],
    minimum: (n) => n * (n - 1) / (2 * (2 * n + 1)),
  },
  {
    name: "CURLY20",
    start: (_, n) => 0.001 / (n + 1),
    terms: [curly],
  },
];
