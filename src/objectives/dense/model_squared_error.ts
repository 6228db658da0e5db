/**
 * The mean squared error of a tfjs model of dense layers, through the fused kernels.
 *
 * @module
 */
import type { HiddenActivation } from "./network.ts";
import { chainOf, type DenseModel, isRegularized } from "./model_chain.ts";
import { type DenseSquaredError, denseSquaredError } from "./squared_error.ts";
import type * as tf from "../../deps/tf.ts";

export type { DenseModel, ModelLayer, ModelTensor } from "./model_chain.ts";

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
 * @param model A built model, sequential or not, of one chain of dense layers with biases, hidden ones all linear, all relu or all tanh, and one linear output.
 * @param x The rows: [rows, inputs].
 * @param y A target a row: [rows] or [rows, 1].
 * @throws {Error} If the model is another one (a layer twice, several outputs, a regularizer), or shapes do not fit.
 */
export function modelSquaredError(
  model: DenseModel,
  x: tf.Tensor2D,
  y: tf.Tensor,
): Promise<DenseSquaredError> {
  const dense = chainOf(model);
  const found = dense.map((layer) => `${layer.getClassName()} (${layer.getConfig().activation})`);
  const refuse = (expected: string): never => {
    throw new Error(
      `Cannot fuse the model: expected ${expected}, got ${found.join(", ") || "no layer"}. ` +
        "Train it by fit, or by minimize on a loss of its predictions.",
    );
  };
  if ([model.inputs, model.outputs].some((ends) => ends?.length !== 1)) {
    refuse("a built model of one input and one output");
  }
  if (new Set(dense).size !== dense.length) refuse("each layer once");
  if (dense.length === 0 || dense.some((layer) => layer.getClassName() !== "Dense")) {
    refuse("dense layers alone");
  }
  if (dense.some((layer) => layer.trainableWeights.length !== 2)) {
    refuse("layers that train a kernel and a bias");
  }
  if (dense.some(isRegularized)) refuse("layers without a regularizer");
  const names = dense.map((layer) => layer.getConfig().activation);
  if (names.pop() !== "linear") refuse("a linear last layer");
  const activation = activations.get(names[0] ?? "linear");
  if (!activation || names.some((name) => name !== names[0])) {
    refuse("hidden layers that are all linear, all relu or all tanh");
  }
  const weights = dense.flatMap((layer) => layer.trainableWeights.map((weight) => weight.read()));
  return denseSquaredError(x, y, weights as tf.Variable[], activation);
}
