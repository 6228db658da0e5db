/**
 * Numbers of vectors: read on cpu and wasm, left on the device on webgpu.
 *
 * @module
 */
import { type Arithmetic, hostArithmetic } from "../numeric/arithmetic.ts";
import { deviceArithmetic } from "../numeric/device_arithmetic.ts";
import * as tf from "../deps/tf.ts";
import { decidesOnDevice } from "../objectives/moves.ts";

/** A number: on cpu and wasm as the host has it; on webgpu a scalar tensor, which is not read. */
export type Num = number | tf.Scalar;

/** Arithmetic of numbers, and what of vectors is a number. */
export interface Numbers extends Arithmetic<Num> {
  /** The inner product. */
  dot(a: tf.Tensor, b: tf.Tensor): Num;
  /** The sum of the sizes of the entries. */
  norm1(a: tf.Tensor): Num;
}

/** The numbers of the backend in use. */
export function numbersHere(): Numbers {
  return (decidesOnDevice() ? onDevice : onHost) as unknown as Numbers;
}

const onDevice = {
  ...deviceArithmetic,
  dot: (a: tf.Tensor, b: tf.Tensor) => tf.sum(tf.mul(a, b)),
  norm1: (a: tf.Tensor) => tf.sum(tf.abs(a)),
};

/** Sums in float64, of values that the host can read at no cost. */
const onHost = {
  ...hostArithmetic,
  dot(a: tf.Tensor, b: tf.Tensor): number {
    const [x, y] = [a.dataSync(), b.dataSync()];
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
    return sum;
  },
  norm1(a: tf.Tensor): number {
    const x = a.dataSync();
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += Math.abs(x[i]);
    return sum;
  },
};
