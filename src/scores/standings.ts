/**
 * How each optimizer did on the rows held out.
 *
 * @module
 */
import { median } from "../deps/statistics.ts";
import type { Run } from "../records/run.ts";
import {
  type CostToTarget,
  costToTarget,
  lowestLoss,
  medianCost,
  targetsBySeed,
} from "./target.ts";

/** The share of the best improvement that is to be reached. */
export const share = 0.95;

/** How an optimizer did, medians over its seeds. */
export interface Standing {
  label: string;
  edition: string;
  learningRate?: number;
  runs: number;
  /** The last loss of the rows trained on. */
  training: number;
  /** The lowest loss of the rows held out. */
  validation: number;
  /** Of reaching the target. */
  cost: CostToTarget;
  /** Runs that did not. */
  missed: number;
}

/** Runs whose loss is that of the rows held out. */
export function onValidation(runs: Run[]): Run[] {
  return runs.map((run) => ({ ...run, loss: run.validation ?? [] }));
}

/**
 * The optimizers, the first to reach the target first. The target is a loss of the rows held out: without one, 95% of the
 * way from a seed's first loss to the lowest that any optimizer reached on it.
 */
export function standingsOf(runs: Run[], reach?: number): Standing[] {
  const own = targetsBySeed(onValidation(runs), 1 - share);
  const target = reach === undefined ? own : () => reach;
  return [...Map.groupBy(runs, (run) => `${run.label} ${run.edition}`).values()]
    .map((group) => standingOf(group, target))
    .toSorted((a, b) =>
      compare(a.cost.seconds, b.cost.seconds) || compare(a.validation, b.validation)
    );
}

function standingOf(group: Run[], target: (run: Run) => number): Standing {
  const [{ label, edition, learningRate }] = group;
  const held = onValidation(group);
  const last = (run: Run) => run.diverged ? Infinity : run.loss.at(-1) ?? Infinity;
  return {
    label,
    edition,
    learningRate,
    runs: group.length,
    training: median(group.map(last)),
    validation: median(held.map(lowestLoss)),
    cost: medianCost(held, target),
    missed: held.filter((run) => costToTarget(run, target(run)).seconds === Infinity).length,
  };
}

/** Infinity equals itself, which a difference would not show. */
export function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
