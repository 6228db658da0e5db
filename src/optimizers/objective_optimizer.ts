/**
 * What every optimizer of this suite shares: a tf.Optimizer whose step asks an objective.
 *
 * @module
 */
import { closureObjective } from "../objectives/closure.ts";
import * as tf from "../deps/tf.ts";
import type { Objective } from "../objectives/objective.ts";
import { repeatable } from "../objectives/repeatable.ts";

/** The layout of the optimizers' states. */
const stateVersion = 1;

/** A tensor of an optimizer's saved state, with its name. */
export type NamedTensor = Awaited<ReturnType<tf.Optimizer["getWeights"]>>[number];

/**
 * A tf.Optimizer that takes its steps by asking an {@linkcode Objective}. `minimize`, which `tf.LayersModel.fit` calls,
 * makes an objective of the closure it is given.
 */
export abstract class ObjectiveOptimizer extends tf.Optimizer {
  /**
   * Takes one step: moves the objective's variables.
   *
   * @returns The loss before the step; the caller disposes it.
   */
  abstract step(objective: Objective): tf.Scalar;

  /** The same step, awaited; the same as {@linkcode step} where that can be taken on every backend. */
  stepAsync(objective: Objective): Promise<tf.Scalar> {
    return Promise.resolve().then(() => this.step(objective));
  }

  /**
   * Takes one step on a closure, as tfjs's own optimizers do.
   *
   * @param f The loss, of no arguments. It is called again for each forward pass of the step, on the same random numbers
   * (dropout masks) as the first time.
   * @param returnCost Whether to return the loss before the step.
   * @param varList The variables to move; without it, all trainable ones.
   * @returns The loss before the step, or null.
   * @throws {Error} If f does not return a scalar, or depends on no variable.
   */
  override minimize(
    f: () => tf.Scalar,
    returnCost = false,
    varList?: tf.Variable[],
  ): tf.Scalar | null {
    const loss = this.step(closureObjective(repeatable(f), varList));
    return costOrNull(loss, returnCost);
  }

  /** The same step on a closure, awaited: what {@linkcode minimize} does, on every backend, webgpu too. */
  async minimizeAsync(
    f: () => tf.Scalar,
    returnCost = false,
    varList?: tf.Variable[],
  ): Promise<tf.Scalar | null> {
    const loss = await this.stepAsync(closureObjective(repeatable(f), varList));
    return costOrNull(loss, returnCost);
  }

  /**
   * Not supported: a gradient alone does not say how far to go.
   *
   * @throws {Error} Always.
   */
  override applyGradients(): void {
    throw new Error(
      `Cannot apply gradients: ${this.getClassName()} also needs the loss. Call minimize(f) or step(objective) instead.`,
    );
  }

  /** The name under which the optimizer is serialised. */
  override getClassName(): string {
    return (this.constructor as unknown as { className: string }).className;
  }

  /** The state to save: the count of iterations, then the tensors of {@linkcode stateTensors}, by name. */
  override async getWeights(): Promise<NamedTensor[]> {
    const state = this.stateTensors();
    return [
      await this.saveIterations(),
      ...state.map(({ name, tensor }) => ({ name: this.#qualified(name), tensor })),
    ];
  }

  /**
   * Restores what {@linkcode getWeights} gave.
   *
   * @throws {Error} If the weights are another optimizer's, or another version's.
   */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const given = weights.map((weight) => weight.name);
    const own = this.#qualified("");
    const plain = given.map((name) => name.startsWith(own) ? name.slice(own.length) : name);
    const expected = ["iter", ...this.stateNames(plain).map((name) => own + name)];
    if (expected.join() !== given.join()) {
      throw new Error(
        `Cannot restore ${this.getClassName()}: expected the weights [${
          expected.join(", ")
        }], got [${given.join(", ")}]. Restore weights that the same optimizer saved.`,
      );
    }
    const state = await this.extractIterations(weights);
    this.restoreState(state.map(({ name, tensor }) => ({ name: name.slice(own.length), tensor })));
  }

  /** A name that tells whose state it is, and in which layout. */
  #qualified(name: string): string {
    return `${this.getClassName()}.${stateVersion}/${name}`;
  }

  /** The names that a state's tensors have to have, where these were given. */
  protected stateNames(_given: string[]): string[] {
    return this.stateTensors().map((entry) => entry.name);
  }

  /** The tensors that the next step depends on, beyond the variables: none, unless a subclass says otherwise. */
  protected stateTensors(): NamedTensor[] {
    return [];
  }

  /** Takes back the tensors that {@linkcode stateTensors} named, in its order. */
  protected restoreState(_state: NamedTensor[]): void {}
}

function costOrNull(loss: tf.Scalar, returnCost: boolean): tf.Scalar | null {
  if (returnCost) return loss;
  loss.dispose();
  return null;
}
