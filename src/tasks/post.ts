/**
 * The tasks of the post's figures, by number.
 *
 * @module
 */
import {
  deepRegression,
  type DeepRegressionOptions,
  describeDeepRegression,
} from "./deep_regression.ts";
import {
  describeLinearRegression,
  linearRegression,
  type LinearRegressionOptions,
} from "./linear_regression.ts";
import type { Task } from "./task.ts";
import type { TaskDescription } from "../records/task.ts";

/** A figure of the post that shows training runs. */
export const taskFigures = [4, 5, 9, 10, 11, 12, 13] as const;

/** The figures that race the post's optimizers against one another. */
export const racedFigures = [9, 10, 11, 12, 13] as const;

/** A number among {@linkcode taskFigures}. */
export type TaskFigure = typeof taskFigures[number];

/** Changes to a figure's task, to shrink it, to reshape it or to seed it anew. */
export type TaskChanges = DeepRegressionOptions;

type DeepTask = Required<Omit<DeepRegressionOptions, "seed" | "fused">> & { learningRate: number };

const small: DeepTask = {
  rows: 10_000,
  columns: 20,
  hiddenLayers: 5,
  hiddenUnits: 10,
  activation: "none",
  learningRate: 1e-3,
};

const deepTasks: Record<typeof racedFigures[number], DeepTask> = {
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

/**
 * What a figure's task is, as the post has it, or changed.
 *
 * @throws {RangeError} If a size is no positive whole number, or a linear regression is to have hidden layers.
 */
export function describePost(figure: TaskFigure, changes: TaskChanges = {}): TaskDescription {
  return figure === 4 || figure === 5
    ? describeLinearRegression(linearOptions(figure, changes))
    : describeDeepRegression(deepOptions(figure, changes));
}

/**
 * Makes the task of a figure, as the post has it, or changed.
 *
 * @throws {RangeError} As {@linkcode describePost}.
 */
export async function postTask(figure: TaskFigure, changes: TaskChanges = {}): Promise<Task> {
  return figure === 4 || figure === 5
    ? await linearRegression(linearOptions(figure, changes))
    : await deepRegression(deepOptions(figure, changes));
}

function linearOptions(
  figure: TaskFigure,
  { seed, rows, columns, fused, ...others }: TaskChanges,
): LinearRegressionOptions {
  const [other] = Object.entries(others).filter(([, value]) => value !== undefined);
  if (other) {
    throw new RangeError(
      `Cannot change ${
        other[0]
      } of figure ${figure}'s task: it is a linear regression, with rows, columns and a seed. Use the task of figures 9 to 13.`,
    );
  }
  const seeds = seed === undefined ? undefined : { data: seed, start: seed };
  return { rows, columns, seeds, fused };
}

function deepOptions(
  figure: Exclude<TaskFigure, 4 | 5>,
  changes: TaskChanges,
): DeepRegressionOptions {
  const { learningRate: _, ...task } = deepTasks[figure];
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...task, ...Object.fromEntries(given) };
}
