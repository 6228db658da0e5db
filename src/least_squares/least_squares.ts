/**
 * Nonlinear least squares from a start: of float64 arrays in plain TypeScript, or of tensors.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import { gaussNewton } from "../methods/gauss_newton.ts";
import { levenbergMarquardt } from "../methods/levenberg_marquardt.ts";
import { float64Answerer, type Float64Jacobian, type Float64Residuals } from "./float64.ts";
import type { FitAnswer, FitMethod, FitQuestion } from "./method.ts";
import { type FitRun, fitting } from "./run.ts";
import type { FitMethodName, FitOptions, FitSolution } from "./solution.ts";
import { tensorAnswerer, tensorOf, type TensorResiduals } from "./tensors.ts";

/** What `leastSquares` may be told about residuals of a float64 array. */
export interface Float64FitOptions extends FitOptions<Float64Array> {
  /** The Jacobian dr/dx, m rows of n. Without it, central differences: 2 n forward passes, and about 10 digits. */
  jacobian?: Float64Jacobian;
}

const methods: Record<FitMethodName, FitMethod> = { levenbergMarquardt, gaussNewton };

/**
 * Minimizes the sum of the squares of residuals, written in plain TypeScript: fits a model to data, with the standard errors of its
 * parameters. Costs a forward pass and at most a Jacobian an iteration, and about 2 m n^2 operations on the host.
 *
 * @example An exponential through five points
 * ```ts
 * import { leastSquares } from "./mod.ts";
 * const [t, y] = [[0, 1, 2, 3, 4], [5.1, 3.0, 1.9, 1.1, 0.7]];
 * const { x, standardErrors } = await leastSquares(([a, b]) => t.map((t, i) => a * Math.exp(-b * t) - y[i]), [1, 1]);
 * console.assert(Math.abs(x[0] - 5.09) < 0.01 && standardErrors[1] < 0.01);
 * ```
 * @param residuals r(x): m values for x of n, m >= n.
 * @param x0 The start; it is left as it is.
 * @param options The method, its budget, the Jacobian where it is known.
 * @returns The best point seen, whatever ended the fit: look at `status`.
 * @throws {RangeError} Where the start is empty or not finite, there are fewer residuals than parameters, their number changes, the Jacobian has
 * another shape than [m, n], or an option is out of its range.
 * @throws {Error} What the residuals throw.
 */
export function leastSquares(
  residuals: Float64Residuals,
  x0: Float64Array | number[],
  options?: Float64FitOptions,
): Promise<FitSolution<Float64Array>>;
/**
 * The same for residuals of a tensor, on any backend; what is read is awaited. The Jacobian is this suite's: n products J v, or m rows
 * where those are fewer, each about two gradients. Tensors are float32: about 4 digits of the parameters are to be had, less where they are hard to tell apart.
 *
 * @example
 * ```ts ignore
 * const { x } = await leastSquares((w: tf.Tensor1D) => tf.sub(tf.dot(data, w), y), tf.zeros([3]));
 * ```
 * @param residuals r(x), in any shape.
 * @param x0 A float32 tensor; it is left as it is.
 * @param options The method and its budget.
 * @returns The best point seen, whose x the caller disposes.
 * @throws {Error} As for float64 arrays; and where an operation's derivative is not to be trusted.
 */
export function leastSquares<X extends tf.Tensor>(
  residuals: TensorResiduals<X>,
  x0: X,
  options?: FitOptions<X>,
): Promise<FitSolution<X>>;
export async function leastSquares<X extends tf.Tensor>(
  residuals: Float64Residuals | TensorResiduals<X>,
  x0: Float64Array | number[] | X,
  options: Float64FitOptions | FitOptions<X> = {},
): Promise<FitSolution<Float64Array> | FitSolution<X>> {
  return x0 instanceof tf.Tensor
    ? await fitTensors(residuals as TensorResiduals<X>, x0, options as FitOptions<X>)
    : await fitFloat64(residuals as Float64Residuals, x0, options as Float64FitOptions);
}

async function fitFloat64(
  residuals: Float64Residuals,
  x0: Float64Array | number[],
  options: Float64FitOptions,
): Promise<FitSolution<Float64Array>> {
  const start = startOf(x0);
  const run = runOf(options, 1e-15, options.callback);
  return await answered(start, run, float64Answerer(residuals, options.jacobian, start, run.cost));
}

async function fitTensors<X extends tf.Tensor>(
  residuals: TensorResiduals<X>,
  x0: X,
  options: FitOptions<X>,
): Promise<FitSolution<X>> {
  const { callback } = options;
  const run = runOf(options, 1e-6, (progress) => {
    const x = tensorOf(progress.x, x0);
    try {
      return callback?.({ ...progress, x });
    } finally {
      x.dispose();
    }
  });
  const start = startOf(await x0.data());
  const solution = await answered(start, run, tensorAnswerer(residuals, x0, run.cost));
  return { ...solution, x: tensorOf(solution.x, x0) };
}

/** Carries a fit through, awaiting each answer. */
async function answered(
  start: Float64Array,
  run: FitRun,
  answer: (question: FitQuestion) => FitAnswer | Promise<FitAnswer>,
): Promise<FitSolution<Float64Array>> {
  const fit = fitting(start, run);
  let turn = fit.next();
  while (!turn.done) turn = fit.next(await answer(turn.value));
  return turn.value;
}

function startOf(x0: ArrayLike<number>): Float64Array {
  const start = Float64Array.from(x0);
  if (start.length === 0 || !start.every(Number.isFinite)) {
    throw new RangeError(
      `Cannot fit: the start [${start}] must be one finite number or more, one a parameter.`,
    );
  }
  return start;
}

function runOf(
  { method = "levenbergMarquardt", tolerance, maxIterations = 1000, signal, history = false }:
    FitOptions<never>,
  defaultTolerance: number,
  callback: FitRun["callback"] = () => {},
): FitRun {
  const chosen = typeof method === "string" ? methods[method] : method;
  if (!chosen) {
    throw new RangeError(
      `Cannot fit: there is no method "${method}". Expected one of ${
        Object.keys(methods).join(", ")
      }.`,
    );
  }
  const limits = { tolerance: tolerance ?? defaultTolerance, maxIterations };
  for (const [name, value] of Object.entries(limits)) {
    if (!(value >= 0)) throw new RangeError(`Cannot fit: ${name} is ${value}. Expected 0 or more.`);
  }
  return {
    method: chosen,
    ...limits,
    signal,
    history,
    callback,
    cost: { forwardPasses: 0, jacobians: 0 },
  };
}
