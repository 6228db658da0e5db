/**
 * Training of dense networks by fused kernels.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { type ChainLossName, modelLayers } from "../../objectives/chain/model_layers.ts";
import type { DenseModel } from "../../objectives/dense/model_chain.ts";
import type { FitOptions, Trained, Training } from "./epochs.ts";
import { NetworkTrainer } from "./network_trainer.ts";
import type { RowWeights, TrainingInputs, TrainingTargets } from "./training_rows.ts";
import { activationNumbers } from "../../kernels/chain/layout.ts";

/** What {@linkcode trainer} takes. */
export interface TrainerOptions {
  /** Any of this suite's or of tf.train's. */
  optimizer: tf.Optimizer;
  /**
   * The mean over rows, and over a row's outputs but for softmaxCrossEntropy. Of a model that ends in softmax or sigmoid, cross entropy is
   * computed of what stands before it, so that nothing overflows.
   */
  loss: ChainLossName;
  /** What a byte of inputs counts that are given as bytes. Default 1; 1 / 255 for pixels. */
  byteScale?: number;
}

/** Trains one model. */
export interface Trainer {
  /**
   * Trains the model's weights, which are in the model at the end of each epoch.
   *
   * @returns Losses and accuracies of each epoch, by tfjs's names: loss, acc, val_loss, val_acc; accuracies of cross entropies alone.
   * @throws {Error} If rows do not fit the model, or another fit is running.
   */
  fit(x: TrainingInputs, y: TrainingTargets, options?: FitOptions): Promise<Training>;
  /** The model's mean loss and accuracy on rows, without dropout and penalties. Costs a forward pass. */
  evaluate(x: TrainingInputs, y: TrainingTargets, weights?: RowWeights): Promise<Trained>;
}

const losses: Record<ChainLossName, true> = {
  meanSquaredError: true,
  meanAbsoluteError: true,
  huber: true,
  sigmoidCrossEntropy: true,
  softmaxCrossEntropy: true,
};

/**
 * A trainer of a chain of dense layers, as `model.fit` but faster: data, weights and a batch's values stay in the kernels' memory, and a step is two
 * calls. Steps of {@linkcode sgd} without weight decay, {@linkcode adamW}, tf.train.sgd, momentum and adam are part of the second one; any other optimizer gets
 * the loss and its gradient, and walks cost a forward pass a candidate. It computes in WebAssembly on all threads, whichever backend tfjs has; results are the same on any
 * number of them. Memory: the rows once, as floats or bytes, and two floats a row of a batch and unit.
 *
 * Layers are dense with a bias or without, linear, relu, tanh, sigmoid, elu, selu, softplus, swish, gelu or leaky ReLU, with an L2 penalty of the kernel, and with
 * dropout between them.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { initializers, layers, sequential } from "npm:@tensorflow/tfjs-layers@4.22.0";
 * import { adamW, trainer } from "./optimizers";
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
 * const classes = tf.tensor1d([0, 1, 1, 0]);
 * const { fit } = trainer(model, { optimizer: adamW(0.05), loss: "softmaxCrossEntropy" });
 * const { history } = await fit(x, classes, { epochs: 200, batchSize: 4, seed: 1 });
 * console.log(history.acc.at(-1)); // 1
 * ```
 * @param model A built model, sequential or not.
 * @throws {Error} If the model is another one; it says which layer and why.
 */
export function trainer(model: DenseModel, options: TrainerOptions): Trainer {
  const { optimizer, loss, byteScale } = options;
  if (!Object.hasOwn(losses, loss)) {
    throw new Error(
      `Cannot take the loss "${loss}": expected one of ${Object.keys(losses).join(", ")}.`,
    );
  }
  if (!(optimizer instanceof tf.Optimizer)) {
    throw new Error(
      `Cannot train with ${optimizer}: expected an optimizer. Try adamW(1e-3).`,
    );
  }
  const layers = modelLayers(model, loss);
  for (const { kernel, activation } of layers) {
    if (!Object.hasOwn(activationNumbers, activation)) {
      throw new Error(
        `Cannot train: the layer of "${kernel.name}" has the activation ${activation}, expected one of ${
          Object.keys(activationNumbers).join(", ")
        }. Train it by fit.`,
      );
    }
  }
  const made = new NetworkTrainer(model, layers, { optimizer, loss, byteScale });
  return {
    fit: (x, y, options = {}) => made.fit(x, y, options),
    evaluate: (x, y, weights = {}) => made.evaluate(x, y, weights),
  };
}
