/** WGSL: the small work between the passes over the data: weights, sums, moves. */
import type * as tf from "../../deps/tf.ts";
import { run, type Shader } from "./program.ts";

const THREADS = 256;

/** Packs the weights of theta - steps[k] * direction for each candidate k, then of theta, then of the direction. */
const candidates: Shader = {
  name: "candidates",
  inputs: ["places", "theta", "direction", "steps"],
  uniforms: { i32: ["packed", "count", "size"] },
  threads: THREADS,
  code: `
    fn main(index : i32) {
      if (index >= uniforms.size) { return; }
      let k = index / uniforms.packed;
      let place = places[index % uniforms.packed];
      if (place < 0) {
        result[index] = 0;
      } else if (k < uniforms.count) {
        result[index] = theta[place] - steps[k] * direction[place];
      } else {
        result[index] = select(direction[place], theta[place], k == uniforms.count);
      }
    }
  `,
};

/** Packs the weights of theta alone. */
const weights: Shader = {
  name: "weights",
  inputs: ["places", "theta"],
  uniforms: { i32: ["size"] },
  threads: THREADS,
  code: `
    fn main(index : i32) {
      if (index >= uniforms.size) { return; }
      let place = places[index];
      result[index] = select(theta[max(place, 0)], 0, place < 0);
    }
  `,
};

/** Sums of columns: a column's rows are shared out among threads, and the shares added in a tree. */
function columnSums(lanes: number): Shader {
  const shares = THREADS / lanes;
  return {
    name: "sums",
    inputs: ["values"],
    uniforms: { i32: ["rows", "columns", "skipped", "count"], f32: ["factor"] },
    threads: THREADS,
    code: `
      var<workgroup> sums : array<f32, ${THREADS}>;
      fn main(index : i32) {
        let lane = i32(localIndex) % ${lanes};
        let column = i32(workgroupId.x) * ${lanes} + lane;
        var sum = 0.0;
        if (column < uniforms.count) {
          for (var row = i32(localIndex) / ${lanes}; row < uniforms.rows; row += ${shares}) {
            sum += values[row * uniforms.columns + uniforms.skipped + column];
          }
        }
        sums[localIndex] = sum;
        workgroupBarrier();
        for (var half = ${shares / 2}; half > 0; half /= 2) {
          if (i32(localIndex) < half * ${lanes}) { sums[localIndex] += sums[i32(localIndex) + half * ${lanes}]; }
          workgroupBarrier();
        }
        if (i32(localIndex) < ${lanes} && column < uniforms.count) { result[column] = sums[lane] * uniforms.factor; }
      }
    `,
  };
}

/** theta - step * direction; theta itself where the step is 0, whatever the direction holds. */
const move: Shader = {
  name: "move",
  inputs: ["theta", "direction", "step"],
  uniforms: { i32: ["size"] },
  threads: THREADS,
  code: `
    fn main(index : i32) {
      if (index >= uniforms.size) { return; }
      result[index] = select(theta[index] - step[0] * direction[index], theta[index], step[0] == 0);
    }
  `,
};

/** Weights of one network, [packed * 4]. */
export function packWeights(places: tf.Tensor, theta: tf.Tensor): tf.Tensor {
  const size = places.size;
  return run(weights, {
    inputs: [places, theta],
    shape: [size],
    groups: [Math.ceil(size / THREADS), 1],
    uniforms: [size],
  });
}

/** Weights of all candidates of a line, of theta and of the direction, [(candidates + 2) * packed * 4]. */
export function packCandidates(
  places: tf.Tensor,
  theta: tf.Tensor,
  direction: tf.Tensor,
  steps: tf.Tensor,
  count: number,
): tf.Tensor {
  const size = places.size * (count + 2);
  return run(candidates, {
    inputs: [places, theta, direction, steps],
    shape: [size],
    groups: [Math.ceil(size / THREADS), 1],
    uniforms: [places.size, count, size],
  });
}

/** Which columns to sum, and into what. */
export interface Columns {
  rows: number;
  columns: number;
  /** Columns before the first that is wanted. */
  skipped?: number;
  shape: number[];
  factor: number;
}

/** Sums of columns of [rows, columns], times a factor. */
export function sumColumns(
  values: tf.Tensor,
  { rows, columns, skipped = 0, shape, factor }: Columns,
): tf.Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  const lanes = Math.min(32, 2 ** Math.ceil(Math.log2(count)));
  return run(columnSums(lanes), {
    inputs: [values],
    shape,
    groups: [Math.ceil(count / lanes), 1],
    uniforms: [rows, columns, skipped, count, factor],
  });
}

/** The parameters after a step. */
export function moved(theta: tf.Tensor1D, direction: tf.Tensor, step: tf.Tensor): tf.Tensor1D {
  return run(move, {
    inputs: [theta, direction, step],
    shape: theta.shape,
    groups: [Math.ceil(theta.size / THREADS), 1],
    uniforms: [theta.size],
  }) as tf.Tensor1D;
}
