/**
 * An optimizer around another one: what the pieces that compose have in common.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import type { NamedTensor } from "../objective_optimizer.ts";
import { connectedGradient } from "../../calculus/gradient.ts";
import { movable } from "../../objectives/movable.ts";
import type { Objective } from "../../objectives/objective.ts";
import { decidesItsStep, learningRateOf, setLearningRate } from "./learning_rate.ts";
import { restoreWeights } from "./optimizer_weights.ts";

/** Gradients as tfjs hands them to an optimizer: by name, or listed with their variables' names. */
export type Gradients = { [name: string]: tf.Tensor } | NamedTensor[];

/**
 * A tf.Optimizer that does something before or after another one's step. It has no state of its own: the iterations and
 * the weights are those of the optimizer inside.
 */
export abstract class WrappingOptimizer extends tf.Optimizer {
  /**
   * An optimizer around another one.
   *
   * @param inner The optimizer inside; disposed with this one.
   */
  constructor(readonly inner: tf.Optimizer) {
    super();
  }

  /** The learning rate of the next step; undefined if the optimizer inside decides its own step size. */
  get learningRate(): number | undefined {
    return learningRateOf(this.inner);
  }

  /** Sets the learning rate of the optimizer inside. */
  set learningRate(learningRate: number) {
    setLearningRate(this.inner, learningRate);
  }

  /**
   * The loss and its gradient, by this suite's derivatives: on wasm they know convolutions and embeddings, which tfjs's do
   * not.
   *
   * @throws {Error} If the loss depends on no variable.
   */
  override computeGradients(
    f: () => tf.Scalar,
    varList?: tf.Variable[],
  ): { value: tf.Scalar; grads: { [name: string]: tf.Tensor } } {
    return connectedGradient(f, movable(varList));
  }

  /** The same step as minimize's, awaited. */
  minimizeAsync(
    f: () => tf.Scalar,
    returnCost = false,
    varList?: tf.Variable[],
  ): Promise<tf.Scalar | null> {
    return Promise.resolve().then(() => this.minimize(f, returnCost, varList));
  }

  /**
   * Takes one step on an objective, as this suite's optimizers do.
   *
   * @returns The loss before the step; the caller disposes it.
   */
  step(objective: Objective): tf.Scalar {
    const { loss, gradient } = objective.gradient();
    this.applyGradients(
      objective.variables.map(({ name }, i) => ({ name, tensor: gradient[i] })),
    );
    tf.dispose(gradient);
    return loss;
  }

  /** The same step, awaited. */
  stepAsync(objective: Objective): Promise<tf.Scalar> {
    return Promise.resolve().then(() => this.step(objective));
  }

  /** How many steps have been taken. */
  override get iterations(): number {
    return this.inner.iterations;
  }

  /** Hands gradients on to the optimizer inside. */
  override applyGradients(gradients: Gradients): void {
    this.inner.applyGradients(gradients);
  }

  /** The name under which the optimizer is serialised. */
  override getClassName(): string {
    return (this.constructor as unknown as { className: string }).className;
  }

  /** The configuration of the optimizer inside, from which {@linkcode innerFromConfig} makes it again. */
  override getConfig(): tf.serialization.ConfigDict {
    const optimizer = { className: this.inner.getClassName(), config: this.inner.getConfig() };
    return { optimizer };
  }

  /** The state of the optimizer inside. */
  override getWeights(): Promise<NamedTensor[]> {
    return this.inner.getWeights();
  }

  /**
   * Restores what {@linkcode getWeights} gave, to the bit.
   *
   * @throws {Error} If the weights are another optimizer's.
   */
  override setWeights(weights: NamedTensor[]): Promise<void> {
    return restoreWeights(this.inner, weights);
  }

  /** Frees the optimizer inside. */
  override dispose(): void {
    this.inner.dispose();
  }
}

/**
 * Makes the optimizer inside from a wrapper's configuration.
 *
 * @throws {Error} If its class is not registered with tf.serialization.
 */
export function innerFromConfig(config: tf.serialization.ConfigDict): tf.Optimizer {
  const { className, config: inner } = config.optimizer as {
    className: string;
    config: tf.serialization.ConfigDict;
  };
  const known = tf.serialization.SerializationMap.getMap().classNameMap[className];
  if (!known) {
    throw new Error(
      `Cannot make the optimizer ${className}: no class of that name is registered. Import its module first.`,
    );
  }
  const [constructor, fromConfig] = known;
  return fromConfig(constructor, inner) as tf.Optimizer;
}

/**
 * @throws {Error} If an optimizer takes no gradients from outside, since it decides its own step size.
 */
export function checkTakesGradients(what: string, optimizer: tf.Optimizer): void {
  if (decidesItsStep(optimizer)) {
    throw new Error(
      `Cannot ${what} ${optimizer.getClassName()}: it decides its own step size, from losses. Wrap one of tf.train's, such as tf.train.adam().`,
    );
  }
}

/** Gradients with each tensor there is replaced. The new tensors are the caller's to dispose. */
export function mapGradients(
  gradients: Gradients,
  change: (gradient: tf.Tensor, name: string) => tf.Tensor,
): Gradients {
  if (Array.isArray(gradients)) {
    return gradients.map(({ name, tensor }) => ({ name, tensor: tensor && change(tensor, name) }));
  }
  return Object.fromEntries(
    Object.entries(gradients).map(([name, tensor]) => [name, tensor && change(tensor, name)]),
  );
}

/** The gradient tensors there are: a variable that the loss does not depend on has none. */
export function gradientTensors(gradients: Gradients): tf.Tensor[] {
  const entries = Array.isArray(gradients)
    ? gradients.map((entry) => entry.tensor)
    : Object.values(gradients);
  return entries.filter((tensor) => tensor != null);
}
