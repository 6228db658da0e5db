/**
 * The models of NIST's nonlinear problems.
 *
 * @module
 */
import type { NonlinearProblem } from "./nist.ts";

/** A prediction from the parameters, numbered from 0, and a row of predictors. */
type Model = (b: ArrayLike<number>, x: number, x2: number) => number;

const { exp, cos, sin, atan, PI } = Math;

const saturation: Model = (b, x) => b[0] * (1 - exp(-b[1] * x));
const chwirut: Model = (b, x) => exp(-b[0] * x) / (b[1] + b[2] * x);
const lanczos: Model = (b, x) =>
  b[0] * exp(-b[1] * x) + b[2] * exp(-b[3] * x) + b[4] * exp(-b[5] * x);
const gauss: Model = (b, x) =>
  b[0] * exp(-b[1] * x) + b[2] * exp(-((x - b[3]) ** 2) / b[4] ** 2) +
  b[5] * exp(-((x - b[6]) ** 2) / b[7] ** 2);
const cubicOverCubic: Model = (b, x) =>
  (b[0] + b[1] * x + b[2] * x ** 2 + b[3] * x ** 3) /
  (1 + b[4] * x + b[5] * x ** 2 + b[6] * x ** 3);

/** In NIST's order of difficulty. */
const models: Record<string, Model> = {
  Misra1a: saturation,
  Chwirut2: chwirut,
  Chwirut1: chwirut,
  Lanczos3: lanczos,
  Gauss1: gauss,
  Gauss2: gauss,
  DanWood: (b, x) => b[0] * x ** b[1],
  Misra1b: (b, x) => b[0] * (1 - (1 + b[1] * x / 2) ** -2),
  Kirby2: (b, x) => (b[0] + b[1] * x + b[2] * x ** 2) / (1 + b[3] * x + b[4] * x ** 2),
  Hahn1: cubicOverCubic,
  Nelson: (b, x1, x2) => b[0] - b[1] * x1 * exp(-b[2] * x2),
  MGH17: (b, x) => b[0] + b[1] * exp(-x * b[3]) + b[2] * exp(-x * b[4]),
  Lanczos1: lanczos,
  Lanczos2: lanczos,
  Gauss3: gauss,
  Misra1c: (b, x) => b[0] * (1 - (1 + 2 * b[1] * x) ** -0.5),
  Misra1d: (b, x) => b[0] * b[1] * x / (1 + b[1] * x),
  Roszman1: (b, x) => b[0] - b[1] * x - atan(b[2] / (x - b[3])) / PI,
  ENSO: (b, x) =>
    b[0] + b[1] * cos(2 * PI * x / 12) + b[2] * sin(2 * PI * x / 12) +
    b[4] * cos(2 * PI * x / b[3]) + b[5] * sin(2 * PI * x / b[3]) +
    b[7] * cos(2 * PI * x / b[6]) + b[8] * sin(2 * PI * x / b[6]),
  MGH09: (b, x) => b[0] * (x ** 2 + x * b[1]) / (x ** 2 + x * b[2] + b[3]),
  Thurber: cubicOverCubic,
  BoxBOD: saturation,
  Rat42: (b, x) => b[0] / (1 + exp(b[1] - b[2] * x)),
  MGH10: (b, x) => b[0] * exp(b[1] / (x + b[2])),
  Eckerle4: (b, x) => b[0] / b[1] * exp(-0.5 * ((x - b[2]) / b[1]) ** 2),
  Rat43: (b, x) => b[0] / (1 + exp(b[1] - b[2] * x)) ** (1 / b[3]),
  Bennett5: (b, x) => b[0] * (b[1] + x) ** (-1 / b[2]),
};

/** The residuals of a problem: what its model predicts less y, or less log y where NIST fits that. */
export function nonlinearResiduals({ name, x, y }: NonlinearProblem) {
  const target = name === "Nelson" ? y.map(Math.log) : y;
  const [first, second = first] = x;
  return (b: Float64Array) => target.map((t, i) => models[name](b, first[i], second[i]) - t);
}
