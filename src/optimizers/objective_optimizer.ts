/**
 * What every optimizer of this suite shares: a tf.Optimizer whose step asks an objective.
 *
 * @module
 */
import { closureObjective } from "../objectives/closure.ts";
import * as tf from "../deps/tf.ts";
import type { Objective } from "../objectives/objective.ts";
import { decidesOnDevice } from "../objectives/moves.ts";
import { type Repeatable, repeatable } from "../objectives/repeatable.ts";
import { warnIfOther } from "./same_loss.ts";

/** From weights of 0 every batch may have the same loss: so the second step looks too. */
const firstLooks = 2;
/** The layout of the optimizers' states. */
const stateVersion = 1;

/** A tensor of an optimizer's saved state, with its name. */
export type NamedTensor = Awaited<ReturnType<tf.Optimizer["getWeights"]>>[number];

/**
 * A tf.Optimizer that takes its steps by asking an {@linkcode Objective}. `minimize`, which `tf.LayersModel.fit` calls,
 * makes an objective of the closure it is given.
 */
export abstract class ObjectiveOptimizer extends tf.Optimizer {
  #looksLeft = firstLooks;

  /** Whether a step asks for more than one loss and gradient. */
  protected readonly asksAgain: boolean = true;

  /** Whether gradients alone are enough for a step, so that they may be clipped on the way. */
  readonly takesGradients: boolean = false;

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
   * (dropout masks) as the first time: draw the batch before, not in it. On cpu and wasm the first two steps look
   * whether f gives the same loss twice, by one forward pass more each, and warn if it does not.
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
    const loss = this.#repeatable(f);
    try {
      return costOrNull(this.step(closureObjective(loss, varList)), returnCost);
    } finally {
      loss.end();
    }
  }

  /** The same step on a closure, awaited: what {@linkcode minimize} does, on every backend, webgpu too. */
  async minimizeAsync(
    f: () => tf.Scalar,
    returnCost = false,
    varList?: tf.Variable[],
  ): Promise<tf.Scalar | null> {
    const loss = this.#repeatable(f);
    try {
      return costOrNull(await this.stepAsync(closureObjective(loss, varList)), returnCost);
    } finally {
      loss.end();
    }
  }

  /** The loss, to be asked as often as the step likes; the first steps look whether it can be. */
  #repeatable(f: () => tf.Scalar): Repeatable<tf.Scalar> {
    if (!this.asksAgain || this.#looksLeft === 0 || decidesOnDevice()) return repeatable(f);
    this.#looksLeft--;
    return repeatable(f, (first, again) => {
      if (warnIfOther(this, first, again)) this.#looksLeft = 0;
    });
  }

  /**
   * Not supported, unless a subclass takes gradients: a gradient alone does not say how far to go.
   *
   * @throws {Error} If it does not.
   */
  override applyGradients(_gradients?: { [name: string]: tf.Tensor } | NamedTensor[]): void {
    throw new Error(
      `Cannot apply gradients: ${this.getClassName()} also needs the loss. Call minimize(f) or step(objective) instead.`,
    );
  }

  /** The learning rate; undefined if the optimizer decides its step size without one. */
  get learningRate(): number | undefined {
    return undefined;
  }

  /** @throws {Error} If the optimizer decides its step size without one. */
  set learningRate(_learningRate: number) {
    throw new Error(
      `Cannot set a learning rate: ${this.getClassName()} decides its own step size, and has none.`,
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
