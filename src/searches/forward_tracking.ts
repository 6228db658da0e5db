/**
 * Forward tracking, KeepStepping's search: on along the direction while phi falls.
 *
 * @module
 */
import { forwardTrackingMachine } from "./machines/forward_tracking.ts";
import { checkCount, checkObject, type Search } from "./search.ts";
import { searchOf } from "./from_machine.ts";

/** What {@linkcode forwardTracking} takes; each has a default. */
export interface ForwardTrackingOptions {
  /** At most this many doublings. Default 20. */
  maxSteps?: number;
}

/**
 * Doubles the step while phi falls, or divides it by 4 while it does not, then tries the vertex of the parabola
 * through the best step and its neighbours. Costs a forward pass a step, no gradient. Source: the post, "Towards
 * Networks", with the strides of this suite's edition beyond.
 *
 * @example Along a parabola, from a first step of 1
 * ```ts
 * import { searches } from "./mod.ts";
 *
 * const phi = ({ step }: { step: number }) => ({ step, value: (step - 3) ** 2, slope: 2 * (step - 3) });
 * const searching = searches.forwardTracking({ maxSteps: 10 })({ start: phi({ step: 0 }), first: 1 });
 * console.log(searches.search(searching, phi).value < 9); // true
 * ```
 */
export function forwardTracking(options: ForwardTrackingOptions = {}): Search {
  checkObject("forwardTracking", options);
  const { maxSteps = 20 } = options;
  checkCount("forwardTracking", { maxSteps });
  return searchOf((learningRate) => forwardTrackingMachine({ learningRate, maxSteps }));
}
