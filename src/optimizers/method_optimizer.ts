/**
 * A method that minimizes, one iteration a step, as a tf.Optimizer.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import type { Method } from "../methods/method.ts";
import type { Objective } from "../objectives/objective.ts";
import { decidesOnDevice } from "../objectives/moves.ts";
import { evaluate } from "./flat.ts";
import { toMemory } from "./memory.ts";
import { iterate, iterateAsync, type StepStart } from "./method_step.ts";
import { RememberingOptimizer } from "./remembering_optimizer.ts";

/**
 * An optimizer whose step is one iteration of a method of `minimize`, on the batch at hand: the gradients that it
 * compares are of one batch. On webgpu, if nothing can be read back inside a synchronous step, a subclass takes it
 * by a walk instead; awaited, it is the method's own everywhere.
 */
export abstract class MethodOptimizer extends RememberingOptimizer {
  readonly #method: Method | undefined;

  /**
   * An optimizer at the start.
   *
   * @param method The method; without it each step is {@linkcode stepByWalk}'s, on every backend.
   * @param remembers What is remembered from step to step, by name.
   */
  constructor(
    method: Method | undefined,
    remembers: readonly string[],
  ) {
    super(remembers);
    this.#method = method;
  }

  /**
   * The same step by a walk, with no value read outside of it: moves the variables, and gives what the next step has to
   * know. Called inside `tf.tidy`.
   */
  protected abstract stepByWalk(objective: Objective, start: StepStart): object;

  /**
   * Takes one step. If loss or gradient are not finite, or the gradient is 0, the variables stay and nothing is
   * learned.
   *
   * @throws {Error} If the state that was restored is of a model with other sizes.
   */
  override step(objective: Objective): tf.Scalar {
    const { loss, state } = tf.tidy(() => {
      const begin = { ...evaluate(objective), memory: this.memory };
      this.checkSizes(begin.gradient[0].size);
      const state = this.#method && !decidesOnDevice()
        ? iterate({ method: this.#method, remembers: this.remembers }, objective, begin)
        : this.stepByWalk(objective, begin);
      return { loss: begin.loss, state: toMemory(state) };
    });
    this.remember(state);
    this.incrementIterations();
    return loss;
  }

  /** The same step, awaited: by the method, on every backend. */
  override async stepAsync(objective: Objective): Promise<tf.Scalar> {
    if (!this.#method) return this.step(objective);
    const { variables } = objective;
    this.checkSizes(variables.reduce((sum, { size }) => sum + size, 0));
    const { loss, state } = await iterateAsync(
      { method: this.#method, remembers: this.remembers },
      objective,
      this.memory,
    );
    if (state) this.remember(tf.tidy(() => toMemory(state)));
    this.incrementIterations();
    return tf.tidy(() => tf.scalar(loss));
  }
}
