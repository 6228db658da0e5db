/**
 * What a trial cost to come near the best loss that anyone found on its problem: a workload from a seed.
 *
 * @module
 */
import { quantile } from "../deps/statistics.ts";
import type { Trial } from "../records/trial.ts";
import { type CostToTarget, costToTarget, targetOf } from "./target.ts";

/** What a trial had spent when it reached its problem's target; Infinity if it did not. */
export type Costs = (trial: Trial) => CostToTarget;

/** The costs of trials, each held to the target of its own workload and seed. */
export function costsOf(trials: readonly Trial[]): Costs {
  const targets = new Map(
    [...Map.groupBy(trials, problemOf)].map((
      [key, group],
    ) => [key, targetOf(group.map(({ run }) => run))]),
  );
  return (trial) => costToTarget(trial.run, targets.get(problemOf(trial)) ?? -Infinity);
}

/** A trial's workload and seed, as one text. */
export function problemOf({ workload, seed }: Trial): string {
  return `${workload} ${seed}`;
}

/** Median and quartiles. */
export interface Spread {
  low: number;
  middle: number;
  high: number;
}

/** The spread of values, of which some may be infinite. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((p) => quantile(sorted, p));
  return { low, middle, high };
}
