/**
 * What the relatives of Adam have in common.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";

/** A running mean from 0: beta mean + (1 - beta) value. */
export function running(
  mean: tf.Tensor | undefined,
  beta: number,
  value: tf.Tensor,
): tf.Tensor {
  const share = tf.mul(value, 1 - beta);
  return mean ? tf.add(tf.mul(mean, beta), share) : share;
}

/** sqrt(v / correction) + epsilon: what a gradient is divided by. */
export function scaledRoot(v: tf.Tensor, correction: number, epsilon: number): tf.Tensor {
  return tf.add(tf.sqrt(tf.div(v, correction)), epsilon);
}

/** The weights, less a part of those that decay. */
export function decayed(w: tf.Tensor, decaying: tf.Tensor, part: number): tf.Tensor {
  if (part === 0) return w;
  return w === decaying ? tf.mul(w, 1 - part) : tf.sub(w, tf.mul(decaying, part));
}
