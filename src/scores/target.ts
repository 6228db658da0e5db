/**
 * What it costs to reach a loss.
 *
 * @module
 */
import { quantile } from "../deps/statistics.ts";
import type { Run } from "../records/run.ts";

/** The cost of reaching a target; each is Infinity where the run missed it. */
export interface CostToTarget {
  seconds: number;
  gradients: number;
  forwardPasses: number;
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

/** The median over several seeds, where a miss counts as infinite; the target may differ from seed to seed. */
export function medianCost(
  runs: Run[],
  target: number | ((run: Run) => number),
): CostToTarget {
  const targetOf = typeof target === "number" ? () => target : target;
  const costs = runs.map((run) => costToTarget(run, targetOf(run)));
  const median = (key: keyof CostToTarget) => {
    const values = costs.map((cost) => cost[key]).toSorted((a, b) => a - b);
    return quantile(values, 0.5);
  };
  return {
    seconds: median("seconds"),
    gradients: median("gradients"),
    forwardPasses: median("forwardPasses"),
  };
}
