/**
 * What it costs to reach a loss.
 *
 * @module
 */
import { median } from "../deps/statistics.ts";
import type { Run } from "../records/run.ts";

/** The cost of reaching a target; each is Infinity if the run missed it. */
export interface CostToTarget {
  seconds: number;
  gradients: number;
  forwardPasses: number;
}

/** How much of the way down may be left, unless something else is said. */
export const remaining = 1e-3;

/**
 * The loss to reach, for runs that start alike: all of the way from the first loss to the lowest that any of them found, but the share
 * that may remain. Source: Moré and Wild, "Benchmarking derivative-free optimization algorithms" (2009), equation 2.2.
 */
export function targetOf(runs: readonly Run[], share: number = remaining): number {
  const start = Math.max(...runs.map((run) => run.loss[0] ?? -Infinity));
  const best = Math.min(...runs.map(lowestLoss));
  return best + share * (start - best);
}

/** The targets of runs from several seeds, each its own seed's. */
export function targetsBySeed(runs: readonly Run[], share?: number): (run: Run) => number {
  const targets = new Map(
    [...Map.groupBy(runs, ({ seed }) => seed)].map((
      [seed, group],
    ) => [seed, targetOf(group, share)]),
  );
  return ({ seed }) => targets.get(seed) ?? -Infinity;
}

/** The lowest loss on a run's way. */
export function lowestLoss(run: Run): number {
  return run.loss.reduce((lowest, loss) => Math.min(lowest, loss), Infinity);
}

/** What a run had spent when its loss was first at the target or below. */
export function costToTarget(run: Run, target: number): CostToTarget {
  const reached = run.loss.findIndex((loss) => loss <= target);
  if (reached < 0) return { seconds: Infinity, gradients: Infinity, forwardPasses: Infinity };
  // A loss is recorded before its iteration's step: the steps before it have paid for it.
  const spent = (series: number[]) => reached === 0 ? 0 : series[reached - 1];
  return {
    seconds: spent(run.seconds),
    gradients: spent(run.gradients),
    forwardPasses: spent(run.forwardPasses),
  };
}

/** The median over several seeds, with a miss counted as infinite; the target may differ from seed to seed. */
export function medianCost(
  runs: Run[],
  target: (run: Run) => number,
): CostToTarget {
  const costs = runs.map((run) => costToTarget(run, target(run)));
  const middle = (key: keyof CostToTarget) => median(costs.map((cost) => cost[key]));
  return {
    seconds: middle("seconds"),
    gradients: middle("gradients"),
    forwardPasses: middle("forwardPasses"),
  };
}
