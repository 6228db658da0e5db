/**
 * Minimizing a function from a start. Of functions of float64 arrays nothing of tfjs is loaded; it comes with the first function of
 * tensors.
 *
 * @example
 * ```ts
 * import { minimize } from "./minimize";
 *
 * const rosenbrock = ([a, b]: Float64Array) => (1 - a) ** 2 + 100 * (b - a ** 2) ** 2;
 * const { x, status } = await minimize(rosenbrock, [-1.2, 1]);
 * console.log(status, x.map((value) => Math.round(value))); // converged Float64Array(2) [ 1, 1 ]
 * ```
 *
 * @module
 */
export { type Float64Options, minimize, minimizeSync } from "../minimize/minimize.ts";
export { minimizeScalar, type ScalarOptions, type ScalarSolution } from "../minimize/scalar.ts";
export type { Float64Derivatives, Float64Function } from "../minimize/float64.ts";
export type { TensorFunction, TensorStart } from "../minimize/start.ts";
export type {
  MethodName,
  Progress,
  RunCost,
  RunOptions,
  Solution,
  StartChoices,
} from "../minimize/solution.ts";
export type { Bounds, Box, Side } from "../numeric/box.ts";
export { type Status, statusMessages } from "../minimize/status.ts";
export type { ConjugateGradientBeta } from "../methods/conjugate_gradient.ts";
export type {
  Answer,
  Answers,
  Asking,
  Evaluation,
  Method,
  MethodState,
  Question,
  Space,
  Standstill,
} from "../methods/methods.ts";
/** The methods that `minimize` takes, made with options; and what it takes to run one by hand. */
export * as methods from "../methods/methods.ts";
/** The line searches that methods take. */
export * as searches from "../searches/searches.ts";
