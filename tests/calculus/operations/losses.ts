import * as tf from "../../../src/deps/tf.ts";
import * as layers from "../../../src/deps/tf_gradients.ts";
import {
  each,
  labels,
  logSoftmax,
  type Operation,
  rows,
  softplus,
  sum,
  table,
} from "./operation.ts";

const none = tf.Reduction.NONE;
const truth = () => tf.tensor1d(labels);
/** Of the six, four count: 3 and 0.5 are their weights' extremes. */
const weights = [1, 0, 2, 0.5, 0, 3];
const signed = labels.map((label) => 2 * label - 1);
const dot = (a: number[], b: number[]) => sum(a.map((x, i) => x * b[i]));
const probability = (x: number) => 1 / (1 + Math.exp(-x));
const softmax = (z: number[]) => logSoftmax(z).map(Math.exp);
const mean = (z: number[]) => sum(z) / z.length;
const huber = (x: number, delta: number) =>
  Math.abs(x) < delta ? x * x / 2 : delta * (Math.abs(x) - delta / 2);

/** tfjs's own losses. */
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
      -labels[i] * Math.log(probability(x) + 1e-7) -
      (1 - labels[i]) * Math.log(1 - probability(x) + 1e-7)
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

type LayersLoss = (truth: tf.Tensor, prediction: tf.Tensor) => tf.Tensor;

/** A loss as a compiled model has it, of a table's rows: tfjs-layers does not export them. */
function layersLoss(name: string): LayersLoss {
  const inputs = layers.input({ shape: [3] });
  const model = layers.model({ inputs, outputs: inputs });
  model.compile({ loss: name, optimizer: "sgd" });
  const [loss] = (model as unknown as { lossFunctions: LayersLoss[] }).lossFunctions;
  model.dispose();
  return loss;
}

function layersOperation(
  name: string,
  kernels: string[],
  activation: (z: tf.Tensor2D) => tf.Tensor,
  plain: (row: number[], truth: number[]) => number,
  by: (row: number[]) => number[],
): Operation {
  return {
    kernels,
    tensor: (z) => layersLoss(name)(tf.reshape(truth(), [2, 3]), activation(table(z))),
    plain: (z) => rows(z).map((row, i) => plain(by(row), rows(labels)[i])),
  };
}

const squares = (row: number[]) => row.map((x) => x * x);
const identity = (row: number[]) => row;
const two = <T>(f: (p: number, y: number) => T) => (p: number[], y: number[]) =>
  p.map((value, i) => f(value, y[i]));
const meanOf = (f: (p: number, y: number) => number) => (p: number[], y: number[]) =>
  mean(two(f)(p, y));
const epsilon = 1e-7;
const logcosh = (x: number) => x + softplus(-2 * x) - Math.LN2;

/** tfjs-layers' losses, by the names that compile takes. */
const compiled: Record<string, Operation> = Object.fromEntries(
  ([
    ["meanSquaredError", ["Mean"], tf.square, meanOf((p, y) => (p - y) ** 2), squares],
    ["meanAbsoluteError", ["Abs"], tf.square, meanOf((p, y) => Math.abs(p - y)), squares],
    [
      "meanAbsolutePercentageError",
      ["Abs"],
      (z) => tf.mul(tf.square(z), 1e-7),
      meanOf((p, y) => 100 * Math.abs(y - 1e-7 * p) / Math.max(Math.abs(y), epsilon)),
      squares,
    ],
    [
      "meanSquaredLogarithmicError",
      ["Log"],
      tf.square,
      meanOf((p, y) => (Math.log1p(Math.max(p, epsilon)) - Math.log1p(Math.max(y, epsilon))) ** 2),
      squares,
    ],
    [
      "squaredHinge",
      ["Maximum"],
      tf.square,
      meanOf((p, y) => Math.max(0, 1 - p * y) ** 2),
      squares,
    ],
    ["hinge", ["Maximum"], tf.square, meanOf((p, y) => Math.max(0, 1 - p * y)), squares],
    [
      "categoricalHinge",
      ["Max", "Maximum"],
      tf.square,
      (p, y) => {
        const [pos, neg] = [
          sum(two((p, y) => p * y)(p, y)),
          Math.max(...two((p, y) => (1 - y) * p)(p, y)),
        ];
        return Math.max(0, 1 + neg - pos);
      },
      squares,
    ],
    ["logcosh", ["Softplus"], tf.square, meanOf((p, y) => logcosh(p - y)), squares],
    [
      "categoricalCrossentropy",
      ["Log", "ClipByValue"],
      (z) => tf.softmax(z),
      (p, y) => -dot(p.map(Math.log), y),
      softmax,
    ],
    [
      "binaryCrossentropy",
      ["Log", "ClipByValue"],
      tf.sigmoid,
      meanOf((p, y) => -y * Math.log(p) - (1 - y) * Math.log(1 - p)),
      (row) => row.map(probability),
    ],
    [
      "kullbackLeiblerDivergence",
      ["Log", "ClipByValue"],
      tf.sigmoid,
      (p, y) => sum(two((p, y) => Math.max(y, epsilon) * Math.log(Math.max(y, epsilon) / p))(p, y)),
      (row) => row.map(probability),
    ],
    [
      "poisson",
      ["Log"],
      tf.exp,
      meanOf((p, y) => p - y * Math.log(p + epsilon)),
      (row) => row.map(Math.exp),
    ],
    [
      "cosineProximity",
      ["Sqrt", "Maximum"],
      (z) => z,
      (p, y) => -dot(p, y) / Math.hypot(...p) / Math.hypot(...y),
      identity,
    ],
  ] as [
    string,
    string[],
    (z: tf.Tensor2D) => tf.Tensor,
    (p: number[], y: number[]) => number,
    (row: number[]) => number[],
  ][])
    .map(([name, ...rest]) => [`${name} of tfjs-layers`, layersOperation(name, ...rest)]),
);

/** Losses. */
export const losses: Record<string, Operation> = {
  ...Object.fromEntries(Object.entries(own).map(([name, loss]) => [`losses.${name}`, loss])),
  ...compiled,
  "sparseCategoricalCrossentropy of tfjs-layers": {
    kernels: ["Log", "ClipByValue"],
    tensor: (z) =>
      layersLoss("sparseCategoricalCrossentropy")(tf.tensor2d([[0], [2]]), tf.softmax(table(z))),
    plain: (z) => rows(z).map((row, i) => -logSoftmax(row)[2 * i]),
  },
};
