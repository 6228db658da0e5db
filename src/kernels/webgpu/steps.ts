/** WGSL: the small work between the passes over the data: weights, sums, moves. */
import type * as tf from "../../deps/tf.ts";
import { family, run, type Shader } from "./program.ts";

/** Threads of a workgroup here. */
export const stepThreads = 256;

/** Packs weights. */
const weights: Shader = {
  name: "weights",
  inputs: ["places", "theta"],
  uniforms: { i32: ["size"] },
  threads: stepThreads,
  code: `
    fn main(index : i32) {
      if (index >= uniforms.size) { return; }
      let place = places[index];
      result[index] = select(theta[max(place, 0)], 0, place < 0);
    }
  `,
};

/**
 * WGSL: `sumColumns(first)` fills `sums` with those of some columns of `values` [uniforms.rows, uniforms.columns]. A
 * column's rows are shared out among threads, and the shares added in a tree.
 */
export function columnSums(lanes: number): string {
  const shares = stepThreads / lanes;
  return `
    var<workgroup> sums : array<f32, ${stepThreads}>;
    fn sumColumns(first : i32) {
      let at = i32(localIndex);
      let column = first + at % ${lanes};
      var sum = 0.0;
      if (column < uniforms.columns) {
        for (var row = at / ${lanes}; row < uniforms.rows; row += ${shares}) {
          sum += values[row * uniforms.columns + column];
        }
      }
      workgroupBarrier();
      sums[at] = sum;
      workgroupBarrier();
      for (var half = ${shares / 2}; half > 0; half /= 2) {
        if (at < half * ${lanes}) { sums[at] += sums[at + half * ${lanes}]; }
        workgroupBarrier();
      }
    }
  `;
}

/** As many columns at a time as there are, up to 32. */
export function lanesFor(columns: number): number {
  return Math.min(32, 2 ** Math.ceil(Math.log2(columns)));
}

const sumShader = family((lanes) => ({
  name: "sums",
  inputs: ["values"],
  uniforms: { i32: ["rows", "columns", "skipped", "count"], f32: ["factor"] },
  threads: stepThreads,
  code: `
      ${columnSums(lanes)}
      fn main(index : i32) {
        let first = i32(workgroupId.x) * ${lanes};
        sumColumns(uniforms.skipped + first);
        let column = first + i32(localIndex);
        if (localIndex < ${lanes}u && column < uniforms.count) {
          result[column] = sums[localIndex] * uniforms.factor;
        }
      }
    `,
}));

/** theta - step * direction; theta itself if the step is 0, whatever the direction holds. */
const move: Shader = {
  name: "move",
  inputs: ["theta", "direction", "step"],
  uniforms: { i32: ["size"] },
  threads: stepThreads,
  code: `
    fn main(index : i32) {
      if (index >= uniforms.size) { return; }
      result[index] = select(theta[index] - step[0] * direction[index], theta[index], step[0] == 0);
    }
  `,
};

/** The weights of a network, or of a direction, as the other shaders read them: [packed * 4]. */
export function packWeights(places: tf.Tensor, theta: tf.Tensor): tf.Tensor {
  const size = places.size;
  return run(weights, {
    inputs: [places, theta],
    shape: [size],
    groups: [Math.ceil(size / stepThreads), 1],
    uniforms: [size],
  });
}

/** Values [rows, columns] whose columns' sums, times a factor, are wanted. */
export interface Table {
  values: tf.Tensor;
  rows: number;
  columns: number;
  factor: number;
}

/** The sums of all columns, or of as many as the shape has after those skipped. */
export function sumColumns(
  { values, rows, columns, factor }: Table,
  shape = [columns],
  skipped = 0,
): tf.Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  const lanes = lanesFor(count);
  return run(sumShader(lanes), {
    inputs: [values],
    shape,
    groups: [Math.ceil(count / lanes), 1],
    uniforms: [rows, columns, skipped, count, factor],
  });
}

/** The parameters after a step; of a step that is a vector, the first entry counts. */
export function moved<T extends tf.Tensor>(theta: T, direction: tf.Tensor, step: tf.Tensor): T {
  return run(move, {
    inputs: [theta, direction, step],
    shape: theta.shape,
    groups: [Math.ceil(theta.size / stepThreads), 1],
    uniforms: [theta.size],
  }) as T;
}
