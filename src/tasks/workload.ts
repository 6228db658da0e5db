/**
 * What an experiment runs on. One of your own is an object of this kind: a name, a learning rate, and how its task is made of a seed.
 *
 * @module
 */
import { postLearningRate, postTask, type TaskChanges, type TaskFigure } from "./post.ts";
import { type NumericTable, tableTask, type TableTaskOptions } from "./table_task.ts";
import type { Runnable } from "./task.ts";

/** Data, a model and a start, made anew from each seed. */
export interface Workload {
  /** As records and pictures call it. */
  name: string;
  /** Of gradient steps, if an experiment chooses no other. */
  learningRate: number;
  /** Makes the task; without a seed, from the workload's own. */
  make(seed?: number): Promise<Runnable>;
}

/** The task of one of the post's figures, as it has it, or changed. */
export function postWorkload(figure: TaskFigure, changes: TaskChanges = {}): Workload {
  return {
    name: figureTitle(figure),
    learningRate: postLearningRate(figure),
    make: (seed) => postTask(figure, seed === undefined ? changes : { ...changes, seed }),
  };
}

/** A regression on a table's columns. */
export function tableWorkload(
  table: NumericTable,
  learningRate: number,
  options: TableTaskOptions,
): Workload {
  return {
    name: table.target.name,
    learningRate,
    make: (seed = options.seed) => tableTask(table, { ...options, seed }),
  };
}

/** A figure's name among workloads. */
export function figureTitle(figure: number): string {
  return `figure ${figure}`;
}
