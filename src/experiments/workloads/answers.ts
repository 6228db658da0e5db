/**
 * The answer to the post's last question, workload by workload.
 *
 * @module
 */
import { median } from "../../deps/statistics.ts";
import { firstOrder, isMoreDescent, type Track } from "./contestants.ts";
import { type CostKind, costOf, type Targets } from "./scores.ts";
import type { WorkloadTrial } from "./trials.ts";

/** The cost of the best of "more descent" over that of the best first-order baseline, on a workload. */
export interface Answer {
  workload: string;
  descent: { optimizer: string; track: Track; cost: number };
  baseline: { optimizer: string; track: Track; cost: number };
  ratio: number;
  /** The least and the largest ratio of one seed. */
  low: number;
  high: number;
}

/** The answer for each workload, by median costs over the seeds; baselines that find their step size themselves count among the baselines. */
export function answersOf(
  trials: readonly WorkloadTrial[],
  targets: Targets,
  kind: CostKind,
): Answer[] {
  return [...Map.groupBy(trials, ({ workload }) => workload)].flatMap(([workload, group]) => {
    const target = targets[workload];
    if (target === undefined) return [];
    const settings = [...Map.groupBy(group, ({ optimizer, track }) => `${optimizer} ${track}`)]
      .map(([, runs]) => ({
        optimizer: runs[0].optimizer,
        track: runs[0].track,
        bySeed: new Map(runs.map((trial) => [trial.seed, costOf(trial, target, kind)])),
      })).map((each) => ({ ...each, cost: median([...each.bySeed.values()]) }));
    const best = (isOurs: boolean) =>
      settings.filter(({ optimizer }) =>
        isOurs ? isMoreDescent(optimizer) : Object.hasOwn(firstOrder, optimizer)
      ).sort((a, b) => compared(a.cost, b.cost))[0];
    const [descent, baseline] = [best(true), best(false)];
    if (!descent || !baseline) return [];
    const ratios = [...descent.bySeed].flatMap(([seed, cost]) => {
      const other = baseline.bySeed.get(seed);
      return other === undefined ? [] : [ratioOf(cost, other)];
    }).filter((ratio) => !Number.isNaN(ratio));
    const ratio = ratioOf(descent.cost, baseline.cost);
    const range = ratios.length > 0 ? ratios : [ratio];
    return [{
      workload,
      descent,
      baseline,
      ratio,
      low: Math.min(...range),
      high: Math.max(...range),
    }];
  });
}

/** Of two misses nothing can be said. */
function ratioOf(cost: number, other: number): number {
  return cost === Infinity && other === Infinity ? NaN : cost / other;
}

function compared(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
