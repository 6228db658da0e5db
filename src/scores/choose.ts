/**
 * Which run of a grid of learning rates was the best.
 *
 * @module
 */
import type { Trial } from "../records/trial.ts";
import { compare } from "./standings.ts";
import { lowestLoss } from "./target.ts";
import { costsOf } from "./trial.ts";

/** The run whose last loss is the lowest; one that diverged comes last. */
export function endsLowest(trials: readonly Trial[]): Trial {
  const last = ({ run }: Trial) => run.diverged ? Infinity : run.loss.at(-1) ?? Infinity;
  return trials.toSorted((a, b) => compare(last(a), last(b)))[0];
}

/** The run whose rows held out came lowest; one that diverged counts as far as it came. */
export function validatesLowest(trials: readonly Trial[]): Trial {
  const lowest = ({ run }: Trial) => Math.min(Infinity, ...run.validation ?? []);
  return trials.toSorted((a, b) => compare(lowest(a), lowest(b)))[0];
}

/** The run that reached its problem's target soonest, or, where none did, that came lowest. */
export function soonest(trials: readonly Trial[], all: readonly Trial[]): Trial {
  const costs = costsOf(all);
  const lowest = ({ run }: Trial) => run.diverged ? Infinity : lowestLoss(run);
  return trials.toSorted((a, b) =>
    compare(costs(a).seconds, costs(b).seconds) || compare(lowest(a), lowest(b))
  )[0];
}
