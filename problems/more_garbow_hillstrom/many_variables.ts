/** Problems of any number of variables: those that extend smaller ones, the penalties, and the linear ones. */
import { type Definition, list, sum } from "./definition.ts";

const { exp, sqrt } = Math;
const n = 10;

/** 1 in place `at`, 0 elsewhere, of `length`. */
function unit(length: number, at: number, value = 1): number[] {
  return list(length, (j) => j === at ? value : 0);
}

const powellSingular: Definition = {
  number: 13,
  name: "Powell singular",
  m: 4,
  start: [3, -1, 0, 1],
  minima: [0],
  residual: powellResidual,
  row: powellRow,
};

const extendedPowellSingular: Definition = {
  number: 22,
  name: "Extended Powell singular",
  m: 12,
  start: [3, -1, 0, 1, 3, -1, 0, 1, 3, -1, 0, 1],
  minima: [0],
  residual: powellResidual,
  row: powellRow,
};

function powellResidual(x: number[], i: number): number {
  const [a, b, c, d] = x.slice(blockOf(i, 4));
  return [a + 10 * b, sqrt(5) * (c - d), (b - 2 * c) ** 2, sqrt(10) * (a - d) ** 2][(i - 1) % 4];
}

function powellRow(x: number[], i: number): number[] {
  const [a, b, c, d] = x.slice(blockOf(i, 4));
  const [one, other] = [2 * (b - 2 * c), 2 * sqrt(10) * (a - d)];
  const block = [
    [1, 10, 0, 0],
    [0, 0, sqrt(5), -sqrt(5)],
    [0, one, -2 * one, 0],
    [other, 0, 0, -other],
  ][(i - 1) % 4];
  return x.map((_, j) => block[j - blockOf(i, 4)] ?? 0);
}

/** Where the block of variables of residual i begins. */
function blockOf(i: number, size: number): number {
  return i - 1 - (i - 1) % size;
}

const extendedRosenbrock: Definition = {
  number: 21,
  name: "Extended Rosenbrock",
  m: n,
  start: list(n, (j) => j % 2 === 1 ? -1.2 : 1),
  minima: [0],
  residual: (x, i) => i % 2 === 1 ? 10 * (x[i] - x[i - 1] ** 2) : 1 - x[i - 2],
  row: (x, i) =>
    i % 2 === 1
      ? list(n, (j) => j === i ? -20 * x[i - 1] : j === i + 1 ? 10 : 0)
      : unit(n, i - 1, -1),
};

const penalty1: Definition = {
  number: 23,
  name: "Penalty I",
  m: n + 1,
  start: list(n, (j) => j),
  minima: [7.08765146709037e-5],
  residual: (x, i) => i <= n ? sqrt(1e-5) * (x[i - 1] - 1) : sum(n, (j) => x[j - 1] ** 2) - 0.25,
  row: (x, i) => i <= n ? unit(n, i, sqrt(1e-5)) : x.map((value) => 2 * value),
};

const penalty2: Definition = {
  number: 24,
  name: "Penalty II",
  m: 2 * n,
  start: Array<number>(n).fill(0.5),
  minima: [2.93660537456746e-4],
  residual(x, i) {
    if (i === 1) return x[0] - 0.2;
    if (i === 2 * n) return sum(n, (j) => (n - j + 1) * x[j - 1] ** 2) - 1;
    if (i > n) return sqrt(1e-5) * (exp(x[i - n] / 10) - exp(-1 / 10));
    const y = exp(i / 10) + exp((i - 1) / 10);
    return sqrt(1e-5) * (exp(x[i - 1] / 10) + exp(x[i - 2] / 10) - y);
  },
  row(x, i) {
    if (i === 1) return unit(n, 1);
    if (i === 2 * n) return list(n, (j) => 2 * (n - j + 1) * x[j - 1]);
    const slope = (j: number) => sqrt(1e-5) * exp(x[j - 1] / 10) / 10;
    if (i > n) return unit(n, i - n + 1, slope(i - n + 1));
    return list(n, (j) => j === i || j === i - 1 ? slope(j) : 0);
  },
};

const variablyDimensioned: Definition = {
  number: 25,
  name: "Variably dimensioned",
  m: n + 2,
  start: list(n, (j) => 1 - j / n),
  minima: [0],
  residual(x, i) {
    if (i <= n) return x[i - 1] - 1;
    return sum(n, (j) => j * (x[j - 1] - 1)) ** (i - n);
  },
  row(x, i) {
    if (i <= n) return unit(n, i);
    const total = sum(n, (j) => j * (x[j - 1] - 1));
    return list(n, (j) => i === n + 1 ? j : 2 * total * j);
  },
};

const m = 20;

const linearFullRank: Definition = {
  number: 32,
  name: "Linear, full rank",
  m,
  start: Array<number>(n).fill(1),
  minima: [m - n],
  residual: (x, i) => (x[i - 1] ?? 0) - 2 / m * sum(n, (j) => x[j - 1]) - 1,
  row: (_, i) => list(n, (j) => Number(j === i) - 2 / m),
};

const linearRank1: Definition = {
  number: 33,
  name: "Linear, rank 1",
  m,
  start: Array<number>(n).fill(1),
  minima: [m * (m - 1) / (2 * (2 * m + 1))],
  residual: (x, i) => i * sum(n, (j) => j * x[j - 1]) - 1,
  row: (_, i) => list(n, (j) => i * j),
};

const linearRank1WithZeros: Definition = {
  number: 34,
  name: "Linear, rank 1, zero columns and rows",
  m,
  start: Array<number>(n).fill(1),
  minima: [(m ** 2 + 3 * m - 6) / (2 * (2 * m - 3))],
  residual: (x, i) => i === m ? -1 : (i - 1) * sum(n - 2, (k) => (k + 1) * x[k]) - 1,
  row: (_, i) => list(n, (j) => i === m || j === 1 || j === n ? 0 : (i - 1) * j),
};

export const manyVariables: Definition[] = [
  powellSingular,
  extendedRosenbrock,
  extendedPowellSingular,
  penalty1,
  penalty2,
  variablyDimensioned,
  linearFullRank,
  linearRank1,
  linearRank1WithZeros,
];
