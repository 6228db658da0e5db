/** Problems that are systems of as many equations as variables. */
import { type Definition, list, sum } from "./definition.ts";

const { cos, max, min, sin } = Math;
const n = 10;
const h = 1 / (n + 1);

const trigonometric: Definition = {
  number: 26,
  name: "Trigonometric",
  m: n,
  start: Array<number>(n).fill(1 / n),
  minima: [0, 2.79505612187882e-5],
  residual: (x, i) => n - sum(n, (j) => cos(x[j - 1])) + i * (1 - cos(x[i - 1])) - sin(x[i - 1]),
  row: (x, i) => list(n, (j) => sin(x[j - 1]) + (j === i ? i * sin(x[i - 1]) - cos(x[i - 1]) : 0)),
};

const brownAlmostLinear: Definition = {
  number: 27,
  name: "Brown almost-linear",
  m: n,
  start: Array<number>(n).fill(0.5),
  minima: [0, 1],
  residual: (x, i) =>
    i < n
      ? x[i - 1] + sum(n, (j) => x[j - 1]) - (n + 1)
      : x.reduce((product, value) => product * value, 1) - 1,
  row: (x, i) =>
    list(
      n,
      (j) =>
        i < n
          ? 1 + Number(i === j)
          : x.reduce((product, value, k) => k === j - 1 ? product : product * value, 1),
    ),
};

const discreteBoundaryValue: Definition = {
  number: 28,
  name: "Discrete boundary value",
  m: n,
  start: list(n, (j) => j * h * (j * h - 1)),
  minima: [0],
  residual: (x, i) =>
    2 * x[i - 1] - (x[i - 2] ?? 0) - (x[i] ?? 0) + h ** 2 * (x[i - 1] + i * h + 1) ** 3 / 2,
  row: (x, i) =>
    list(n, (j) => {
      if (j === i) return 2 + 3 * h ** 2 * (x[i - 1] + i * h + 1) ** 2 / 2;
      return Math.abs(i - j) === 1 ? -1 : 0;
    }),
};

const discreteIntegral: Definition = {
  number: 29,
  name: "Discrete integral equation",
  m: n,
  start: list(n, (j) => j * h * (j * h - 1)),
  minima: [0],
  residual: (x, i) => x[i - 1] + sum(n, (j) => integralWeight(i, j) * (x[j - 1] + j * h + 1) ** 3),
  row: (x, i) =>
    list(n, (j) => Number(i === j) + 3 * integralWeight(i, j) * (x[j - 1] + j * h + 1) ** 2),
};

function integralWeight(i: number, j: number): number {
  return h / 2 * (1 - max(i, j) * h) * min(i, j) * h;
}

const broydenTridiagonal: Definition = {
  number: 30,
  name: "Broyden tridiagonal",
  m: n,
  start: Array<number>(n).fill(-1),
  minima: [0],
  residual: (x, i) => (3 - 2 * x[i - 1]) * x[i - 1] - (x[i - 2] ?? 0) - 2 * (x[i] ?? 0) + 1,
  row: (x, i) =>
    list(n, (j) => j === i ? 3 - 4 * x[i - 1] : j === i - 1 ? -1 : j === i + 1 ? -2 : 0),
};

const broydenBanded: Definition = {
  number: 31,
  name: "Broyden banded",
  m: n,
  start: Array<number>(n).fill(-1),
  minima: [0],
  residual: (x, i) =>
    x[i - 1] * (2 + 5 * x[i - 1] ** 2) + 1 -
    sum(n, (j) => inBand(i, j) ? x[j - 1] * (1 + x[j - 1]) : 0),
  row: (x, i) =>
    list(n, (j) => {
      if (j === i) return 2 + 15 * x[i - 1] ** 2;
      return inBand(i, j) ? -1 - 2 * x[j - 1] : 0;
    }),
};

function inBand(i: number, j: number): boolean {
  return j !== i && j >= i - 5 && j <= i + 1;
}

const chebyquad: Definition = {
  number: 35,
  name: "Chebyquad",
  m: n,
  start: list(n, (j) => j / (n + 1)),
  minima: [6.50395480088229e-3, 4.77271369637534e-3],
  residual: (x, i) =>
    sum(n, (j) => chebyshev(x[j - 1], i)[0]) / n + (i % 2 === 0 ? 1 / (i ** 2 - 1) : 0),
  row: (x, i) => list(n, (j) => chebyshev(x[j - 1], i)[1] / n),
};

/** The Chebyshev polynomial of degree i, shifted to [0, 1], and its derivative. */
function chebyshev(x: number, i: number): [value: number, slope: number] {
  const z = 2 * x - 1;
  let [before, value] = [1, z];
  let [slopeBefore, slope] = [0, 2];
  for (let degree = 2; degree <= i; degree++) {
    [slopeBefore, slope] = [slope, 4 * value + 2 * z * slope - slopeBefore];
    [before, value] = [value, 2 * z * value - before];
  }
  return [value, slope];
}

export const systems: Definition[] = [
  trigonometric,
  brownAlmostLinear,
  discreteBoundaryValue,
  discreteIntegral,
  broydenTridiagonal,
  broydenBanded,
  chebyquad,
];
