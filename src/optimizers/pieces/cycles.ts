/**
 * Learning rates that rise again, or change by hand, as plain data.
 *
 * @module
 */
import { checkOption, isPositive } from "../options.ts";
import { checkFloor, checkRates, checkSteps, type Schedule } from "./schedule.ts";

/**
 * Half a cosine over `over` steps, again and again, each `growth` times as long as the last. Source: Loshchilov and Hutter (2017), SGDR: stochastic gradient
 * descent with warm restarts, equation 5.
 *
 * @example
 * ```ts
 * import { cosineRestarts, learningRateAt } from "./optimizers";
 *
 * const schedule = cosineRestarts(1, 0, 10, 2);
 * console.log([0, 5, 10, 20, 30].map((step) => learningRateAt(schedule, step))); // [1, 0.5, 1, 0.5, 1]
 * ```
 */
export function cosineRestarts(from: number, to: number, over: number, growth = 1): Schedule {
  checkRates({ from });
  checkFloor(to);
  checkSteps("over", over);
  checkOption("the schedule", "growth", growth, (g) => g >= 1 && isPositive(g), "1 or more. Try 2");
  return { kind: "cosineRestarts", from, to, over, growth };
}

/**
 * Half a cosine up to a peak over the first 30% of the steps, and half a cosine down to nearly 0 over the rest. Source: Smith and Topin (2019),
 * Super-convergence, with PyTorch's cosines and defaults.
 *
 * @example
 * ```ts
 * import { learningRateAt, oneCycle } from "./optimizers";
 *
 * const schedule = oneCycle(1, 101);
 * console.log([0, 29, 100].map((step) => learningRateAt(schedule, step).toFixed(2))); // ["0.04", "1.00", "0.00"]
 * ```
 * @param peak The highest rate.
 * @param over The steps in all.
 * @param shape The share of steps that rise (0.3), what the peak is divided by for the first rate (25), and that one for the last (10000).
 */
export function oneCycle(
  peak: number,
  over: number,
  { rise = 0.3, divisor = 25, end = 1e4 }: { rise?: number; divisor?: number; end?: number } = {},
): Schedule {
  checkRates({ peak, divisor, end });
  checkSteps("over", over);
  checkOption("the schedule", "rise", rise, (r) => r > 0 && r < 1, "between 0 and 1. Try 0.3");
  return { kind: "oneCycle", peak, over, rise, divisor, end };
}

/**
 * A rate up to each of some steps, and the last one from there on.
 *
 * @example
 * ```ts
 * import { learningRateAt, piecewiseRate } from "./optimizers";
 *
 * const schedule = piecewiseRate([1, 0.1, 0.01], [10, 20]);
 * console.log([0, 9, 10, 25].map((step) => learningRateAt(schedule, step))); // [1, 1, 0.1, 0.01]
 * ```
 * @param rates One more than there are steps.
 * @param at The steps, increasing, at which the next rate begins.
 */
export function piecewiseRate(rates: number[], at: number[]): Schedule {
  rates.forEach((rate) => checkRates({ rate }));
  at.forEach((step) => checkSteps("at", step));
  if (rates.length !== at.length + 1 || at.some((step, i) => i > 0 && step <= at[i - 1])) {
    throw new RangeError(
      `Cannot make the schedule: ${rates.length} rates and the steps [${at}] do not fit. Expected increasing steps, and one rate more.`,
    );
  }
  return { kind: "piecewise", rates: [...rates], at: [...at] };
}
