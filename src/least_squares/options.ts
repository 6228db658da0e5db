/**
 * A fit's options, checked and with their defaults.
 *
 * @module
 */
import { gaussNewton } from "./gauss_newton.ts";
import { levenbergMarquardt } from "./levenberg_marquardt.ts";
import { describe, isNumeric } from "../minimize/start.ts";
import { boxOf } from "../numeric/box.ts";
import type { FitMethod } from "./method.ts";
import type { FitRun } from "./fit_run.ts";
import type { LeastSquaresMethodName, LeastSquaresOptions } from "./solution.ts";
import { Weighing } from "./weighing.ts";
import { weighingOf } from "./weighing_options.ts";

const methods: Record<LeastSquaresMethodName, FitMethod> = { levenbergMarquardt, gaussNewton };

/** @throws {TypeError} If it is no function. */
export function checkFunction(what: string, value: unknown): void {
  if (typeof value === "function") return;
  throw new TypeError(`Cannot fit: ${what} must be a function of x, got ${describe(value)}.`);
}

/**
 * The start as a float64 array.
 *
 * @throws {RangeError} If it is empty or not finite.
 */
export function startOf(x0: unknown): Float64Array {
  if (!isNumeric(x0)) {
    throw new TypeError(
      `Cannot fit: the start must be a list of numbers, got ${
        describe(x0)
      }. Try [1, 1]; for tensors, await leastSquares.`,
    );
  }
  const start = Float64Array.from(x0);
  if (start.length === 0 || !start.every(Number.isFinite)) {
    throw new RangeError(
      `Cannot fit: the start [${start}] must be one finite number or more, one a parameter.`,
    );
  }
  return start;
}

/**
 * The options with their defaults, for a start, which is moved into its bounds.
 *
 * @throws {RangeError} If one is out of its range.
 */
export function runOf(
  options: LeastSquaresOptions<never>,
  start: Float64Array,
  defaultTolerance: number,
  callback: FitRun["callback"] = () => {},
): FitRun & { start: Float64Array; weighing: Weighing } {
  const {
    method = "levenbergMarquardt",
    tolerance,
    maxIterations = 1000,
    signal,
    history = false,
    bounds,
  } = options;
  if (!Object.hasOwn(methods, method)) {
    throw new RangeError(
      `Cannot fit: there is no method "${method}". Expected one of ${
        Object.keys(methods).join(", ")
      }.`,
    );
  }
  const limits = { tolerance: tolerance ?? defaultTolerance, maxIterations };
  if (!(limits.tolerance >= 0)) {
    throw new RangeError(`Cannot fit: tolerance is ${tolerance}. Expected 0 or more.`);
  }
  if (maxIterations !== Infinity && !(Number.isInteger(maxIterations) && maxIterations > 0)) {
    throw new RangeError(
      `Cannot fit: maxIterations is ${maxIterations}. Expected a positive whole number or Infinity.`,
    );
  }
  const box = bounds && boxOf(bounds, start.length, "fit");
  const inside = box?.project(start) ?? start;
  const weights = weighingOf(options);
  return {
    method: methods[method],
    ...limits,
    signal,
    history,
    callback,
    box,
    start: inside,
    isMoved: inside.some((value, j) => value !== start[j]),
    weighing: new Weighing(weights),
    isAbsolute: options.absoluteSigma ?? false,
    ignored: typeof weights.sigma === "object"
      ? weights.sigma.filter((sigma) => sigma === Infinity).length
      : 0,
    cost: { forwardPasses: 0, jacobians: 0 },
  };
}

/** @throws {TypeError} If the options are none. */
export function checkOptions(options: unknown): void {
  if (typeof options === "object" && options !== null) return;
  throw new TypeError(
    `Cannot fit: the options must be an object, got ${options}. Leave them out for the defaults.`,
  );
}
