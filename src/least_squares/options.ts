/**
 * A fit's options, checked and with their defaults.
 *
 * @module
 */
import { gaussNewton } from "./gauss_newton.ts";
import { levenbergMarquardt } from "./levenberg_marquardt.ts";
import type { FitMethod } from "./method.ts";
import type { FitRun } from "./run.ts";
import type { LeastSquaresMethodName, LeastSquaresOptions } from "./solution.ts";

const methods: Record<LeastSquaresMethodName, FitMethod> = { levenbergMarquardt, gaussNewton };

/**
 * The start as a float64 array.
 *
 * @throws {RangeError} If it is empty or not finite.
 */
export function startOf(x0: ArrayLike<number>): Float64Array {
  const start = Float64Array.from(x0);
  if (start.length === 0 || !start.every(Number.isFinite)) {
    throw new RangeError(
      `Cannot fit: the start [${start}] must be one finite number or more, one a parameter.`,
    );
  }
  return start;
}

/**
 * The options with their defaults.
 *
 * @throws {RangeError} If one is out of its range.
 */
export function runOf(
  { method = "levenbergMarquardt", tolerance, maxIterations = 1000, signal, history = false }:
    LeastSquaresOptions<never>,
  defaultTolerance: number,
  callback: FitRun["callback"] = () => {},
): FitRun {
  if (!Object.hasOwn(methods, method)) {
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
    method: methods[method],
    ...limits,
    signal,
    history,
    callback,
    cost: { forwardPasses: 0, jacobians: 0 },
  };
}
