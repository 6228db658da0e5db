/**
 * The workloads as data: what is learned from what, on which rows at a time, and for how long.
 *
 * @module
 */
import { type Dataset, divided, type Table, trainedRows } from "../../tasks/learning/dataset.ts";
import { learningTask } from "../../tasks/learning/learning_task.ts";
import type { LossName } from "../../tasks/learning/loss.ts";
import type { Activation } from "../../tasks/learning/network.ts";
import type { Workload } from "../../tasks/workload.ts";
import { readFashion, readTable, type TableName } from "./read.ts";

/** A workload: data, network, loss, rows at a time, and a budget. */
export interface LearningWorkload {
  name: string;
  /** In a few words. */
  about: string;
  /** A table of data/, Fashion-MNIST, or a function that gives a table of one's own. */
  data: TableName | "fashion" | (() => Promise<Table> | Table);
  /** Units of the layers between inputs and outputs; none for a regression. */
  hidden: number[];
  activation: Activation;
  loss: LossName;
  /** Rows of a mini-batch; undefined for all. */
  batch?: number;
  /** What a run may spend, in forward passes over all rows; a gradient is three. */
  passes: number;
  /** What the metric of the rows held out is called. */
  metric: "validation error" | "validation RMSE";
}

const classes = { loss: "softmax", metric: "validation error" } as const;

/** The rows of Fashion-MNIST that are trained on: of 60,000 the first. */
export const fashionRows = 10_000;

/** All of them. */
export const catalog: readonly LearningWorkload[] = [
  {
    name: "digits-softmax",
    about: "softmax regression, all rows",
    ...{ data: "digits", hidden: [], activation: "tanh", ...classes, passes: 300 },
  },
  {
    name: "digits-mlp",
    about: "64-32-10, tanh, batches of 128",
    ...{ data: "digits", hidden: [32], activation: "tanh", ...classes, batch: 128, passes: 90 },
  },
  {
    name: "letters-mlp",
    about: "16-64-26, ReLU, batches of 256",
    ...{ data: "letters", hidden: [64], activation: "relu", ...classes, batch: 256, passes: 60 },
  },
  {
    name: "concrete-mlp",
    about: "8-32-1, tanh, squared error, all rows",
    ...{ data: "concrete", hidden: [32], activation: "tanh", loss: "squared" },
    ...{ metric: "validation RMSE", passes: 900 },
  },
  {
    name: "spam-logistic",
    about: "logistic regression, all rows",
    ...{ data: "spam", hidden: [], activation: "tanh", loss: "sigmoid" },
    ...{ metric: "validation error", passes: 300 },
  },
  {
    name: "spam-mlp",
    about: "57-32-1, tanh, all rows",
    ...{ data: "spam", hidden: [32], activation: "tanh", loss: "sigmoid" },
    ...{ metric: "validation error", passes: 300 },
  },
  {
    name: "fashion-mlp",
    about: "784-128-10, ReLU, batches of 512",
    ...{ data: "fashion", hidden: [128], activation: "relu", ...classes, batch: 512, passes: 45 },
  },
  {
    name: "fashion-mlp-full",
    about: "784-128-10, ReLU, all rows",
    ...{ data: "fashion", hidden: [128], activation: "relu", ...classes, passes: 90 },
  },
];

/** Divides a table the same way for every seed, which decides the start and the order alone: a target is of the same rows then. */
const split = 0;

/** How often a run's rows held out are evaluated, roughly. */
const looks = 90;

/** How many steps on mini-batches are a pass over all rows. */
export async function batchesOf(
  { batch, data }: LearningWorkload,
  folder?: string,
): Promise<number> {
  if (batch === undefined) return 1;
  const rows = await trainingRows(data, folder);
  return Math.max(1, Math.floor(rows / batch));
}

async function trainingRows(data: LearningWorkload["data"], folder?: string): Promise<number> {
  const found = await read(data, folder);
  return "training" in found
    ? found.training.targets.length
    : trainedRows(found.rows.targets.length);
}

const known = new Map<unknown, Promise<Table | Dataset>>();

/** Data, read once. */
function read(data: LearningWorkload["data"], folder?: string): Promise<Table | Dataset> {
  const key = typeof data === "function" ? data : `${data} ${folder ?? ""}`;
  const reading = known.get(key) ??
    (typeof data === "function"
      ? Promise.resolve(data())
      : data === "fashion"
      ? readFashion(fashionRows, folder)
      : readTable(data));
  known.set(key, reading);
  return reading;
}

/** A workload for the engine of experiments. Its data are read once. */
export function workloadOf(workload: LearningWorkload, folder?: string): Workload {
  const { name, data, hidden, activation, loss, batch, passes } = workload;
  return {
    name,
    learningRate: 1e-3,
    async make(seed = 0) {
      const found = await read(data, folder);
      const dataset = "training" in found ? found : divided(found, split);
      const outputs = loss === "softmax" ? dataset.classes! : 1;
      const network = { widths: [dataset.columns, ...hidden, outputs], activation };
      const steps = passes * await batchesOf(workload, folder) / 3;
      const validateEvery = Math.max(1, Math.floor(steps / looks));
      return learningTask(dataset, { network, loss, batch, seed, validateEvery });
    },
  };
}
