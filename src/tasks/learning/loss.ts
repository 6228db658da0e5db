/**
 * Losses of a network's outputs, and the metrics of rows held out.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import type { RowLossName } from "../../objectives/chain/row_loss.ts";

/** A loss by its name: cross entropy over classes, over two, or the mean squared error. */
export type LossName = "softmax" | "sigmoid" | "squared";

/** A loss, and the targets that it takes. */
export interface Loss {
  /** Targets as a tensor: a row each. */
  targets(values: Float32Array, classes?: number): tf.Tensor2D;
  row: RowLossName;
  /** The share of rows that are told wrong; of numbers, the root of the mean squared error. */
  metric(outputs: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar;
}

const column = (values: Float32Array) => tf.tensor2d(values, [values.length, 1]);
const share = (wrong: tf.Tensor) => tf.mean(tf.cast(wrong, "float32")) as tf.Scalar;

/** The losses. */
export const losses: Record<LossName, Loss> = {
  softmax: {
    targets: (values, classes = 2) =>
      tf.cast(
        tf.oneHot(tf.tensor1d(Int32Array.from(values), "int32"), classes) as tf.Tensor2D,
        "float32",
      ),
    row: "softmaxCrossEntropy",
    metric: (z, y) => share(tf.notEqual(tf.argMax(z, 1), tf.argMax(y, 1))),
  },
  sigmoid: {
    targets: column,
    row: "sigmoidCrossEntropy",
    metric: (z, y) => share(tf.notEqual(tf.greater(z, 0), tf.greater(y, 0.5))),
  },
  squared: {
    targets: column,
    row: "meanSquaredError",
    metric: (z, y) => tf.sqrt(tf.mean(tf.square(tf.sub(z, y)))),
  },
};
