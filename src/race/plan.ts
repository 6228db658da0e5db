/**
 * What a figure of the post runs: which optimizers, on which task, for how many iterations.
 *
 * @module
 */
import {
  describePost,
  postLearningRate,
  postTask,
  type TaskChanges,
  type TaskFigure,
} from "../tasks/post.ts";
import type { Task } from "../tasks/task.ts";
import { entriesNamed } from "./contestants.ts";
import { beyondThePost, postOptimizers } from "./names.ts";
import type { TaskDescription, TaskRecord } from "../records/task.ts";
import type { Entry } from "./contestant.ts";

/** Changes to a figure's plan. */
export interface PlanChanges extends TaskChanges {
  /** For every optimizer; by default the post's counts. */
  iterations?: number;
}

/** A figure's races, before they are run. */
export interface Plan {
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
export function planBeyond(figure: TaskFigure, changes: PlanChanges = {}): Plan {
  const newton = figure === 13 ? ["NEWTON"] : [];
  return planOf(figure, [...beyondThePost, ...newton], changes);
}

/**
 * The plan of a figure, as the post has it, or changed.
 *
 * @throws {RangeError} Where a size is no positive whole number.
 */
export function planFigure(figure: TaskFigure, changes: PlanChanges = {}): Plan {
  return planOf(figure, optimizersOf(figure), changes);
}

function planOf(figure: TaskFigure, optimizers: string[], changes: PlanChanges): Plan {
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

/** What is recorded of a race over seeds, of which the task is the first one's. */
export function recordOfSeeds(
  task: TaskDescription,
  { entries, counts, seeds, learningRate }: {
    entries: readonly Entry[];
    /** Iterations, an entry each. */
    counts: readonly number[];
    seeds: number[];
    learningRate: number;
  },
): TaskRecord {
  return {
    ...task,
    seeds: { ...task.seeds, ...(seeds.length > 1 && { list: seeds }) },
    learningRate,
    iterations: Object.fromEntries(entries.map((entry, i) => [entry.label, counts[i]])),
  };
}

/** Makes a plan's task. */
export function makeTask(plan: Plan): Promise<Task> {
  return postTask(plan.figure, plan.changes);
}
