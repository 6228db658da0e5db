/**
 * What the schedule-free optimizers have in common: weights that are an average, and gradients taken beside them.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";

/** beta x + (1 - beta) z. */
export function mix(x: tf.Tensor, z: tf.Tensor, beta: number | tf.Scalar): tf.Tensor {
  return tf.add(z, tf.mul(tf.sub(x, z), beta));
}
