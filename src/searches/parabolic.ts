/**
 * The parabolic search, KeepVaulting's: Newton's step in one dimension from losses alone.
 *
 * @module
 */
import { parabolicMachine } from "./machines/parabolic.ts";
import { checkCount, checkObject, type Search } from "./search.ts";
import { searchOf } from "./from_machine.ts";

/** What {@linkcode parabolic} takes; each has a default. */
export interface ParabolicOptions {
  /** At most this many vaults. Default 10. */
  maxSteps?: number;
}

/**
 * Estimates phi' and phi'' from successive values, and goes to where phi' should be 0, until it arrives or phi rises.
 * Costs a forward pass a step, no gradient. Source: the post, "One Step Further".
 *
 * @example Along a parabola, from a first step of 1
 * ```ts
 * import { searches } from "./mod.ts";
 *
 * const phi = ({ step }: { step: number }) => ({ step, value: (step - 3) ** 2, slope: 2 * (step - 3) });
 * const searching = searches.parabolic({ maxSteps: 5 })({ start: phi({ step: 0 }), first: 1 });
 * console.log(searches.search(searching, phi).value < 9); // true
 * ```
 */
export function parabolic(options: ParabolicOptions = {}): Search {
  checkObject("parabolic", options);
  const { maxSteps = 10 } = options;
  checkCount("parabolic", { maxSteps });
  return searchOf((learningRate) => parabolicMachine({ learningRate, maxSteps }));
}
