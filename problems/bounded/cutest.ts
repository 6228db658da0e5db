/** Problems of the CUTEst collection and of MINPACK-2 with bounds alone, in dimensions in which they run fast. */
import {
  exponential,
  ofSum,
  over,
  plus,
  rows,
  sine,
  square,
  type Term,
  times,
  windows,
} from "../terms.ts";
import { inTurn } from "../test_function.ts";
import type { Bounded } from "../bounded.ts";

const { cos, min, PI, sin, sqrt } = Math;
const links = windows(2);
const first = () => [[1]];

/** A square grid of points within (0, 1) x (0, 1), x along the rows. */
const side = 10;
const h = 1 / (side + 1);
const onGrid = (of: (x: number, y: number) => number) =>
  rows(side * side, (k) => of((1 + (k - 1) % side) * h, (1 + Math.floor((k - 1) / side)) * h));

/**
 * The sum over the grid's points of weight(x) (dv/dx^2 + dv/dy^2) / 2 - load(x) v, times the area of a cell, v being 0 on the
 * border: as in Moré and Toraldo (1991), SIAM J. Optim. 1(1).
 */
function membrane(load: (x: number) => number, weight: (x: number) => number = () => 1): Term {
  const at = (i: number, j: number) =>
    i < 1 || j < 1 || i > side || j > side ? -1 : (j - 1) * side + i - 1;
  return (v, gradient) => {
    let value = 0;
    const addEdge = (from: number, to: number, w: number) => {
      const d = (v[to] ?? 0) - (v[from] ?? 0);
      value += w * d * d / 2;
      if (to >= 0) gradient[to] += w * d;
      if (from >= 0) gradient[from] -= w * d;
    };
    rows(side + 1, (i) =>
      rows(side, (j) => {
        addEdge(at(i - 1, j), at(i, j), weight((i - 0.5) * h));
        addEdge(at(j, i - 1), at(j, i), weight(j * h));
      }));
    onGrid(load).forEach((f, k) => {
      value -= f * h * h * v[k];
      gradient[k] -= f * h * h;
    });
    return value;
  };
}

export const cutest: Bounded[] = [
  {
    name: "HATFLDB",
    n: 4,
    start: inTurn(0.1),
    terms: [
      over(first, ([a]) => square([a - 1, 1])),
      over(links, ([a, b]) => square([a - sqrt(b), 1, -1 / (2 * sqrt(b))])),
    ],
    bounds: { lower: 1e-7, upper: [Infinity, 0.8, Infinity, Infinity] },
  },
  {
    // The example that comes with L-BFGS-B.
    name: "NONSCOMP",
    n: 25,
    start: inTurn(3),
    terms: [
      over(first, ([a]) => square([a - 1, 1])),
      over(links, ([a, b]) => times(4, square([b - a ** 2, -2 * a, 1]))),
    ],
    bounds: { lower: rows(25, (i) => i % 2 === 1 ? 1 : -100), upper: 100 },
    minimum: 0,
  },
  {
    name: "MCCORMCK",
    n: 50,
    start: inTurn(1),
    terms: [over(links, ([a, b]) =>
      plus(
        [-1.5 * a + 2.5 * b + 1, -1.5, 2.5],
        square([a - b, 1, -1]),
        sine([a + b, 1, 1]),
      ))],
    bounds: {
      lower: rows(50, (i) => i === 1 ? -1.5 : -3),
      upper: rows(50, (i) => i === 1 ? 4 : 3),
    },
  },
  {
    name: "BIGGSB1",
    n: 100,
    start: inTurn(0),
    terms: [
      over(first, ([a]) => square([a - 1, 1])),
      over(links, ([a, b]) => square([b - a, -1, 1])),
      over((n) => [[n]], ([a]) => square([1 - a, -1])),
    ],
    bounds: { lower: 0, upper: rows(100, (i) => i < 100 ? 0.9 : Infinity) },
    minimum: 0.015,
  },
  {
    name: "EXPLIN",
    n: 120,
    start: inTurn(0),
    terms: [
      over(
        () => rows(10, (i) => [i, i + 1]),
        ([a, b]) => exponential([0.1 * a * b, 0.1 * b, 0.1 * a]),
      ),
      ofSum((x, j) => [-10 * j * x, -10 * j], (s) => [s, 1]),
    ],
    bounds: { lower: 0, upper: 10 },
  },
  {
    name: "CVXBQP1",
    n: 100,
    start: inTurn(0.5),
    terms: [over(
      (n) => rows(n, (i) => [i, (2 * i - 1) % n + 1, (3 * i - 1) % n + 1]),
      ([a, b, c], i) => times(i / 2, square([a + b + c, 1, 1, 1])),
    )],
    bounds: { lower: 0.1, upper: 10 },
  },
  {
    // A membrane over an obstacle.
    name: "OBSTCLBM",
    n: side * side,
    start: inTurn(1),
    terms: [membrane(() => -1)],
    bounds: {
      lower: onGrid((x, y) => (sin(9.2 * x) * sin(9.3 * y)) ** 3),
      upper: onGrid((x, y) => (sin(9.2 * x) * sin(9.3 * y)) ** 2 + 0.02),
    },
  },
  {
    // Elastic-plastic torsion of a bar: |v| at most the distance to the border.
    name: "TORSION1",
    n: side * side,
    start: inTurn(0),
    terms: [membrane(() => 5)],
    bounds: {
      lower: onGrid((x, y) => -min(x, 1 - x, y, 1 - y)),
      upper: onGrid((x, y) => min(x, 1 - x, y, 1 - y)),
    },
  },
  {
    // The pressure in a journal bearing of eccentricity 0.1, on (0, 2 pi) x (0, 2 pi).
    name: "JNLBRNG1",
    n: side * side,
    start: inTurn(0),
    terms: [membrane(
      (x) => 0.1 * sin(2 * PI * x) * (2 * PI) ** 2,
      (x) => (1 + 0.1 * cos(2 * PI * x)) ** 3,
    )],
    bounds: { lower: 0 },
  },
];
