/**
 * The networks that are timed, and their rows.
 *
 * @module
 */
import * as layers from "../../src/deps/tf_gradients.ts";
import * as tf from "../../src/deps/tf.ts";

const { dense, conv2d, maxPooling2d, flatten, embedding } = layers.layers;
const classes = 10;

/** A network and the batches that it is timed on. */
export interface Network {
  /** As the peers know it. */
  key: "mlp" | "conv" | "conv2" | "embedding";
  name: string;
  /** In a row of the chart. */
  short: string;
  inputShape: number[];
  batches: number[];
  /** Whether `trainer` takes it. */
  isChain: boolean;
  make: () => layers.LayersModel;
}

const softmax = () => dense({ units: classes, activation: "softmax" });
const convolution = (filters: number, inputShape?: number[]) =>
  conv2d({ filters, kernelSize: 3, activation: "relu", ...(inputShape ? { inputShape } : {}) });
const pool = () => maxPooling2d({ poolSize: 2 });
const model = (...parts: layers.layers.Layer[]) => layers.sequential({ layers: parts });

/** All of them. */
export const networks: Network[] = [
  {
    key: "mlp",
    name: "784-128-10, ReLU",
    short: "784-128-10",
    inputShape: [784],
    batches: [32, 128, 2048],
    isChain: true,
    make: () => model(dense({ units: 128, inputShape: [784], activation: "relu" }), softmax()),
  },
  {
    key: "conv",
    name: "convnet, 8 filters of 3 x 3",
    short: "convnet, 8 filters",
    inputShape: [28, 28, 1],
    batches: [32, 128, 2048],
    isChain: false,
    make: () => model(convolution(8, [28, 28, 1]), pool(), flatten(), softmax()),
  },
  {
    key: "conv2",
    name: "convnet, 16 and 32 filters",
    short: "convnet, 16 and 32",
    inputShape: [28, 28, 1],
    batches: [32],
    isChain: false,
    make: () =>
      model(convolution(16, [28, 28, 1]), pool(), convolution(32), pool(), flatten(), softmax()),
  },
  {
    key: "embedding",
    name: "embedding of 5,000 words by 32",
    short: "embedding",
    inputShape: [20],
    batches: [32],
    isChain: false,
    make: () =>
      model(
        embedding({ inputDim: 5000, outputDim: 32, inputLength: 20 }),
        flatten(),
        softmax(),
      ),
  },
];

/** Optimizers, tfjs's own. */
export const optimizers = {
  sgd: () => tf.train.sgd(0.01),
  adam: () => tf.train.adam(0.001),
} as const;

/** An optimizer's name. */
export type OptimizerName = keyof typeof optimizers;

/** How many rows an epoch has: some batches, and not too few rows. */
export function rowsFor(batch: number): number {
  return Math.max(4096, 4 * batch);
}

/** Rows for an epoch: inputs and one-hot classes. The caller disposes them. */
export function rowsOf({ key, inputShape }: Network, rows: number): { x: tf.Tensor; y: tf.Tensor } {
  const shape = [rows, ...inputShape];
  const x = key === "embedding"
    ? tf.randomUniform(shape, 0, 5000, "int32", 1)
    : tf.randomNormal(shape, 0, 1, "float32", 1);
  const y = tf.tidy(() => {
    const labels = tf.tensor1d(Array.from({ length: rows }, (_, i) => i % classes), "int32");
    return tf.cast(tf.oneHot(labels, classes), "float32");
  });
  return { x, y };
}
