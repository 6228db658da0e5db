import * as tf from "../../../src/deps/tf.ts";
import * as layers from "../../../src/deps/tf_gradients.ts";
import {
  dot,
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

const truth = () => tf.tensor1d(labels);
const softmax = (z: number[]) => logSoftmax(z).map(Math.exp);

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
      (row) => row.map(sigmoid),
    ],
    [
      "kullbackLeiblerDivergence",
      ["Log", "ClipByValue"],
      tf.sigmoid,
      (p, y) => sum(two((p, y) => Math.max(y, epsilon) * Math.log(Math.max(y, epsilon) / p))(p, y)),
      (row) => row.map(sigmoid),
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

/** tfjs-layers' losses. */
export const layersLosses: Record<string, Operation> = {
  ...compiled,
  "sparseCategoricalCrossentropy of tfjs-layers": {
    kernels: ["Log", "ClipByValue"],
    tensor: (z) =>
      layersLoss("sparseCategoricalCrossentropy")(tf.tensor2d([[0], [2]]), tf.softmax(table(z))),
    plain: (z) => rows(z).map((row, i) => -logSoftmax(row)[2 * i]),
  },
};
