/**
 * A run's options: their defaults and their checks.
 *
 * @module
 */
import { methodNamed } from "./methods.ts";
import type { Run } from "./run.ts";
import type { RunCost, RunOptions } from "./solution.ts";

/**
 * The options with their defaults.
 *
 * @param world What has been paid so far, the default tolerance, what the callback gets of x, and how that is freed.
 * @throws {RangeError} If one is out of its range.
 */
export function runOf<X>(
  options: RunOptions<X>,
  { cost, tolerance: defaultTolerance, convert, free }: {
    cost: RunCost;
    tolerance: number;
    convert: (x: Float64Array) => X;
    free: (x: X) => void;
  },
): Run {
  const { method = "lbfgs", tolerance = defaultTolerance, callback, signal } = options;
  const { maxIterations = 1000, maxGradients = Infinity, history = false } = options;
  if (!(tolerance >= 0)) {
    throw new RangeError(
      `Cannot minimize: the tolerance must be 0 or more, got ${tolerance}. Try ${defaultTolerance}.`,
    );
  }
  checkBudget("maxIterations", maxIterations);
  checkBudget("maxGradients", maxGradients);
  return {
    ...{
      method: methodNamed(method),
      tolerance,
      maxIterations,
      maxGradients,
      history,
      signal,
      cost,
    },
    callback(progress) {
      if (!callback) return;
      const x = convert(progress.x);
      try {
        return callback({ ...progress, x });
      } finally {
        free(x);
      }
    },
  };
}

function checkBudget(name: string, value: number): void {
  if (value === Infinity || Number.isInteger(value) && value > 0) return;
  throw new RangeError(
    `Cannot minimize: ${name} must be a positive whole number or Infinity, got ${value}. Try 1000.`,
  );
}
