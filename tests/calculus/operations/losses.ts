import * as tf from "../../../src/deps/tf.ts";
import {
  dot,
  each,
  labels,
  logSoftmax,
  mean,
  type Operation,
  rows,
  sigmoid,
  softplus,
  sum,
  table,
} from "./operation.ts";

const none = tf.Reduction.NONE;
const truth = () => tf.tensor1d(labels);
/** Of the six, four count: 3 and 0.5 are their weights' extremes. */
const weights = [1, 0, 2, 0.5, 0, 3];
const signed = labels.map((label) => 2 * label - 1);
const huber = (x: number, delta: number) =>
  Math.abs(x) < delta ? x * x / 2 : delta * (Math.abs(x) - delta / 2);

const own: Record<string, Operation> = {
  absoluteDifference: {
    kernels: ["Abs"],
    tensor: (z) => tf.losses.absoluteDifference(truth(), tf.square(z), undefined, none),
    plain: each((x, i) => Math.abs(labels[i] - x * x)),
  },
  "computeWeightedLoss by nonzero weights": {
    kernels: ["RealDiv"],
    tensor: (z) => tf.losses.computeWeightedLoss(tf.sin(z), weights),
    plain: (z) => [dot(z.map(Math.sin), weights) / 4],
  },
  "computeWeightedLoss by the mean weight": {
    kernels: ["RealDiv"],
    tensor: (z) => tf.losses.computeWeightedLoss(tf.sin(z), weights, tf.Reduction.MEAN),
    plain: (z) => [dot(z.map(Math.sin), weights) / sum(weights)],
  },
  cosineDistance: {
    kernels: ["Sum"],
    tensor: (z) => {
      const unit = tf.div(table(z), tf.norm(table(z), 2, 1, true));
      return tf.losses.cosineDistance(tf.reshape(truth(), [2, 3]), unit, 1, undefined, none);
    },
    plain: (z) => rows(z).map((row, i) => 1 - dot(row, rows(labels)[i]) / Math.hypot(...row)),
  },
  hingeLoss: {
    kernels: ["Relu"],
    tensor: (z) => tf.losses.hingeLoss(truth(), tf.square(z), undefined, none),
    plain: each((x, i) => Math.max(0, 1 - signed[i] * x * x)),
  },
  huberLoss: {
    kernels: ["Minimum", "Abs"],
    tensor: (z) => tf.losses.huberLoss(truth(), tf.mul(z, 3), undefined, 1.3, none),
    plain: each((x, i) => huber(3 * x - labels[i], 1.3)),
  },
  logLoss: {
    kernels: ["Log"],
    tensor: (z) => tf.losses.logLoss(truth(), tf.sigmoid(z), undefined, 1e-7, none),
    plain: each((x, i) =>
      -labels[i] * Math.log(sigmoid(x) + 1e-7) -
      (1 - labels[i]) * Math.log(1 - sigmoid(x) + 1e-7)
    ),
  },
  meanSquaredError: {
    kernels: ["SquaredDifference"],
    tensor: (z) => tf.losses.meanSquaredError(truth(), tf.sin(z)),
    plain: (z) => [mean(z.map((x, i) => (Math.sin(x) - labels[i]) ** 2))],
  },
  sigmoidCrossEntropy: {
    kernels: ["Abs", "Exp", "Log1p"],
    tensor: (z) => tf.losses.sigmoidCrossEntropy(truth(), z, weights, 0.1),
    plain: (z) => [
      dot(z.map((x, i) => softplus(x) - x * (labels[i] * 0.9 + 0.05)), weights) / 4,
    ],
  },
  softmaxCrossEntropy: {
    kernels: ["Max", "Exp"],
    tensor: (z) => tf.losses.softmaxCrossEntropy(tf.reshape(truth(), [2, 3]), table(z)),
    plain: (z) => [mean(rows(z).map((row, i) => -dot(logSoftmax(row), rows(labels)[i])))],
  },
};

/** tfjs's own losses. */
export const losses: Record<string, Operation> = {
  ...Object.fromEntries(Object.entries(own).map(([name, loss]) => [`losses.${name}`, loss])),
  "losses.sigmoidCrossEntropy at zero": {
    kernels: ["Abs", "Exp", "Log1p"],
    tensor: (z) => tf.losses.sigmoidCrossEntropy(labels, z, undefined, 0, tf.Reduction.NONE),
    plain: each((x, i) => softplus(x) - x * labels[i]),
    at: [0, 0, 0, 0, 0, 0],
  },
};
