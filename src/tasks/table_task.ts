/**
 * A regression on a reader's own table: standardised columns, and rows held out for validation.
 *
 * @module
 */
import { MersenneTwister } from "../random/mersenne_twister.ts";
import { shuffled } from "../random/shuffled.ts";
import { TorchGenerator } from "../random/torch.ts";
import { startingParameters } from "./deep_regression.ts";
import { denseTask, type Draw, layerWidths } from "./dense_task.ts";
import { checkSize, disposeVariables, type Task } from "./task.ts";
import type { TaskDescription } from "../records/task.ts";

/** A column of numbers. */
export interface Column {
  name: string;
  values: Float64Array;
}

/** Columns of numbers, all of one length, without holes. */
export interface NumericTable {
  features: Column[];
  target: Column;
}

/** What {@linkcode tableTask} takes. */
export interface TableTaskOptions {
  /** Of the split and of the start. */
  seed: number;
  /** The share of the rows that is held out. */
  validation: number;
  /** Linear(units, units) modules between the first and the last. */
  hiddenLayers: number;
  /** Units of every layer but the last; 0: a linear regression. */
  hiddenUnits: number;
  activation: "none" | "relu";
  /** Whether the fused kernels answer; by default on wasm and webgpu. */
  fused?: boolean;
}

/** A task that knows the loss of rows that it does not train on. */
export type TableTask = Task & Required<Pick<Task, "validationLoss">>;

/** How many rows of a table are held out. */
export function heldOut(rows: number, share: number): number {
  return Math.min(Math.max(Math.round(rows * share), 1), rows - 1);
}

/**
 * What such a task is, without its data; `rows` are those that it trains on.
 *
 * @throws {RangeError} If a size is no whole number, or there are too few rows to hold one out.
 */
export function describeTableTask(table: NumericTable, options: TableTaskOptions): TaskDescription {
  const { seed, validation, hiddenLayers, hiddenUnits, activation } = options;
  const all = table.target.values.length;
  checkSize("rows", all, 3);
  checkSize("columns", table.features.length);
  checkSize("hidden layers", hiddenLayers, 0);
  checkSize("hidden units", hiddenUnits, 0);
  return {
    rows: all - heldOut(all, validation),
    columns: table.features.length,
    hiddenLayers,
    hiddenUnits,
    activation,
    seeds: { data: seed, start: seed },
  };
}

/**
 * Makes a regression of a table's target on its features. The seed shuffles the rows, of which the last are held out,
 * and draws PyTorch's default start. Every column is centred and scaled by the mean and the standard deviation of the
 * rows that are trained on, so a loss of 1 is that of their mean.
 *
 * @throws {RangeError} As {@linkcode describeTableTask}.
 */
export async function tableTask(
  table: NumericTable,
  options: TableTaskOptions,
): Promise<TableTask> {
  const description = describeTableTask(table, options);
  const order = shuffled(table.target.values.length, new MersenneTwister(options.seed));
  const trained = order.subarray(0, description.rows);
  const others = order.subarray(description.rows);
  const columns = [...table.features, table.target].map((column) => standardised(column, trained));
  const widths = layerWidths(description);
  const draw = (rows: Uint32Array) => (): Draw => ({
    read: reader(columns, rows),
    start: () => startingParameters(new TorchGenerator(options.seed), widths),
  });

  const training = await denseTask(description, draw(trained), options.fused);
  const kept = { ...description, rows: others.length };
  const validation = await denseTask(kept, draw(others), options.fused);
  const held = validation.objective();
  return {
    description,
    objective: () => training.objective(),
    validationLoss({ variables }) {
      held.variables.forEach((variable, i) => variable.assign(variables[i]));
      return held.loss();
    },
    dispose() {
      disposeVariables(held);
      validation.dispose();
      training.dispose();
    },
  };
}

/** A column's standard score, by the mean and the deviation of the rows given; 0 if those are all alike. */
function standardised({ values }: Column, rows: Uint32Array): (row: number) => number {
  let sum = 0;
  for (const row of rows) sum += values[row];
  const mean = sum / rows.length;
  let squares = 0;
  for (const row of rows) squares += (values[row] - mean) ** 2;
  const deviation = Math.sqrt(squares / rows.length);
  // Where all are alike the mean is off by rounding alone.
  const scale = deviation > 1e-13 * Math.abs(mean) ? 1 / deviation : 0;
  return (row) => (values[row] - mean) * scale;
}

/** Reads rows of features and target, piece after piece. */
function reader(columns: ((row: number) => number)[], rows: Uint32Array): Draw["read"] {
  const width = columns.length - 1;
  let next = 0;
  return (x, y) => {
    for (let i = 0; i < y.length; i++, next++) {
      for (let j = 0; j < width; j++) x[i * width + j] = columns[j](rows[next]);
      y[i] = columns[width](rows[next]);
    }
  };
}
