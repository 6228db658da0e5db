/**
 * Roots of equations: of a system from a start, and of a function of one number within an interval. Of systems in float64 arrays nothing of tfjs
 * is loaded; it comes with the first system in tensors.
 *
 * @example
 * ```ts
 * import { solve, solveScalar } from "./roots";
 *
 * const { x, status } = await solve(([a, b]) => [a * a + b * b - 25, a - b + 1], [1, 5]);
 * console.log(x[0].toFixed(6), x[1].toFixed(6), status); // 3.000000 4.000000 converged
 * console.log(solveScalar((x) => x * x - 2, [0, 2]).x.toFixed(9)); // 1.414213562
 * ```
 *
 * @module
 */
export {
  type Float64RootOptions,
  type Root,
  type RootOptions,
  solve,
  solveSync,
} from "../roots/solve.ts";
export { type ScalarRoot, type ScalarRootOptions, solveScalar } from "../roots/solve_scalar.ts";
export type { Float64Jacobian, Float64Residuals } from "../least_squares/float64.ts";
export type { Bounds, Side } from "../numeric/box.ts";
export type { TensorFunction, TensorStart } from "../minimize/start.ts";
export type { Status } from "../minimize/status.ts";
