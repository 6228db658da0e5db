/**
 * Pooling: the gradients of the gradients, and an average's first one, which tfjs has wrong where it pads.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";

/** A pooling kernel's attributes. */
export interface PoolAttributes {
  filterSize: [number, number] | number;
  strides: [number, number] | number;
  pad: "valid" | "same" | number;
}
type Shape4D = [number, number, number, number];

/** The geometry of a pooling kernel at work on values of this shape. */
export function poolInfo(shape: number[], { filterSize, strides, pad }: PoolAttributes) {
  return tf.backend_util.computePool2DInfo(shape as Shape4D, filterSize, strides, 1, pad);
}

/** An average divides by the values in its window; tfjs's gradient by the window's size, also if it hangs over the edge. */
export const avgPool: tf.GradConfig = {
  kernelName: "AvgPool",
  inputsToSave: ["x"],
  gradFunc(dy, [x], attributes) {
    const pool = attributes as unknown as PoolAttributes;
    const inside = shareInside(x.shape, pool);
    const perValue = () => inside ? tf.div(dy as tf.Tensor, inside) : dy as tf.Tensor;
    return {
      x: () => tf.engine().runKernel("AvgPoolGrad", { dy: perValue(), input: x }, attributes),
    };
  },
};

/** AvgPoolGrad spreads dy / size over each window; its transpose sums a window, and divides by its size. */
export const avgPoolGrad: tf.GradConfig = {
  kernelName: "AvgPoolGrad",
  inputsToSave: ["input"],
  gradFunc(ddx, [input], attributes) {
    const pool = attributes as unknown as PoolAttributes;
    const inside = shareInside(input.shape, pool);
    const mean = () => tf.avgPool(ddx as tf.Tensor4D, pool.filterSize, pool.strides, pool.pad);
    return {
      dy: () => inside ? tf.mul(mean(), inside) : mean(),
      input: () => tf.zerosLike(input),
    };
  },
};

/** MaxPoolGrad takes each dy to its window's largest value; its transpose fetches from there. */
export const maxPoolGrad: tf.GradConfig = {
  kernelName: "MaxPoolGrad",
  inputsToSave: ["input", "output"],
  gradFunc(ddx, [input, output], attributes) {
    const { filterSize, strides, pad } = attributes as unknown as PoolAttributes;
    const positions = () =>
      tf.maxPoolWithArgmax(input as tf.Tensor4D, filterSize, strides, pad as "valid", true).indexes;
    return {
      dy: () => tf.gather(tf.reshape(ddx as tf.Tensor, [-1]), tf.cast(positions(), "int32")),
      input: () => tf.zerosLike(input),
      output: () => tf.zerosLike(output),
    };
  },
};

/** The share of each window that lies on values, not on padding: [1, height, width, 1]; nothing if all of each does. */
function shareInside(shape: number[], pool: PoolAttributes): tf.Tensor4D | undefined {
  const info = poolInfo(shape, pool);
  const { top, bottom, left, right } = info.padInfo;
  if (top + bottom + left + right === 0) return undefined;
  const along = (outputs: number, stride: number, before: number, size: number, values: number) =>
    Array.from({ length: outputs }, (_, i) => {
      const start = i * stride - before;
      return (Math.min(start + size, values) - Math.max(start, 0)) / size;
    });
  const rows = along(info.outHeight, info.strideHeight, top, info.filterHeight, info.inHeight);
  const columns = along(info.outWidth, info.strideWidth, left, info.filterWidth, info.inWidth);
  return tf.tensor4d(
    rows.flatMap((row) => columns.map((column) => row * column)),
    [1, info.outHeight, info.outWidth, 1],
  );
}
