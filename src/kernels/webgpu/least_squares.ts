/** Least squares in one read of the data on webgpu. */
import * as tf from "../../deps/tf.ts";
import { storedRows } from "./plan.ts";
import { productsShader, totalsShader } from "./product_sums.ts";
import { family, run } from "./program.ts";

/** Rows on the device, in panels. */
export interface DeviceRows {
  rows: number;
  /** Columns of x. */
  inputs: number;
  readonly x: tf.Tensor;
  readonly y: tf.Tensor;
}

/** More groups than this have little to add, and much to be added up. */
const mostGroups = 1024;
/** Each sum has a workgroup, and there are no more of these in a dispatch. */
const mostSums = 65535;

const products = family(productsShader);
const totals = family(totalsShader);

/** Whether there are few enough columns for {@linkcode productSums}. */
export function fewColumns(inputs: number): boolean {
  return (inputs + 2) ** 2 <= mostSums;
}

/**
 * [X 1 y]'[X 1 y]: [2, inputs + 2, inputs + 2], to be added in float64 on the host, where about 10 digits are right; NaN in the
 * data is NaN in the sums.
 */
export function productSums({ rows, inputs, x, y }: DeviceRows): tf.Tensor3D {
  const size = inputs + 2;
  const panels = Math.ceil(rows / storedRows);
  const groups = Math.min(mostGroups, panels);
  return tf.tidy(() => {
    const sums = run(products(inputs), {
      inputs: [x, y],
      shape: [groups * size * size * 2],
      groups: [groups, 1],
      uniforms: [rows, panels, 0],
    });
    const added = run(totals(size), {
      inputs: [sums],
      shape: [2 * size * size],
      groups: [size * size, 1],
      uniforms: [groups, 0],
    });
    return tf.reshape(added, [2, size, size]);
  });
}

/** [X 1]'[X 1] times a factor, in float32, on the device. */
export function gram(data: DeviceRows, factor: number): tf.Tensor2D {
  const size = data.inputs + 1;
  return tf.tidy(() => {
    const sums = tf.sum<tf.Tensor2D>(productSums(data), 0);
    return tf.mul(tf.slice(sums, [0, 0], [size, size]), factor);
  });
}
