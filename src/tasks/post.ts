/**
 * The tasks of the post's figures, by number.
 *
 * @module
 */
import { deepRegression, type DeepRegressionOptions } from "./deep_regression.ts";
import { linearRegression } from "./linear_regression.ts";
import type { Task } from "./task.ts";

/** A figure of the post that shows training runs. */
export const taskFigures = [4, 5, 9, 10, 11, 12, 13] as const;

/** A number among {@linkcode taskFigures}. */
export type TaskFigure = typeof taskFigures[number];

/** Changes to a figure's task, to shrink it or to seed it anew. */
export interface TaskChanges {
  rows?: number;
  columns?: number;
  seed?: number;
}

type DeepTask = Required<Omit<DeepRegressionOptions, "seed">> & { learningRate: number };

const small: DeepTask = {
  rows: 10_000,
  columns: 20,
  hiddenLayers: 5,
  hiddenUnits: 10,
  activation: "none",
  learningRate: 1e-3,
};

const deepTasks: Record<9 | 10 | 11 | 12 | 13, DeepTask> = {
  9: small,
  10: { ...small, learningRate: 1e-4 },
  11: { ...small, rows: 100_000, columns: 100, hiddenUnits: 20, learningRate: 1e-4 },
  12: {
    ...small,
    rows: 100_000,
    columns: 10,
    hiddenLayers: 3,
    activation: "relu",
    learningRate: 1e-4,
  },
  13: {
    ...small,
    rows: 100_000,
    columns: 100,
    hiddenLayers: 0,
    hiddenUnits: 0,
    learningRate: 1e-4,
  },
};

/** The learning rate of a figure's gradient steps. */
export function postLearningRate(figure: TaskFigure): number {
  return figure === 4 || figure === 5 ? 0.02 : deepTasks[figure].learningRate;
}

/** The task of a figure, as the post has it, or changed. */
export function postTask(figure: TaskFigure, changes: TaskChanges = {}): Task {
  if (figure === 4 || figure === 5) {
    const { seed, ...sizes } = changes;
    const seeds = seed === undefined ? undefined : { data: seed, start: seed };
    return linearRegression({ ...sizes, seeds });
  }
  const { learningRate: _, ...task } = deepTasks[figure];
  return deepRegression({ ...task, ...changes });
}
