/**
 * What a comparison runs: which optimizers, on which tasks, from which seeds, for how long.
 *
 * @module
 */
import { entriesNamed } from "../../race/contestants.ts";
import type { TaskFigure } from "../../tasks/post.ts";
import type { Entry } from "../../race/contestant.ts";

/** The learning rates that are tried. */
export const grid: readonly number[] = [1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1];

/** A comparison, before it is run. */
export interface ComparisonPlan {
  figures: readonly TaskFigure[];
  optimizers: readonly string[];
  seeds: readonly number[];
  /** Each run's budget. */
  seconds: number;
  /** Of each task's data; by default the post's. */
  rows?: number;
}

/** Who runs on a figure's task. */
export function entriesOn(plan: ComparisonPlan): Entry[] {
  return plan.optimizers.flatMap(entriesNamed);
}

/** Seconds that a comparison takes at most: the first seed tries the whole grid, each other the default and the best. */
export function workOf(plan: ComparisonPlan): number {
  const runs = entriesOn(plan).map((entry) =>
    entry.usesRate ? grid.length + 1 + 2 * (plan.seeds.length - 1) : plan.seeds.length
  );
  return plan.figures.length * plan.seconds * runs.reduce((sum, count) => sum + count, 0);
}
