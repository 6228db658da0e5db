/**
 * The functions that the concept figures walk on.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";

/** A function of one number: steep on the left, flat on the right, one minimum. */
export const curve = {
  formula: "f(x) = exp(−x) + x²/4",
  /** In tfjs, of x [1]. */
  tensor: (x: tf.Tensor1D): tf.Scalar => tf.sum(tf.add(tf.exp(tf.neg(x)), tf.div(tf.square(x), 4))),
  value: (x: number) => Math.exp(-x) + x * x / 4,
  slope: (x: number) => -Math.exp(-x) + x / 2,
  bend: (x: number) => Math.exp(-x) + 1 / 2,
};

/** A function of two numbers: a valley, five times as steep across as along. */
export const valley = {
  formula: "f(x, y) = (x² + 5y²)/2",
  /** In tfjs, of [x, y]. */
  tensor: (xy: tf.Tensor1D): tf.Scalar =>
    tf.div(tf.sum(tf.mul(tf.square(xy), tf.tensor1d([1, 5]))), 2),
  value: (x: number, y: number) => (x * x + 5 * y * y) / 2,
  gradient: (x: number, y: number): [number, number] => [x, 5 * y],
};
