/**
 * Weight decay apart from the gradient, around any optimizer.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { checkOption, isFraction } from "../options.ts";
import { decidesItsStep } from "./learning_rate.ts";
import { type Gradients, innerFromConfig, WrappingOptimizer } from "./wrapping_optimizer.ts";

/** The optimizer that {@linkcode decoupledWeightDecay} makes. */
export class DecoupledWeightDecayOptimizer extends WrappingOptimizer {
  /** The name under which it is serialised. */
  static readonly className = "DecoupledWeightDecay";

  readonly #rate: number;

  /** See {@linkcode decoupledWeightDecay}. */
  constructor(optimizer: tf.Optimizer, rate: number) {
    super(optimizer);
    this.#rate = rate;
    checkOption("DecoupledWeightDecay", "rate", rate, isFraction, "between 0 and 1. Try 0.01");
  }

  /** Takes one step on a closure: decays the variables, then steps as the optimizer inside does. */
  override minimize(
    f: () => tf.Scalar,
    returnCost = false,
    varList?: tf.Variable[],
  ): tf.Scalar | null {
    if (!decidesItsStep(this.inner)) return super.minimize(f, returnCost, varList);
    const variables = varList ?? Object.values(tf.engine().registeredVariables);
    this.#decay(variables.filter((v) => v.trainable));
    return this.inner.minimize(f, returnCost, varList);
  }

  /** Decays the variables that have a gradient, then hands the gradients on. */
  override applyGradients(gradients: Gradients): void {
    const names = Array.isArray(gradients)
      ? gradients.filter(({ tensor }) => tensor != null).map(({ name }) => name)
      : Object.keys(gradients).filter((name) => gradients[name] != null);
    this.#decay(names.map((name) => tf.engine().registeredVariables[name]));
    super.applyGradients(gradients);
  }

  /** w <- w - rate * learning rate * w. */
  #decay(variables: tf.Variable[]): void {
    const kept = 1 - this.#rate * (this.learningRate ?? 1);
    tf.tidy(() => variables.forEach((v) => v.assign(tf.mul(v, kept))));
  }

  /** The configuration, from which {@linkcode fromConfig} makes the optimizer again. */
  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.#rate };
  }

  /** Makes the optimizer from its configuration. */
  static override fromConfig<T extends tf.serialization.Serializable>(
    constructor: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new constructor(innerFromConfig(config), config.rate);
  }
}
tf.serialization.registerClass(DecoupledWeightDecayOptimizer);

/**
 * Decays the variables before each step of another optimizer: w <- w - rate * learningRate * w, and then the step on
 * the gradient of the loss alone. Around tf.train.adam it is AdamW. Source: Loshchilov and Hutter (2019), Decoupled
 * weight decay regularization; with the learning rate as a factor, as in PyTorch and Keras. Around an optimizer that
 * decides its own step size (stochasticLineSearch, ...) there is no learning rate, and w <- w - rate * w.
 *
 * A step costs what the other optimizer's costs, and one multiplication a variable. All variables decay, biases too.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { decoupledWeightDecay, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * const optimizer = decoupledWeightDecay(tf.train.sgd(0.25), 0.5);
 * optimizer.minimize(() => tf.square(x), false, [x]);
 * x.print(); // 1.5
 * ```
 * @param optimizer One of tf.train's, or of this suite's, or a wrapped one.
 * @param rate Above 0 and below 1.
 * @throws {RangeError} If the rate is out of its range.
 */
export function decoupledWeightDecay(
  optimizer: tf.Optimizer,
  rate: number,
): DecoupledWeightDecayOptimizer {
  return new DecoupledWeightDecayOptimizer(optimizer, rate);
}
