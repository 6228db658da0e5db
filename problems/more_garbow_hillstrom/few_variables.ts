/** Problems of two to four variables that fit no data. */
import type { Definition } from "./definition.ts";

const { abs, atan, exp, hypot, PI, sqrt } = Math;

const rosenbrock: Definition = {
  number: 1,
  name: "Rosenbrock",
  m: 2,
  start: [-1.2, 1],
  minima: [0],
  residual: ([a, b], i) => [10 * (b - a ** 2), 1 - a][i - 1],
  row: ([a], i) => [[-20 * a, 10], [-1, 0]][i - 1],
};

const freudensteinRoth: Definition = {
  number: 2,
  name: "Freudenstein and Roth",
  m: 2,
  start: [0.5, -2],
  minima: [0, 48.98425367924],
  residual: ([a, b], i) =>
    [-13 + a + ((5 - b) * b - 2) * b, -29 + a + ((b + 1) * b - 14) * b][i - 1],
  row: ([, b], i) => [[1, 10 * b - 3 * b ** 2 - 2], [1, 3 * b ** 2 + 2 * b - 14]][i - 1],
};

const powellBadlyScaled: Definition = {
  number: 3,
  name: "Powell badly scaled",
  m: 2,
  start: [0, 1],
  minima: [0],
  residual: ([a, b], i) => [1e4 * a * b - 1, exp(-a) + exp(-b) - 1.0001][i - 1],
  row: ([a, b], i) => [[1e4 * b, 1e4 * a], [-exp(-a), -exp(-b)]][i - 1],
};

const brownBadlyScaled: Definition = {
  number: 4,
  name: "Brown badly scaled",
  m: 3,
  start: [1, 1],
  minima: [0],
  residual: ([a, b], i) => [a - 1e6, b - 2e-6, a * b - 2][i - 1],
  row: ([a, b], i) => [[1, 0], [0, 1], [b, a]][i - 1],
};

const beale: Definition = {
  number: 5,
  name: "Beale",
  m: 3,
  start: [1, 1],
  minima: [0],
  residual: ([a, b], i) => [1.5, 2.25, 2.625][i - 1] - a * (1 - b ** i),
  row: ([a, b], i) => [b ** i - 1, a * i * b ** (i - 1)],
};

const jennrichSampson: Definition = {
  number: 6,
  name: "Jennrich and Sampson",
  m: 10,
  start: [0.3, 0.4],
  minima: [124.362182355615],
  residual: ([a, b], i) => 2 + 2 * i - (exp(i * a) + exp(i * b)),
  row: ([a, b], i) => [-i * exp(i * a), -i * exp(i * b)],
};

const helicalValley: Definition = {
  number: 7,
  name: "Helical valley",
  m: 3,
  start: [-1, 0, 0],
  minima: [0],
  residual([a, b, c], i) {
    const angle = atan(b / a) / (2 * PI) + (a < 0 ? 0.5 : 0);
    return [10 * (c - 10 * angle), 10 * (hypot(a, b) - 1), c][i - 1];
  },
  row([a, b], i) {
    const radius = hypot(a, b);
    const turn = 100 / (2 * PI * radius ** 2);
    return [[turn * b, -turn * a, 10], [10 * a / radius, 10 * b / radius, 0], [0, 0, 1]][i - 1];
  },
};

/** The paper prints y_i m i x_2 for y_i - x_2; the authors' program, ACM algorithm 566, has the latter. */
const gulf: Definition = {
  number: 11,
  name: "Gulf research and development",
  m: 99,
  start: [5, 2.5, 0.15],
  minima: [0],
  residual: ([a, b, c], i) => exp(-(abs(gulfData(i) - b) ** c) / a) - i / 100,
  row([a, b, c], i) {
    const distance = gulfData(i) - b;
    const power = abs(distance) ** c;
    const value = exp(-power / a);
    return [
      value * power / a ** 2,
      value * power * c / (a * distance),
      -value * power * Math.log(abs(distance)) / a,
    ];
  },
};

function gulfData(i: number): number {
  return 25 + (-50 * Math.log(i / 100)) ** (2 / 3);
}

const boxThreeDimensional: Definition = {
  number: 12,
  name: "Box three-dimensional",
  m: 10,
  start: [0, 10, 20],
  minima: [0],
  residual: ([a, b, c], i) => exp(-a * i / 10) - exp(-b * i / 10) - c * (exp(-i / 10) - exp(-i)),
  row: ([a, b], i) => [
    -i / 10 * exp(-a * i / 10),
    i / 10 * exp(-b * i / 10),
    exp(-i) - exp(-i / 10),
  ],
};

const wood: Definition = {
  number: 14,
  name: "Wood",
  m: 6,
  start: [-3, -1, -3, -1],
  minima: [0],
  residual: ([a, b, c, d], i) =>
    [
      10 * (b - a ** 2),
      1 - a,
      sqrt(90) * (d - c ** 2),
      1 - c,
      sqrt(10) * (b + d - 2),
      (b - d) / sqrt(10),
    ][i - 1],
  row: ([a, , c], i) =>
    [
      [-20 * a, 10, 0, 0],
      [-1, 0, 0, 0],
      [0, 0, -2 * sqrt(90) * c, sqrt(90)],
      [0, 0, -1, 0],
      [0, sqrt(10), 0, sqrt(10)],
      [0, 1 / sqrt(10), 0, -1 / sqrt(10)],
    ][i - 1],
};

export const fewVariables: Definition[] = [
  rosenbrock,
  freudensteinRoth,
  powellBadlyScaled,
  brownBadlyScaled,
  beale,
  jennrichSampson,
  helicalValley,
  gulf,
  boxThreeDimensional,
  wood,
];
