/**
 * Roots of systems of equations.
 *
 * @module
 */
import type { Bounds, Side } from "../numeric/box.ts";
import { norm } from "../numeric/norm.ts";
import type { Status } from "../minimize/status.ts";
import { isNumeric, type TensorFunction, type TensorStart } from "../minimize/start.ts";
import type { Float64Jacobian, Float64Residuals } from "../least_squares/float64.ts";
import { fitAsync, fitSync } from "../least_squares/fit.ts";
import type { IsRoot } from "../least_squares/fit_run.ts";
import type {
  LeastSquaresCost,
  LeastSquaresOptions,
  LeastSquaresSolution,
} from "../least_squares/solution.ts";
import { columnLengths } from "../least_squares/triangular.ts";

/** What `solve` takes; each has a default. */
export interface RootOptions<X> extends
  Pick<
    LeastSquaresOptions<X>,
    "tolerance" | "maxIterations" | "callback" | "signal" | "history"
  > {
  /** Where x may be; f is asked nowhere else. Default: everywhere. */
  bounds?: Bounds;
}

/** What `solve` takes about a system in float64 arrays. */
export interface Float64RootOptions extends RootOptions<Float64Array> {
  /** The Jacobian df/dx, n rows of n. Without it, central differences: 2 n forward passes, and about 10 digits. */
  jacobian?: Float64Jacobian;
}

/** How a search for a root ended. */
export interface Root<X> extends LeastSquaresCost {
  /** The best point seen; the caller disposes a tensor. */
  x: X;
  /** f there, [n]. */
  residuals: Float64Array;
  /** `converged` at a root alone; `noRoot` where |f| has a minimum that is none. */
  status: Status;
  /** The status in words, and what can be done. */
  message: string;
  /** Steps tried. */
  iterations: number;
  /** With bounds: which x is at. */
  activeBounds?: Side[];
}

/** In square roots of rounding: at a point off by this part of x from a root, |f| is about this part of what x's entries add to it. */
const relativeError = 8;
/** In roundings: |f| that has fallen to this part of the start's is 0. A multiple root is approached, not hit. */
const vanished = 64;

/**
 * An x with f(x) = 0, for n equations in n unknowns: Newton's steps, within a region as far as they are trusted, as `leastSquares` takes them for the sum of the
 * squares. Costs f and at most a Jacobian an iteration, and about 2 n^3 operations on the host. It ends where the squares have a minimum: if that
 * is not 0, the status is `noRoot`. Source: Moré (1978), as `leastSquares` has it.
 *
 * @example A circle and a line
 * ```ts
 * import { solve } from "./roots";
 *
 * const { x, status } = await solve(([a, b]) => [a * a + b * b - 25, a - b + 1], [1, 5]);
 * console.log(x[0].toFixed(6), x[1].toFixed(6), status); // 3.000000 4.000000 converged
 * ```
 * @param f The equations' left-hand sides: n values for x of n.
 * @param x0 The start; it is left as it is.
 * @throws {Error} As `leastSquares`; and if there are not as many equations as unknowns.
 */
export function solve(
  f: Float64Residuals,
  x0: Float64Array | number[],
  options?: Float64RootOptions,
): Promise<Root<Float64Array>>;
/**
 * The same for a system in tensors, in the precision of float32.
 *
 * @param f The equations' left-hand sides, in any shape, of as many tensors as the start has.
 * @param x0 A float32 tensor, or a list of them; they are left as they are.
 * @throws {Error} As `leastSquares`.
 */
export function solve<X extends TensorStart>(
  f: TensorFunction,
  x0: X,
  options?: RootOptions<X>,
): Promise<Root<X>>;
export async function solve<X extends TensorStart>(
  f: Float64Residuals | TensorFunction,
  x0: Float64Array | number[] | X,
  options: Float64RootOptions | RootOptions<X> = {},
): Promise<Root<Float64Array> | Root<X>> {
  const epsilon = isNumeric(x0) ? Number.EPSILON : 2 ** -23;
  const fit = await fitAsync(f, x0, options, rootWithin(epsilon));
  return rootOf<Float64Array | X>(fit) as Root<Float64Array> | Root<X>;
}

/**
 * What {@linkcode solve} is for float64 arrays, at once instead of awaited.
 *
 * @throws {Error} As {@linkcode solve}.
 */
export function solveSync(
  f: Float64Residuals,
  x0: Float64Array | number[],
  options: Float64RootOptions = {},
): Root<Float64Array> {
  return rootOf(fitSync(f, x0, options, rootWithin(Number.EPSILON)));
}

/** Whether a point is a root, as far as numbers of this rounding tell. */
function rootWithin(epsilon: number): IsRoot {
  return ({ x, residuals, triangle }, startLength) => {
    const parts = columnLengths(triangle).map((length, j) => length * Math.abs(x[j]));
    const size = norm(residuals);
    return size <= relativeError * Math.sqrt(epsilon) * parts.reduce((sum, part) => sum + part) ||
      size <= vanished * epsilon * startLength;
  };
}

function rootOf<X>(fit: LeastSquaresSolution<X>): Root<X> {
  const { x, residuals, status, message, iterations, forwardPasses, jacobians, activeBounds } = fit;
  return {
    ...{ x, residuals, status, message, iterations, forwardPasses, jacobians },
    ...(activeBounds ? { activeBounds } : {}),
  };
}
