/**
 * Who reached a loss, and at what cost, as a table.
 *
 * @module
 */
import { quantile } from "../deps/statistics.ts";
import type { Run } from "../records/run.ts";
import { costToTarget, medianCost } from "./target.ts";

/** A table, before it is printed. */
export interface CostTable {
  head: string[];
  rows: string[][];
}

/**
 * A row an optimizer, medians over its seeds; a miss counts as infinite.
 *
 * @param target The loss to reach; by default a thousandth of the largest first loss.
 */
export function costTable(runs: Run[], target: number = defaultTarget(runs)): CostTable {
  const groups = Map.groupBy(runs, (run) => `${run.label} ${run.edition}`);
  const reach = `to ${target.toExponential(1)}:`;
  return {
    head: [
      "optimizer",
      "edition",
      "runs",
      "last loss",
      "seconds in all",
      `${reach} seconds`,
      "gradients",
      "forward passes",
      "missed",
    ],
    rows: [...groups.values()].map((group) => rowOf(group, target)),
  };
}

function defaultTarget(runs: Run[]): number {
  const first = runs.map((run) => run.loss[0]).filter((loss) => loss > 0);
  return first.length > 0 ? Math.max(...first) / 1000 : 1e-3;
}

function rowOf(group: Run[], target: number): string[] {
  const [{ label, edition }] = group;
  const cost = medianCost(group, target);
  const missed = group.filter((run) => costToTarget(run, target).seconds === Infinity).length;
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

function median(values: number[]): number {
  return quantile(values.toSorted((a, b) => a - b), 0.5);
}

function shown(value: number, digits: number): string {
  return value === Infinity ? "never" : value.toFixed(digits);
}
