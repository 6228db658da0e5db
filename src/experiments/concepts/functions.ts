/**
 * The functions that the concept figures walk on, in tfjs, value by value.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";

/**
 * A function of one positive number: steep on the left, flat on the right. Newton's step has a closed form on it:
 * x <- 2x / (1 + x^2), which reaches the minimum from any start.
 */
export const curve = {
  formula: "f(x) = x²/2 − log x",
  minimum: 1,
  at: (x: tf.Tensor1D): tf.Tensor1D => tf.sub(tf.div(tf.square(x), 2), tf.log(x)),
};

/** A function of two numbers: a valley, five times as steep across as along. */
export const valley = {
  formula: "f(x, y) = (x² + 5y²)/2",
  minimum: [0, 0] as [x: number, y: number],
  at: (x: tf.Tensor1D, y: tf.Tensor1D): tf.Tensor1D =>
    tf.div(tf.add(tf.square(x), tf.mul(tf.square(y), 5)), 2),
};

/** The curve as a loss, of a variable [1]. */
export function curveLoss(x: tf.Tensor1D): tf.Scalar {
  return tf.sum(curve.at(x));
}

/** The valley as a loss, of a variable [2]. */
export function valleyLoss(xy: tf.Tensor1D): tf.Scalar {
  const [x, y] = tf.split(xy, 2) as tf.Tensor1D[];
  return tf.sum(valley.at(x, y));
}
