/**
 * Learning rates that change with the step, as plain data.
 *
 * @module
 */
import { checkFloor, checkRates, checkSteps, type Schedule } from "./schedule.ts";

/**
 * The same rate at each step.
 *
 * @example
 * ```ts
 * import { constantRate, learningRateAt } from "./mod.ts";
 *
 * const schedule = constantRate(0.1);
 * console.log([0, 500].map((step) => learningRateAt(schedule, step))); // [0.1, 0.1]
 * ```
 */
export function constantRate(rate: number): Schedule {
  checkRates({ rate });
  return { kind: "constant", rate };
}

/**
 * A staircase: rate * factor^floor(step / every).
 *
 * @example
 * ```ts
 * import { stepDecay, learningRateAt } from "./mod.ts";
 *
 * const schedule = stepDecay(0.8, 0.5, 10);
 * console.log([0, 9, 10, 25].map((step) => learningRateAt(schedule, step))); // [0.8, 0.8, 0.4, 0.2]
 * ```
 */
export function stepDecay(rate: number, factor: number, every: number): Schedule {
  checkRates({ rate, factor });
  checkSteps("every", every);
  return { kind: "steps", rate, factor, every };
}

/**
 * rate * factor^(step / every).
 *
 * @example
 * ```ts
 * import { exponentialDecay, learningRateAt } from "./mod.ts";
 *
 * const schedule = exponentialDecay(0.8, 0.25, 10);
 * console.log([0, 5, 10].map((step) => learningRateAt(schedule, step))); // [0.8, 0.4, 0.2]
 * ```
 */
export function exponentialDecay(rate: number, factor: number, every: number): Schedule {
  checkRates({ rate, factor });
  checkSteps("every", every);
  return { kind: "exponential", rate, factor, every };
}

/**
 * A straight line over `over` steps, and `to` from then on.
 *
 * @example
 * ```ts
 * import { linearDecay, learningRateAt } from "./mod.ts";
 *
 * const schedule = linearDecay(1, 0, 10);
 * console.log([0, 4, 10, 99].map((step) => learningRateAt(schedule, step))); // [1, 0.6, 0, 0]
 * ```
 */
export function linearDecay(from: number, to: number, over: number): Schedule {
  checkRates({ from });
  checkFloor(to);
  checkSteps("over", over);
  return { kind: "linear", from, to, over };
}

/**
 * Half a cosine over `over` steps, and `to` from then on. Source: Loshchilov and Hutter (2017), SGDR: stochastic
 * gradient descent with warm restarts, equation 5, without restarts.
 *
 * @example
 * ```ts
 * import { cosineDecay, learningRateAt } from "./mod.ts";
 *
 * const schedule = cosineDecay(1, 0, 10);
 * console.log([0, 5, 10, 99].map((step) => learningRateAt(schedule, step))); // [1, 0.5, 0, 0]
 * ```
 */
export function cosineDecay(from: number, to: number, over: number): Schedule {
  checkRates({ from });
  checkFloor(to);
  checkSteps("over", over);
  return { kind: "cosine", from, to, over };
}

/**
 * Grows in a straight line, from 1 / over of it, to the first rate of another schedule, which then begins. Source:
 * Goyal et al. (2017), Accurate, large minibatch SGD, section 2.2.
 *
 * @example
 * ```ts
 * import { constantRate, learningRateAt, warmUp } from "./mod.ts";
 *
 * const schedule = warmUp(4, constantRate(1));
 * console.log([0, 1, 3, 4].map((step) => learningRateAt(schedule, step))); // [0.25, 0.5, 1, 1]
 * ```
 */
export function warmUp(over: number, then: Schedule): Schedule {
  checkSteps("over", over);
  return { kind: "warmUp", over, then };
}
