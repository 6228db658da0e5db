/**
 * Losses of a network's outputs, each with its slope and a square root of its curvature, row by row.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";

/** A loss as the mean over rows. */
export interface RowLoss {
  /** The mean over the rows. */
  mean(outputs: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar;
  /** The derivative of a row's loss by its outputs. */
  slope(outputs: tf.Tensor2D, y: tf.Tensor2D): tf.Tensor2D;
  /**
   * Tangents [n, rows, outputs] such that the sum over outputs of the products of two of them is the second derivative of a row's
   * loss along both.
   */
  roots(outputs: tf.Tensor2D, tangents: tf.Tensor3D): tf.Tensor3D;
}

/** The losses' names. */
export type RowLossName = "softmaxCrossEntropy" | "sigmoidCrossEntropy" | "meanSquaredError";

/** The losses. */
export const rowLosses: Readonly<Record<RowLossName, RowLoss>> = {
  softmaxCrossEntropy: {
    mean: (outputs, y) => tf.losses.softmaxCrossEntropy(y, outputs),
    slope: (outputs, y) => tf.sub(tf.softmax(outputs), y),
    roots(outputs, tangents) {
      const p = tf.expandDims(tf.softmax(outputs), 0);
      const mean = tf.sum(tf.mul(p, tangents), 2, true);
      return tf.mul(tf.sqrt(p), tf.sub(tangents, mean));
    },
  },
  sigmoidCrossEntropy: {
    // Over all outputs of a row, as tfjs has it.
    mean: (outputs, y) => tf.losses.sigmoidCrossEntropy(y, outputs),
    slope: (outputs, y) => tf.div(tf.sub(tf.sigmoid(outputs), y), outputs.shape[1]),
    roots(outputs, tangents) {
      const p = tf.sigmoid(outputs);
      const variance = tf.div(tf.mul(p, tf.sub(1, p)), outputs.shape[1]);
      return tf.mul(tf.expandDims(tf.sqrt(variance), 0), tangents);
    },
  },
  meanSquaredError: {
    mean: (outputs, y) => tf.mean(tf.square(tf.sub(outputs, y))),
    slope: (outputs, y) => tf.mul(tf.sub(outputs, y), 2 / outputs.shape[1]),
    roots: (outputs, tangents) => tf.mul(tangents, Math.sqrt(2 / outputs.shape[1])),
  },
};
