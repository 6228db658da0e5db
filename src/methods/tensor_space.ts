/**
 * Vectors as lists of tensors, one tensor per variable: for a synchronous step, inside `tf.tidy`.
 *
 * @module
 */
import { type Arithmetic, hostArithmetic } from "../numeric/arithmetic.ts";
import * as tf from "../deps/tf.ts";
import { deviceArithmetic } from "../numeric/device_arithmetic.ts";
import type { Space } from "./space.ts";

/** The space of lists of tensors, whose scalars are read back as numbers: for cpu and wasm, where reading is cheap. */
export const tensorSpace: Space<tf.Tensor[]> = listsOfTensors(
  hostArithmetic,
  (scalar) => tf.tidy(() => scalar().dataSync()[0]),
);

/** The space of lists of tensors, whose scalars stay on the device: for webgpu, if nothing is read inside a step. */
export const deviceSpace: Space<tf.Tensor[], tf.Scalar> = listsOfTensors(
  deviceArithmetic,
  (scalar) => tf.tidy(scalar),
);

function listsOfTensors<T extends number | tf.Scalar>(
  arithmetic: Arithmetic<T>,
  take: (scalar: () => tf.Scalar) => T,
): Space<tf.Tensor[], T> {
  const times = (scale: T | number, a: tf.Tensor) => tf.mul(a, scale as tf.Scalar | number);
  return {
    epsilon: 2 ** -23,
    arithmetic,
    dot: (a, b) => take(() => tf.addN(a.map((part, i) => tf.sum(tf.mul(part, b[i])))) as tf.Scalar),
    add: (a, scale, b) => a.map((part, i) => tf.tidy(() => tf.add(part, times(scale, b[i])))),
    scale: (scale, a) => a.map((part) => times(scale, part)),
    zeros: (like) => like.map((part) => tf.zerosLike(part)),
    maxNorm: (a) =>
      take(() => tf.max(tf.stack(a.map((part) => tf.max(tf.abs(part))))) as tf.Scalar),
    toArray: (a) => Float64Array.from(a.flatMap((part) => [...part.dataSync()])),
    fromArray(entries, like) {
      let offset = 0;
      return like.map((part) =>
        tf.tensor(Float32Array.from(entries.subarray(offset, offset += part.size)), part.shape)
      );
    },
    tidy: (compute) => tf.tidy(compute as () => tf.Tensor[]) as ReturnType<typeof compute>,
  };
}
