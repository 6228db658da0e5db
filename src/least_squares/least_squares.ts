/**
 * Nonlinear least squares from a start: of float64 arrays in plain TypeScript, or of tensors.
 *
 * @module
 */
import type { TensorFunction, TensorStart } from "../minimize/start.ts";
import type { ModelFit, TensorModelFit } from "./data.ts";
import { fitAsync, fitSync, type Float64LeastSquaresOptions } from "./fit.ts";
import type { Float64Residuals } from "./float64.ts";
import type { LeastSquaresOptions, LeastSquaresSolution } from "./solution.ts";

/**
 * Minimizes the sum of the squares of residuals, written in plain TypeScript: fits a model to data, with the standard errors of its
 * parameters. Costs a forward pass and at most a Jacobian an iteration, and about 2 m n^2 operations on the host.
 *
 * @example An exponential through five points
 * ```ts
 * import { leastSquares } from "./mod.ts";
 *
 * const y = [5.1, 3.0, 1.9, 1.1, 0.7];
 * const residuals = ([a, b]: Float64Array) => y.map((y, t) => a * Math.exp(-b * t) - y);
 * const { x, standardErrors } = await leastSquares(residuals, [1, 1]);
 * console.assert(Math.abs(x[0] - 5.08) < 0.01 && standardErrors[0] < 0.05);
 * ```
 * @param residuals r(x): m values for x of n.
 * @param x0 The start; it is left as it is.
 * @param options The method, its budget, the Jacobian if it is known.
 * @returns The best point seen, whatever ended the fit: look at `status`.
 * @throws {RangeError} If the start is empty or not finite, there are no residuals, their number changes, the Jacobian has
 * another shape than [m, n], or an option is out of its range.
 * @throws {Error} What the residuals throw.
 */
export function leastSquares(
  residuals: Float64Residuals,
  x0: Float64Array | number[],
  options?: Float64LeastSquaresOptions,
): Promise<LeastSquaresSolution<Float64Array>>;
/**
 * The same for residuals of tensors, on any backend; what is read is awaited. The Jacobian is this suite's: n products J v, or m rows
 * where those are fewer, each about two gradients. Tensors are float32: about 4 digits of the parameters are available, less where they are hard to tell apart.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { leastSquares, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const [t, y] = [tf.tensor1d([0, 1, 2]), tf.tensor1d([1, 3, 5])];
 * const line = (x: tf.Tensor1D) => tf.sub(tf.add(tf.mul(tf.slice(x, 1, 1), t), tf.slice(x, 0, 1)), y);
 * const { x } = await leastSquares(line, tf.tensor1d([0, 0]));
 * x.print(); // [1, 2]
 * ```
 * @param residuals r(x), in any shape, of as many tensors as the start has.
 * @param x0 A float32 tensor, or a list of them; they are left as they are.
 * @param options The method and its budget.
 * @returns The best point seen, in tensors that the caller disposes.
 * @throws {Error} As for float64 arrays; and where an operation's derivative is unreliable.
 */
export function leastSquares<X extends TensorStart>(
  residuals: TensorFunction,
  x0: X,
  options?: LeastSquaresOptions<X>,
): Promise<LeastSquaresSolution<X>>;
/**
 * The same for a model and its data: the residuals are model(x) - y.
 *
 * @example A logistic curve, its last values known half as well
 * ```ts
 * import { leastSquares } from "./mod.ts";
 *
 * const { x, standardErrors } = await leastSquares({
 *   x: [0, 1, 2, 3, 4, 5],
 *   y: [0.9, 2.1, 4.2, 6.7, 8.4, 9.1],
 *   model: (t, [top, rate, middle]) => top / (1 + Math.exp(-rate * (t - middle))),
 *   start: [10, 1, 2],
 *   sigma: [1, 1, 1, 1, 2, 2],
 * });
 * console.assert(Math.abs(x[0] - 9.8) < 0.3 && standardErrors[0] < 0.5);
 * ```
 * @param fit The data, the model, the start, and the options.
 * @throws {Error} As for residuals; and if x and y differ in length.
 */
export function leastSquares<T = number>(
  fit: ModelFit<T>,
): Promise<LeastSquaresSolution<Float64Array>>;
/**
 * The same for a model and its data in tensors.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { leastSquares, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const { x } = await leastSquares({
 *   x: tf.tensor1d([0, 1, 2]),
 *   y: tf.tensor1d([1, 3, 5]),
 *   model: (t, line) => tf.add(tf.mul(tf.slice(line, 1, 1), t), tf.slice(line, 0, 1)),
 *   start: tf.tensor1d([0, 0]),
 * });
 * x.print(); // [1, 2]
 * ```
 * @param fit The data, the model, the start, and the options.
 * @throws {Error} As for residuals of tensors.
 */
export function leastSquares<X extends TensorStart>(
  fit: TensorModelFit<X>,
): Promise<LeastSquaresSolution<X>>;
export async function leastSquares<X extends TensorStart>(
  first: Float64Residuals | TensorFunction | ModelFit | TensorModelFit,
  x0?: Float64Array | number[] | X,
  options: Float64LeastSquaresOptions | LeastSquaresOptions<X> = {},
): Promise<LeastSquaresSolution<Float64Array> | LeastSquaresSolution<X>> {
  return await fitAsync(first, x0, options);
}

/**
 * What {@linkcode leastSquares} is for float64 arrays, at once instead of awaited.
 *
 * @example
 * ```ts
 * import { leastSquaresSync } from "./mod.ts";
 *
 * const { x } = leastSquaresSync(([a, b]) => [a * a + b * b - 25, a - b + 1], [1, 5]);
 * console.log(x); // Float64Array(2) [ 3, 4 ]
 * ```
 * @throws {Error} As {@linkcode leastSquares}.
 */
export function leastSquaresSync(
  residuals: Float64Residuals,
  x0: Float64Array | number[],
  options?: Float64LeastSquaresOptions,
): LeastSquaresSolution<Float64Array>;
/**
 * The same for a model and its data.
 *
 * @throws {Error} As {@linkcode leastSquares}.
 */
export function leastSquaresSync<T = number>(
  fit: ModelFit<T>,
): LeastSquaresSolution<Float64Array>;
export function leastSquaresSync(
  first: Float64Residuals | ModelFit,
  x0?: Float64Array | number[],
  options: Float64LeastSquaresOptions = {},
): LeastSquaresSolution<Float64Array> {
  return fitSync(first, x0, options);
}
