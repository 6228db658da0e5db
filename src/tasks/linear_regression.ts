/**
 * The linear regression of figures 4 and 5.
 *
 * @module
 */
import { NumpyGenerator } from "../random/numpy.ts";
import { denseTask, type Draw } from "./dense_task.ts";
import { checkSize, type Task } from "./task.ts";
import type { TaskDescription } from "../records/task.ts";

/** What {@linkcode linearRegression} takes; each has the post's value as its default. */
export interface LinearRegressionOptions {
  rows?: number;
  /** Columns beside the intercept's. */
  columns?: number;
  /** Of X and w* (the post seeds neither: 0 here), and of the start (the post's 42). */
  seeds?: { data: number; start: number };
  /** Whether the fused kernels answer; by default on wasm and webgpu. The plain path is tfjs's own operations. */
  fused?: boolean;
}

/**
 * What such a task is, without its data.
 *
 * @throws {RangeError} If a size is no positive whole number.
 */
export function describeLinearRegression(options: LinearRegressionOptions = {}): TaskDescription {
  const { rows = 1_000_000, columns = 10, seeds = { data: 0, start: 42 } } = options;
  checkSize("rows", rows);
  checkSize("columns", columns);
  return { rows, columns, hiddenLayers: 0, hiddenUnits: 0, activation: "none", seeds };
}

/**
 * Makes the post's linear regression: X = [1 | N(0, 1)], w* ~ N(0, 25), y = X w*, start ~ N(0, 1), and the mean squared
 * error. The parameters are the columns' weights, then the intercept. Random numbers are NumPy's; X and y are made in
 * float64 and rounded to float32, as JAX has them.
 *
 * @throws {RangeError} If a size is no positive whole number.
 */
export async function linearRegression(options: LinearRegressionOptions = {}): Promise<Task> {
  const description = describeLinearRegression(options);
  const { columns, seeds } = description;
  return await denseTask(description, () => draw(columns, seeds), options.fused);
}

/** w* comes before X here, so that rows can be drawn one piece at a time. */
function draw(columns: number, seeds: { data: number; start: number }): Draw {
  const generator = new NumpyGenerator(seeds.data);
  const [intercept, ...weights] = generator.normal(0, 5, columns + 1);
  return {
    read(x, y) {
      const values = generator.normal(0, 1, x.length);
      x.set(values);
      for (let row = 0; row < y.length; row++) {
        let sum = intercept;
        for (let j = 0; j < columns; j++) sum += values[row * columns + j] * weights[j];
        y[row] = sum;
      }
    },
    start() {
      const [intercept, ...weights] = new NumpyGenerator(seeds.start).normal(0, 1, columns + 1);
      return Float32Array.of(...weights, intercept);
    },
  };
}
