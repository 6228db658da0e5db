/**
 * What a loss must be.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";

/** The value. @throws {Error} If it is no scalar tensor; a Promise is named. */
export function scalar(value: tf.Scalar): tf.Scalar {
  if (value as unknown instanceof Promise) {
    throw new TypeError(
      "Cannot minimize: the loss returns a Promise. Await what it needs before, and let it return a scalar.",
    );
  }
  if (!(value as unknown instanceof tf.Tensor)) {
    throw new TypeError(
      `Cannot minimize: the loss must be a scalar tensor, got ${typeof value}. Return tf.mean or tf.sum of something.`,
    );
  }
  if (value.rank !== 0) {
    throw new Error(
      `Cannot minimize: the loss must be a scalar, got shape [${value.shape}]. Take its tf.mean or tf.sum.`,
    );
  }
  return value;
}
