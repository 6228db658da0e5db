/**
 * A task of figures 9 to 13 as plain arrays, for peers that make their own tensors: the bits that PyTorch has.
 *
 * @module
 */
import { rowSums } from "../../src/random/row_sum.ts";
import { TorchGenerator } from "../../src/random/torch.ts";
import { layerWidths } from "../../src/tasks/dense_task.ts";
import type { TaskDescription } from "../../src/records/task.ts";

/** A layer's start: weight [inputs, outputs], bias [outputs]. */
export interface Layer {
  inputs: number;
  outputs: number;
  weight: Float32Array<ArrayBuffer>;
  bias: Float32Array<ArrayBuffer>;
}

/** Data and start of a dense network. */
export interface Network {
  /** [rows, columns] */
  x: Float32Array<ArrayBuffer>;
  /** [rows, 1] */
  y: Float32Array<ArrayBuffer>;
  layers: Layer[];
}

/** Draws data and start, in the post's order, from PyTorch's generator. */
export function network(task: TaskDescription): Network {
  const { rows, columns, seeds } = task;
  const generator = new TorchGenerator(seeds.data);
  const x = Float32Array.from(generator.randn(rows * columns));
  const y = Float32Array.from(rowSums(x, rows, columns));
  const widths = layerWidths(task);
  const layers = widths.slice(1).map((outputs, i) => {
    const inputs = widths[i];
    const { weight: transposed, bias } = generator.linear(inputs, outputs);
    const weight = new Float32Array(inputs * outputs);
    for (let j = 0; j < outputs; j++) {
      for (let k = 0; k < inputs; k++) weight[k * outputs + j] = transposed[j * inputs + k];
    }
    return { inputs, outputs, weight, bias: Float32Array.from(bias) };
  });
  return { x, y, layers };
}

/** The last task's, kept: questions come in runs on one task. */
export function keepLast<T>(make: (task: TaskDescription) => T, free: (made: T) => void) {
  let last: { key: string; made: T } | undefined;
  return (task: TaskDescription): T => {
    const key = JSON.stringify(task);
    if (last?.key === key) return last.made;
    if (last) free(last.made);
    last = { key, made: make(task) };
    return last.made;
  };
}
