/**
 * The mean squared error of a tfjs model of dense layers, through the fused kernels.
 *
 * @module
 */
import type { HiddenActivation } from "./network.ts";
import { type DenseSquaredError, denseSquaredError } from "./squared_error.ts";
import type * as tf from "../../deps/tf.ts";

/** What is asked of a tfjs layer: tf.layers.Layer has it. */
export interface ModelLayer {
  /** "Dense", for one. */
  getClassName(): string;
  /** Among others the activation, by name. */
  getConfig(): tf.serialization.ConfigDict;
  /** Kernel, then bias. */
  readonly trainableWeights: { read(): tf.Tensor }[];
}

const activations = new Map<unknown, HiddenActivation>([
  ["linear", "none"],
  ["relu", "relu"],
  ["tanh", "tanh"],
]);

/**
 * Makes a fast loss of a model and its data. `tf.train.adam(0.01).minimize(error.loss)` trains the model's own weights, as
 * does `keepStepping(0.01).step(error.objective)`.
 *
 * @example Train a model on all its data
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { Sequential, layers } from "npm:@tensorflow/tfjs-layers@4.22.0";
 * import { lbfgs, modelSquaredError, useBackend } from "./mod.ts";
 *
 * await useBackend("wasm");
 * const model = new Sequential();
 * model.add(layers.dense({ units: 1, inputShape: [1] }));
 * const error = await modelSquaredError(model, tf.tensor2d([[1], [2], [3]]), tf.tensor1d([3, 5, 7]));
 * const optimizer = lbfgs();
 * for (let i = 0; i < 10; i++) optimizer.step(error.objective).dispose();
 * (model.predict(tf.tensor2d([[4]])) as tf.Tensor).print(); // 9
 * error.dispose();
 * ```
 * @param model A built tf.Sequential: dense layers with biases, hidden ones all linear, all relu or all tanh, and one linear output.
 * @param x The rows: [rows, inputs].
 * @param y A target a row: [rows] or [rows, 1].
 * @throws {Error} If the model is another one, or shapes do not fit.
 */
export function modelSquaredError(
  model: { readonly layers: readonly ModelLayer[] },
  x: tf.Tensor2D,
  y: tf.Tensor,
): Promise<DenseSquaredError> {
  const dense = model.layers.filter((layer) => layer.getClassName() !== "InputLayer");
  const found = dense.map((layer) => `${layer.getClassName()} (${layer.getConfig().activation})`);
  const refuse = (expected: string): never => {
    throw new Error(
      `Cannot fuse the model: expected ${expected}, got ${found.join(", ") || "no layer"}. ` +
        "Train it by fit, or by minimize on a loss of its predictions.",
    );
  };
  if (dense.length === 0 || dense.some((layer) => layer.getClassName() !== "Dense")) {
    refuse("dense layers alone");
  }
  if (dense.some((layer) => layer.trainableWeights.length !== 2)) {
    refuse("layers that train a kernel and a bias");
  }
  const names = dense.map((layer) => layer.getConfig().activation);
  if (names.pop() !== "linear") refuse("a linear last layer");
  const activation = activations.get(names[0] ?? "linear");
  if (!activation || names.some((name) => name !== names[0])) {
    refuse("hidden layers that are all linear, all relu or all tanh");
  }
  const weights = dense.flatMap((layer) => layer.trainableWeights.map((weight) => weight.read()));
  return denseSquaredError(x, y, weights as tf.Variable[], activation);
}
