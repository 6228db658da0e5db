/**
 * The deep regressions of figures 9 to 13.
 *
 * @module
 */
import { rowSums } from "../random/row_sum.ts";
import { TorchGenerator } from "../random/torch.ts";
import { denseTask, type Draw, layerWidths } from "./dense_task.ts";
import { checkSize, type Task } from "./task.ts";
import type { TaskDescription } from "../records/task.ts";

/** What {@linkcode deepRegression} takes; each has figure 9's value as its default. */
export interface DeepRegressionOptions {
  rows?: number;
  columns?: number;
  /** Linear(units, units) modules between the first and the last (the post's n_layers). */
  hiddenLayers?: number;
  /** Units of every layer but the last; 0 makes the network a single Linear(columns, 1). */
  hiddenUnits?: number;
  /** After every Linear but the last. */
  activation?: "none" | "relu";
  /** Seeds the data and the start, which follow one another in one stream, as in the post. */
  seed?: number;
  /** Whether the fused kernels answer; by default on wasm and webgpu. The plain path is tfjs's own operations. */
  fused?: boolean;
}

/**
 * What such a task is, without its data.
 *
 * @throws {RangeError} If a size is no positive whole number.
 */
export function describeDeepRegression(options: DeepRegressionOptions = {}): TaskDescription {
  const { rows = 10_000, columns = 20, hiddenLayers = 5, hiddenUnits = 10 } = options;
  const { activation = "none", seed = 0 } = options;
  checkSize("rows", rows);
  checkSize("columns", columns);
  checkSize("hidden layers", hiddenLayers, 0);
  checkSize("hidden units", hiddenUnits, 0);
  return {
    rows,
    columns,
    hiddenLayers,
    hiddenUnits,
    activation,
    seeds: { data: seed, start: seed },
  };
}

/**
 * Makes the post's regression: x ~ N(0, 1), y the sum of its row, a network of PyTorch's default start, and the mean
 * squared error over all rows. Data and start are PyTorch's, bit for bit.
 *
 * @throws {RangeError} If a size is no positive whole number.
 */
export async function deepRegression(options: DeepRegressionOptions = {}): Promise<Task> {
  const description = describeDeepRegression(options);
  return await denseTask(description, () => draw(description), options.fused);
}

/** x = randn(rows, columns), y = x.sum(axis=1), and the layers' default parameters, from one stream. */
function draw(description: TaskDescription): Draw {
  const { rows, columns, seeds } = description;
  const generator = new TorchGenerator(seeds.data);
  const count = rows * columns;
  // PyTorch draws fewer than sixteen numbers in another way, which is no stream.
  const few = count < 16 ? generator.randn(count) : undefined;
  const stream = few ? undefined : generator.randnStream(count);
  return {
    read(x, y) {
      if (few) x.set(few);
      stream?.read(x);
      y.set(rowSums(x, y.length, columns));
    },
    start: () => startingParameters(generator, layerWidths(description)),
  };
}

/** PyTorch's default start, layer by layer: kernel [inputs, outputs], then bias [outputs]. */
export function startingParameters(generator: TorchGenerator, widths: number[]): Float32Array {
  const parameters: number[] = [];
  for (let layer = 1; layer < widths.length; layer++) {
    const [inputs, outputs] = [widths[layer - 1], widths[layer]];
    const { weight, bias } = generator.linear(inputs, outputs);
    for (let i = 0; i < inputs; i++) {
      for (let j = 0; j < outputs; j++) parameters.push(weight[j * inputs + i]);
    }
    parameters.push(...bias);
  }
  return Float32Array.from(parameters);
}
