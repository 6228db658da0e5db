/**
 * Nonlinear least squares from a start: of float64 arrays in plain TypeScript, or of tensors.
 *
 * @module
 */
import { float64Answerer, type Float64Jacobian, type Float64Residuals } from "./float64.ts";
import { answered, answeredAsync } from "./method.ts";
import { runOf, startOf } from "./options.ts";
import { fitting } from "./run.ts";
import type { LeastSquaresOptions, LeastSquaresSolution } from "./solution.ts";
import { isNumeric, type TensorFunction, type TensorStart } from "../minimize/start.ts";

/** What `leastSquares` takes about residuals of a float64 array. */
export interface Float64LeastSquaresOptions extends LeastSquaresOptions<Float64Array> {
  /** The Jacobian dr/dx, m rows of n. Without it, central differences: 2 n forward passes, and about 10 digits. */
  jacobian?: Float64Jacobian;
}

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
 * @param residuals r(x): m values for x of n, m >= n.
 * @param x0 The start; it is left as it is.
 * @param options The method, its budget, the Jacobian if it is known.
 * @returns The best point seen, whatever ended the fit: look at `status`.
 * @throws {RangeError} If the start is empty or not finite, there are fewer residuals than parameters, their number changes, the Jacobian has
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
export async function leastSquares<X extends TensorStart>(
  residuals: Float64Residuals | TensorFunction,
  x0: Float64Array | number[] | X,
  options: Float64LeastSquaresOptions | LeastSquaresOptions<X> = {},
): Promise<LeastSquaresSolution<Float64Array> | LeastSquaresSolution<X>> {
  if (isNumeric(x0)) {
    const known = options as Float64LeastSquaresOptions;
    const { fit, answer } = float64Fit(residuals as Float64Residuals, x0, known);
    return await answeredAsync(fit, answer);
  }
  // Only now: residuals in arrays need no tfjs.
  const { leastSquaresOfTensors } = await import("./least_squares_tensors.ts");
  return await leastSquaresOfTensors(
    residuals as TensorFunction,
    x0,
    options as LeastSquaresOptions<X>,
  );
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
  options: Float64LeastSquaresOptions = {},
): LeastSquaresSolution<Float64Array> {
  const { fit, answer } = float64Fit(residuals, x0, options);
  return answered(fit, answer);
}

function float64Fit(
  residuals: Float64Residuals,
  x0: Float64Array | number[],
  options: Float64LeastSquaresOptions,
) {
  const start = startOf(x0);
  const run = runOf(options, 1e-15, options.callback);
  const answer = float64Answerer(residuals, options.jacobian, start, run.cost);
  return { fit: fitting(start, run), answer };
}
