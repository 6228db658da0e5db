/**
 * The loss of a tfjs model on all its rows, as an objective that knows its planes.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import type { DenseModel } from "../dense/model_chain.ts";
import { startThreads } from "../../kernels/threads/threads.ts";
import { decidesOnDevice } from "../moves.ts";
import { type ActivationName, activations, type ChainLayer, chainLoss } from "./chain.ts";
import { kernelObjective } from "./kernel_objective.ts";
import { chainObjective } from "./chain_objective.ts";
import { type ChainModelLayer, modelLayers } from "./model_layers.ts";
import { rowLosses, type RowLossName } from "./row_loss.ts";
import type { PlaneObjective } from "../plane.ts";

/** What {@linkcode modelLoss} takes. */
export interface ModelLossOptions {
  /**
   * The loss, the mean over the rows. Of a model that ends in softmax or sigmoid, cross entropy is computed of what stands before it,
   * so that nothing overflows.
   */
  loss: RowLossName;
}

/** A model's loss on its rows. */
export interface ModelLoss {
  /** For any optimizer's `step`, and for {@linkcode subspaceNewton}'s above all. */
  objective: PlaneObjective;
  /** The loss here, for `minimize`. */
  loss: () => tf.Scalar;
  /** Frees the rows and the products that were kept; the model's weights stay. */
  dispose(): void;
}

/**
 * Makes a loss of a model and its rows, whose weights it trains in place.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { initializers, layers, sequential } from "npm:@tensorflow/tfjs-layers@4.22.0";
 * import { modelLoss } from "./objectives";
 * import { subspaceNewton } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("wasm");
 * const kernelInitializer = initializers.glorotNormal({ seed: 1 });
 * const model = sequential({
 *   layers: [
 *     layers.dense({ units: 8, inputShape: [2], activation: "tanh", kernelInitializer }),
 *     layers.dense({ units: 2, activation: "softmax", kernelInitializer }),
 *   ],
 * });
 * const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
 * const y = tf.tensor2d([[1, 0], [0, 1], [0, 1], [1, 0]]);
 * const { objective, dispose } = modelLoss(model, x, y, { loss: "softmaxCrossEntropy" });
 * const optimizer = subspaceNewton();
 * for (let i = 0; i < 40; i++) optimizer.step(objective).dispose();
 * console.log(objective.loss().dataSync()[0] < 1e-3); // true
 * dispose();
 * ```
 * @param model A built model, sequential or not, of one chain of dense layers: hidden ones linear, relu, tanh, sigmoid, softplus or elu.
 * @param x The rows: [rows, inputs]. Copied.
 * @param y What is to be told of each: [rows, outputs], classes one-hot; or [rows] for one output. Copied.
 * @throws {Error} If the model is another one, or shapes do not fit; it says which layer and why.
 */
export function modelLoss(
  model: DenseModel,
  x: tf.Tensor2D,
  y: tf.Tensor,
  { loss }: ModelLossOptions,
): ModelLoss {
  if (!Object.hasOwn(rowLosses, loss)) {
    throw new Error(
      `Cannot take the loss "${loss}": expected one of ${Object.keys(rowLosses).join(", ")}.`,
    );
  }
  const dense = modelLayers(model, loss);
  const layers = dense.map((layer, l) => plainLayer(layer, l === dense.length - 1));
  const [inputs, outputs] = [layers[0].kernel.shape[0], layers[layers.length - 1].kernel.shape[1]!];
  const [rows] = x.shape;
  if (x.rank !== 2 || x.shape[1] !== inputs || rows === 0 || y.size !== rows * outputs) {
    throw new Error(
      `Cannot take the model's loss: it has ${inputs} inputs and ${outputs} outputs, x has shape [${x.shape}] and y [${y.shape}]. Expected [rows, ${inputs}] and [rows, ${outputs}], of one row at least.`,
    );
  }
  const kept = tf.tidy(() => ({
    x: tf.clone(x),
    y: tf.cast(tf.reshape(y, [rows, outputs]), "float32") as tf.Tensor2D,
  }));
  const chain = { layers, loss };
  if (!decidesOnDevice()) startThreads();
  const objective = decidesOnDevice() ? chainObjective(chain, kept) : kernelObjective(chain, kept);
  return {
    objective,
    loss: () => chainLoss(chain, kept),
    dispose() {
      objective.dispose();
      tf.dispose([kept.x, kept.y]);
    },
  };
}

function plainLayer(
  { kernel, bias, activation, l2, dropout }: ChainModelLayer,
  isLast: boolean,
): ChainLayer {
  const refuse = (what: string): never => {
    throw new Error(
      `Cannot take the model's loss: the layer of "${kernel.name}" has ${what}. Train it by trainer, by fit, or by minimize on a loss of its predictions.`,
    );
  };
  if (l2 > 0) refuse("a regularizer, expected none");
  if (dropout > 0) refuse("dropout behind it, expected none");
  if (isLast && activation !== "linear") {
    refuse(`the activation ${activation}, expected a last layer that is linear`);
  }
  if (!Object.hasOwn(activations, activation)) {
    refuse(
      `the activation ${activation}, expected one of ${Object.keys(activations).join(", ")}`,
    );
  }
  return { kernel, bias, activation: activation as ActivationName };
}
