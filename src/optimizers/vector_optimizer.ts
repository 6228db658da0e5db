/**
 * Optimizers whose step is a formula of vectors: of the weights, their gradient, and what the last step left.
 *
 * @module
 */
import { connected } from "../calculus/tape.ts";
import { flatten, unflatten } from "../numeric/flat.ts";
import * as tf from "../deps/tf.ts";
import { decidesOnDevice } from "../objectives/moves.ts";
import { movable } from "../objectives/movable.ts";
import type { Objective } from "../objectives/objective.ts";
import { fromMemory, type Memory, toMemory } from "./memory.ts";
import type { NamedTensor } from "./objective_optimizer.ts";
import { RememberingOptimizer } from "./remembering_optimizer.ts";
import {
  type Decays,
  type NextStep,
  type Remembered,
  selected,
  type StepAt,
} from "./vector_step.ts";

/** An optimizer that takes its steps by a formula of vectors. */
export abstract class VectorOptimizer<O extends object> extends RememberingOptimizer {
  /** A step asks for one gradient, unless it says otherwise. */
  protected override readonly asksAgain: boolean = false;
  /** Whether a step needs no more than a gradient, so that clipping and schedules go around it. */
  override readonly takesGradients: boolean = true;

  /** The options, all of them. */
  protected readonly options: O;
  /** The variables that the closure at hand depends on, once it has been called. */
  #reached?: ReadonlySet<tf.Variable>;

  /**
   * An optimizer at the start.
   *
   * @param options All of them.
   */
  constructor(options: O) {
    super(["vectors", "numbers"]);
    this.options = options;
  }

  /** The step: called inside `tf.tidy`; it moves no variable. */
  protected abstract update(at: StepAt): NextStep;

  /** Where the gradient is taken, if that is elsewhere than at the weights. */
  protected trainingPoint(
    _w: tf.Tensor,
    _memory: Remembered,
    _t: number,
  ): tf.Tensor | undefined {
    return undefined;
  }

  /** Takes one step on a closure; what it does not depend on does not decay. */
  override minimize(
    f: () => tf.Scalar,
    returnCost = false,
    varList?: tf.Variable[],
  ): tf.Scalar | null {
    return super.minimize(this.#noting(f, varList), returnCost, varList);
  }

  /** The same step, awaited. */
  override minimizeAsync(
    f: () => tf.Scalar,
    returnCost = false,
    varList?: tf.Variable[],
  ): Promise<tf.Scalar | null> {
    return super.minimizeAsync(this.#noting(f, varList), returnCost, varList);
  }

  #noting(f: () => tf.Scalar, varList?: tf.Variable[]): () => tf.Scalar {
    this.#reached = undefined;
    if (!(this.options as { weightDecay?: number }).weightDecay) return f;
    return () => {
      const loss = f();
      const reached = loss instanceof tf.Tensor && connected(movable(varList), loss);
      if (reached && !this.#reached) this.#reached = new Set(reached);
      return loss;
    };
  }

  /** Takes one step. If the loss is not finite, the variables stay and nothing is learned. */
  override step(objective: Objective): tf.Scalar {
    const { variables } = objective;
    const { loss, memory } = tf.tidy(() => {
      const [w, remembered] = [flatten(variables), this.#remembered()];
      try {
        const there = this.trainingPoint(w, remembered, this.iterations + 1);
        if (there) assign(variables, there);
        const { loss, gradient } = objective.gradient();
        this.checkSizes(w.size);
        const at = { w, g: flatten(gradient), ...remembered, variables, objective };
        const next = this.#next(at, loss);
        if (there || next) assign(variables, next?.w ?? w);
        return { loss, memory: next ? memoryOf(next) : this.memory };
      } catch (error) {
        assign(variables, tf.clone(w));
        throw error;
      }
    });
    this.remember(memory);
    this.incrementIterations();
    return loss;
  }

  /**
   * Takes a step by gradients from outside, as tfjs's own optimizers do.
   *
   * @throws {Error} If the step needs the loss too.
   */
  override applyGradients(gradients: { [name: string]: tf.Tensor } | NamedTensor[]): void {
    if (!this.takesGradients) return super.applyGradients();
    const entries = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    const given = entries.filter(({ tensor }) => tensor != null);
    const variables = given.map(({ name }) => tf.engine().registeredVariables[name]);
    const memory = tf.tidy(() => {
      this.checkSizes(variables.reduce((sum, { size }) => sum + size, 0));
      const [w, g] = [flatten(variables), flatten(given.map(({ tensor }) => tensor))];
      const next = this.#next({ w, g, ...this.#remembered(), variables });
      assign(variables, next!.w);
      return memoryOf(next!);
    });
    this.remember(memory);
    this.incrementIterations();
  }

  /** The step's formula; undefined if the loss is not finite. On the device everything is then selected. */
  #next(at: Omit<StepAt, "loss" | "t" | "decaying">, loss?: tf.Scalar): NextStep | undefined {
    const onDevice = decidesOnDevice();
    const value = loss === undefined ? NaN : onDevice ? loss : loss.dataSync()[0];
    if (loss && typeof value === "number" && !Number.isFinite(value)) return undefined;
    const decaying = this.#decaying(at.variables);
    const next = this.update({ ...at, decaying, loss: value, t: this.iterations + 1 });
    return loss && onDevice ? selected(tf.isFinite(loss), next, at) : next;
  }

  #decaying(variables: readonly tf.Variable[]): StepAt["decaying"] {
    const { decays } = this.options as { decays?: Decays };
    const decay = (v: tf.Variable) =>
      this.#reached?.has(v) !== false && (decays !== "matrices" || v.rank > 1);
    if (variables.every(decay)) return (vector) => vector;
    const mask = flatten(variables.map((v) => decay(v) ? tf.onesLike(v) : tf.zerosLike(v)));
    return (vector) => tf.mul(vector, mask);
  }

  #remembered(): Remembered {
    const { vectors = {}, numbers = {} } = this.memory as unknown as Remembered;
    return {
      vectors,
      numbers: decidesOnDevice() ? numbers : fromMemory(numbers as Memory) as Remembered["numbers"],
    };
  }

  /** The learning rate, if there is one. */
  override get learningRate(): number | undefined {
    return (this.options as { learningRate?: number }).learningRate;
  }

  /** @throws {Error} If there is none. */
  override set learningRate(learningRate: number) {
    const options = this.options as { learningRate?: number };
    if (options.learningRate === undefined) super.learningRate = learningRate;
    options.learningRate = learningRate;
  }

  /** The configuration, from which the optimizer can be made again. */
  override getConfig(): tf.serialization.ConfigDict {
    return { ...this.options } as tf.serialization.ConfigDict;
  }
}

function memoryOf({ vectors = {}, numbers = {} }: NextStep): { [key: string]: Memory } {
  return toMemory({ vectors, numbers });
}

function assign(variables: readonly tf.Variable[], w: tf.Tensor): void {
  unflatten(w as tf.Tensor1D, variables).forEach((tensor, i) => variables[i].assign(tensor));
}
