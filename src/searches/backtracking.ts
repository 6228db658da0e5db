/**
 * Backtracking: from a first step back to one that lowers phi enough.
 *
 * @module
 */
import { satisfiesArmijo } from "./conditions.ts";
import { quadraticMinimizer } from "./interpolation.ts";
import {
  checkBetween,
  checkCount,
  checkObject,
  type Sample,
  type Search,
  type Searching,
} from "./search.ts";

/** What {@linkcode backtracking} takes; each has a default. */
export interface BacktrackingOptions {
  /** The share of the promised fall that a step must bring. Default 1e-4. */
  c1?: number;
  /** At most this many values. Default 40. */
  maxValues?: number;
}

/**
 * Shortens the step until it satisfies Armijo's condition: to the minimizer of the parabola through what is known,
 * kept between a tenth and a half of the step before, or to a tenth if phi is not finite. Costs a forward pass a
 * step, no gradient.
 * Source: Nocedal and Wright (2006), algorithm 3.1, with section 3.5's interpolation.
 *
 * @example Along a parabola, from a first step of 1
 * ```ts
 * import { searches } from "./mod.ts";
 *
 * const phi = ({ step }: { step: number }) => ({ step, value: (step - 3) ** 2, slope: 2 * (step - 3) });
 * const searching = searches.backtracking({ c1: 0.1 })({ start: phi({ step: 0 }), first: 1 });
 * console.log(searches.search(searching, phi).value < 9); // true
 * ```
 */
export function backtracking(options: BacktrackingOptions = {}): Search {
  checkObject("backtracking", options);
  const { c1 = 1e-4, maxValues = 40 } = options;
  checkBetween("backtracking", { c1 }, [0, 1]);
  checkCount("backtracking", { maxValues });
  return function* ({ start, first }): Searching {
    let step = first;
    for (let i = 0; i < maxValues; i++) {
      const sample: Sample = yield { step, slope: false };
      if (satisfiesArmijo(start, sample, c1)) return sample;
      const shorter = Number.isFinite(sample.value) ? quadraticMinimizer(start, sample) : 0;
      step = Math.min(Math.max(shorter, step / 10), step / 2);
    }
    return start;
  };
}
