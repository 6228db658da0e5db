/**
 * How each optimizer did on the rows held out.
 *
 * @module
 */
import { quantile } from "../deps/statistics.ts";
import type { Run } from "../records/run.ts";
import { type CostToTarget, costToTarget, medianCost } from "./target.ts";

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
  const targets = new Map(
    Map.groupBy(onValidation(runs), (run) => run.seed).entries()
      .map(([seed, group]) => [seed, targetOf(group)]),
  );
  const target = (run: Run) => reach ?? targets.get(run.seed)!;
  return [...Map.groupBy(runs, (run) => `${run.label} ${run.edition}`).values()]
    .map((group) => standingOf(group, target))
    .toSorted((a, b) =>
      compare(a.cost.seconds, b.cost.seconds) || compare(a.validation, b.validation)
    );
}

function targetOf(group: Run[]): number {
  const losses = group.flatMap((run) => run.loss);
  const first = Math.max(...group.map((run) => run.loss[0] ?? -Infinity));
  return first - share * (first - Math.min(...losses));
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
    validation: median(held.map((run) => Math.min(...run.loss))),
    cost: medianCost(held, target),
    missed: held.filter((run) => costToTarget(run, target(run)).seconds === Infinity).length,
  };
}

/** Infinity equals itself, which a difference would not show. */
export function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function median(values: number[]): number {
  return quantile(values.toSorted((a, b) => a - b), 0.5);
}
