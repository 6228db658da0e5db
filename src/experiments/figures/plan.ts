/**
 * What a figure of the post runs: which optimizers, on which task, for how many iterations.
 *
 * @module
 */
import {
  describePost,
  postLearningRate,
  type TaskChanges,
  type TaskFigure,
} from "../../tasks/post.ts";
import { postWorkload } from "../../tasks/workload.ts";
import { type Experiment, ownRate } from "../engine/experiment.ts";
import { entriesNamed } from "../../race/contestants.ts";
import { beyondThePost, postOptimizers } from "../../race/names.ts";
import type { TaskRecord } from "../../records/task.ts";
import type { Entry } from "../../race/contestant.ts";

/** Changes to a figure's plan. */
export interface PlanChanges extends TaskChanges {
  /** For every optimizer; by default the post's counts. */
  iterations?: number;
}

/** A figure's races, before they are run. */
export interface FigurePlan {
  figure: TaskFigure;
  /** Of every entry that has one. */
  learningRate: number;
  entries: Entry[];
  record: TaskRecord;
  changes: TaskChanges;
}

/** Who runs in which figure: the post's optimizers, what the suite adds, and Newton where the task is a regression. */
function optimizersOf(figure: TaskFigure): string[] {
  if (figure === 4) return ["GD"];
  if (figure === 5) return ["NEWTON"];
  return [...postOptimizers, "KS:beyond", ...(figure === 13 ? ["NEWTON"] : [])];
}

/** The plan of a figure's second picture, on the same task. */
export function planBeyond(figure: TaskFigure, changes: PlanChanges = {}): FigurePlan {
  const newton = figure === 13 ? ["NEWTON"] : [];
  return planWith(figure, [...beyondThePost, ...newton], changes);
}

/**
 * The plan of a figure, as the post has it, or changed.
 *
 * @throws {RangeError} If a size is no positive whole number.
 */
export function planFigure(figure: TaskFigure, changes: PlanChanges = {}): FigurePlan {
  return planWith(figure, optimizersOf(figure), changes);
}

function planWith(figure: TaskFigure, optimizers: string[], changes: PlanChanges): FigurePlan {
  const { iterations, ...taskChanges } = changes;
  const entries = optimizers.flatMap(entriesNamed);
  const learningRate = postLearningRate(figure);
  const record = {
    ...describePost(figure, taskChanges),
    learningRate: figure === 5 ? null : learningRate,
    iterations: Object.fromEntries(
      entries.map((entry) => [entry.label, iterations ?? entry.iterations]),
    ),
  };
  return { figure, learningRate, entries, record, changes: taskChanges };
}

/** A plan as an experiment: every entry once, at the figure's learning rate. */
export function experimentOf({ figure, entries, record, changes }: FigurePlan): Experiment {
  return {
    workloads: [postWorkload(figure, changes)],
    seeds: [undefined],
    entries,
    rates: ownRate,
    limit: { iterations: ({ label }) => record.iterations[label] },
  };
}
