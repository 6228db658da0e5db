/**
 * What is timed on the GPU: loss, gradient and iterations of KS_50_2 on four tasks.
 *
 * @module
 */
import * as tf from "../../src/deps/tf.ts";
import type { Objective } from "../../src/objectives/objective.ts";
import { keepStepping } from "../../src/optimizers/line_search/keep_stepping.ts";
import { deepRegression } from "../../src/tasks/deep_regression.ts";
import { describePost, postLearningRate, postTask } from "../../src/tasks/post.ts";
import { disposeVariables, type Task } from "../../src/tasks/task.ts";

/** Iterations at a time, from the task's start: walks are of different lengths. */
const mostIterations = 10;

/** A piece of work. */
export interface Work {
  /** What it is, as the peers are asked for it. */
  ask: "loss" | "gradient" | "iterations";
  /** Puts it in the device's queue; the loss that comes of it is read when all repeats are done. */
  queue(): tf.Scalar;
  /** How many units one time of it is. */
  units: number;
}

/** A task with the work on it. */
export interface Works {
  name: string;
  /** What the peers are told. */
  task: Record<string, unknown>;
  works: Work[];
  dispose(): void;
}

/** The names of the tasks, and how to make them with a share of their rows. */
export const tasks: Record<string, (share: number) => Promise<Works>> = {
  "figure 9": (share) => onFigure(9, share),
  "figure 11": (share) => onFigure(11, share),
  "figure 12": (share) => onFigure(12, share),
  "1,000,000 x 100, 5 layers of 64": async (share) =>
    works(
      await deepRegression({
        rows: Math.ceil(1_000_000 * share),
        columns: 100,
        hiddenLayers: 5,
        hiddenUnits: 64,
      }),
      1e-4,
      "1,000,000 x 100, 5 layers of 64",
    ),
};

async function onFigure(figure: 9 | 11 | 12, share: number): Promise<Works> {
  const rows = Math.ceil(describePost(figure).rows * share);
  return works(await postTask(figure, { rows }), postLearningRate(figure), `figure ${figure}`);
}

function works(task: Task, learningRate: number, name: string): Works {
  const objective = task.objective();
  const start = tf.clone(objective.variables[0]);
  const dispose = () => {
    start.dispose();
    disposeVariables(objective);
    task.dispose();
  };
  return {
    name,
    task: { ...task.description, learningRate, iterations: mostIterations },
    works: [
      { ask: "loss", units: 1, queue: () => objective.loss() },
      {
        ask: "gradient",
        units: 1,
        queue() {
          const { loss, gradient } = objective.gradient();
          tf.dispose(gradient);
          return loss;
        },
      },
      {
        ask: "iterations",
        units: mostIterations,
        queue: () => iterate(objective, start, learningRate),
      },
    ],
    dispose,
  };
}

/** The iterations of KS_50_2 from the start; the loss before the last. */
function iterate(objective: Objective, start: tf.Tensor, learningRate: number): tf.Scalar {
  const optimizer = keepStepping(learningRate, { maxSteps: 50, impatience: 2 });
  objective.variables[0].assign(start);
  for (let i = 1; i < mostIterations; i++) optimizer.step(objective).dispose();
  const loss = optimizer.step(objective);
  optimizer.dispose();
  return loss;
}
