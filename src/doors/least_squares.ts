/**
 * Least squares, nonlinear and exact, with standard errors. Of residuals in float64 arrays nothing of tfjs is loaded; it comes with
 * the first residuals of tensors.
 *
 * @example
 * ```ts
 * import { leastSquares } from "./least-squares";
 *
 * const y = [5.1, 3.0, 1.9, 1.1, 0.7];
 * const residuals = ([a, b]: Float64Array) => y.map((y, t) => a * Math.exp(-b * t) - y);
 * const { x, standardErrors } = await leastSquares(residuals, [1, 1]);
 * console.log(Math.abs(x[0] - 5.08) < 0.01 && standardErrors[0] < 0.05); // true
 * ```
 *
 * @module
 */
export { leastSquares, leastSquaresSync } from "../least_squares/least_squares.ts";
export type { Float64LeastSquaresOptions } from "../least_squares/fit.ts";
export type { ModelFit, TensorModelFit } from "../least_squares/data.ts";
export type { LossName } from "../least_squares/loss.ts";
export type { Bounds, Side } from "../numeric/box.ts";
export type { Float64Jacobian, Float64Residuals } from "../least_squares/float64.ts";
export type {
  LeastSquaresCost,
  LeastSquaresMethodName,
  LeastSquaresOptions,
  LeastSquaresProgress,
  LeastSquaresSolution,
  WeighingChoices,
} from "../least_squares/solution.ts";
export {
  type ExactOptions,
  type ExactSolution,
  leastSquaresExact,
  type ModelColumn,
  polynomial,
} from "../least_squares/exact.ts";
export type { Uncertainty } from "../least_squares/uncertainty.ts";
export type { DoubleDouble } from "../numeric/double_double.ts";
export type { TensorFunction, TensorStart } from "../minimize/start.ts";
export type { Status } from "../minimize/status.ts";
