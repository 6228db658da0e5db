/**
 * Weight decay apart from the gradient, around any optimizer.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { checkOption, isFraction } from "../options.ts";
import { decidesItsStep } from "./learning_rate.ts";
import { movable } from "../../objectives/movable.ts";
import type { Objective } from "../../objectives/objective.ts";
import type { ObjectiveOptimizer } from "../objective_optimizer.ts";
import { DecayAfterStep, decaying, decayingAsync } from "./decay_after_step.ts";
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

  /**
   * Takes one step on a closure, as the optimizer inside does, and decays the variables that the loss depends on; not if it
   * moved none, as where the loss is NaN.
   */
  override minimize(
    f: () => tf.Scalar,
    returnCost = false,
    varList?: tf.Variable[],
  ): tf.Scalar | null {
    if (!decidesItsStep(this.inner)) return super.minimize(f, returnCost, varList);
    return decaying(
      new DecayAfterStep(movable(varList), this.#rate),
      (decay) => this.inner.minimize(decay.noting(f), returnCost, varList),
    );
  }

  /** The same step, awaited. */
  override minimizeAsync(
    f: () => tf.Scalar,
    returnCost = false,
    varList?: tf.Variable[],
  ): Promise<tf.Scalar | null> {
    const inner = this.inner as ObjectiveOptimizer;
    if (!decidesItsStep(inner)) return super.minimizeAsync(f, returnCost, varList);
    return decayingAsync(
      new DecayAfterStep(movable(varList), this.#rate),
      (decay) => inner.minimizeAsync(decay.noting(f), returnCost, varList),
    );
  }

  /** Takes one step on an objective, and decays its variables. */
  override step(objective: Objective): tf.Scalar {
    const inner = this.inner as ObjectiveOptimizer;
    if (!decidesItsStep(inner)) return super.step(objective);
    return decaying(
      new DecayAfterStep(objective.variables, this.#rate),
      () => inner.step(objective),
    );
  }

  /** The same step, awaited. */
  override stepAsync(objective: Objective): Promise<tf.Scalar> {
    const inner = this.inner as ObjectiveOptimizer;
    if (!decidesItsStep(inner)) return super.stepAsync(objective);
    return decayingAsync(
      new DecayAfterStep(objective.variables, this.#rate),
      () => inner.stepAsync(objective),
    );
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
 * Decays the variables with each step of another optimizer, by rate * learningRate * w of the weights before it; the step is
 * that on the gradient of the loss alone. Around tf.train.adam it is AdamW. Source: Loshchilov and Hutter (2019), Decoupled
 * weight decay regularization; with the learning rate as a factor, as in PyTorch and Keras. Around an optimizer that
 * decides its own step size (stochasticLineSearch, ...) there is no learning rate: by rate * w, once it has moved a variable.
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
