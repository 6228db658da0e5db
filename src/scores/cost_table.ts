/**
 * Who reached a loss, and at what cost, as a table.
 *
 * @module
 */
import { median } from "../deps/statistics.ts";
import type { Run } from "../records/run.ts";
import { costToTarget, medianCost, remaining, targetsBySeed } from "./target.ts";

/** A table, before it is printed. */
export interface CostTable {
  head: string[];
  rows: string[][];
}

/**
 * A row an optimizer, medians over its seeds; a miss counts as infinite.
 *
 * @param reach The loss to reach; by default each seed's own {@linkcode targetsBySeed}.
 */
export function costTable(runs: Run[], reach?: number): CostTable {
  const target = reach === undefined ? targetsBySeed(runs) : () => reach;
  const groups = Map.groupBy(runs, (run) => `${run.label} ${run.edition}`);
  const goal = reach === undefined ? `to ${100 * (1 - remaining)}%:` : `to ${reach}:`;
  return {
    head: [
      "optimizer",
      "edition",
      "runs",
      "last loss",
      "seconds in all",
      `${goal} seconds`,
      "gradients",
      "forward passes",
      "missed",
    ],
    rows: [...groups.values()].map((group) => rowOf(group, target)),
  };
}

function rowOf(group: Run[], target: (run: Run) => number): string[] {
  const [{ label, edition }] = group;
  const cost = medianCost(group, target);
  const missed = group.filter((run) => costToTarget(run, target(run)).seconds === Infinity).length;
  const last = median(group.map((run) => run.diverged ? Infinity : run.loss.at(-1) ?? Infinity));
  return [
    label,
    edition,
    String(group.length),
    last === Infinity ? "diverged" : last.toExponential(2),
    median(group.map((run) => run.seconds.at(-1) ?? 0)).toFixed(2),
    shown(cost.seconds, 3),
    shown(cost.gradients, 0),
    shown(cost.forwardPasses, 0),
    String(missed),
  ];
}

function shown(value: number, digits: number): string {
  return value === Infinity ? "never" : value.toFixed(digits);
}
