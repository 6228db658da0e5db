/**
 * An exponential average of the weights, around any optimizer.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { movable } from "../../objectives/movable.ts";
import type { Objective } from "../../objectives/objective.ts";
import type { ObjectiveOptimizer } from "../objective_optimizer.ts";
import { checkOption, isFraction } from "../options.ts";
import { RememberingWrapper } from "./remembering_wrapper.ts";
import { innerFromConfig } from "./wrapping_optimizer.ts";

/** The optimizer that {@linkcode exponentialAverage} makes. */
export class ExponentialAverageOptimizer extends RememberingWrapper {
  /** The name under which it is serialised. */
  static readonly className = "ExponentialAverage";

  readonly #decay: number;

  /** See {@linkcode exponentialAverage}. */
  constructor(optimizer: tf.Optimizer, decay = 0.999) {
    super(optimizer);
    this.#decay = decay;
    checkOption("ExponentialAverage", "decay", decay, isFraction, "between 0 and 1. Try 0.999");
  }

  /** A step of the optimizer inside from where its last one ended; the variables are then the average. */
  override minimize(
    f: () => tf.Scalar,
    returnCost = false,
    varList?: tf.Variable[],
  ): tf.Scalar | null {
    return this.#around(movable(varList), () => this.inner.minimize(f, returnCost, varList));
  }

  /** The same step, awaited. */
  override async minimizeAsync(
    f: () => tf.Scalar,
    returnCost = false,
    varList?: tf.Variable[],
  ): Promise<tf.Scalar | null> {
    const variables = movable(varList);
    const inner = this.inner as ObjectiveOptimizer;
    if (!inner.minimizeAsync) return this.minimize(f, returnCost, varList);
    const average = this.#begin(variables);
    try {
      const cost = await inner.minimizeAsync(f, returnCost, varList);
      this.#end(variables, average);
      return cost;
    } catch (error) {
      this.#takeBack(variables, average);
      throw error;
    }
  }

  /** Takes a step on an objective. */
  override step(objective: Objective): tf.Scalar {
    return this.#around(objective.variables, () => {
      const inner = this.inner as ObjectiveOptimizer;
      if (inner.step) return inner.step(objective);
      return super.step(objective);
    });
  }

  #around<T>(variables: readonly tf.Variable[], step: () => T): T {
    const average = this.#begin(variables);
    try {
      const result = step();
      this.#end(variables, average);
      return result;
    } catch (error) {
      this.#takeBack(variables, average);
      throw error;
    }
  }

  /** A step that threw leaves the average where it was. */
  #takeBack(variables: readonly tf.Variable[], average: tf.Tensor[]): void {
    variables.forEach((variable, i) => variable.assign(average[i]));
    tf.dispose(average);
  }

  /** Puts the weights of the last step into the variables, and gives the average. With other variables averaging begins anew. */
  #begin(variables: readonly tf.Variable[]): tf.Tensor[] {
    const average = variables.map((variable) => variable.clone());
    const shapes = (tensors: readonly tf.Tensor[]) =>
      tensors.map(({ shape }) => `[${shape}]`).join();
    if (shapes(this.own) === shapes(variables)) {
      tf.tidy(() => this.own.forEach((tensor, i) => variables[i].assign(tensor.clone())));
    }
    return average;
  }

  #end(variables: readonly tf.Variable[], average: tf.Tensor[]): void {
    this.remember(variables.map((variable) => variable.clone()));
    tf.tidy(() =>
      variables.forEach((variable, i) => {
        const kept = tf.mul(average[i], this.#decay);
        variable.assign(tf.add(kept, tf.mul(variable, 1 - this.#decay)));
      })
    );
    tf.dispose(average);
  }

  /** The configuration, from which {@linkcode fromConfig} makes the optimizer again. */
  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), decay: this.#decay };
  }

  /** Makes the optimizer from its configuration. */
  static override fromConfig<T extends tf.serialization.Serializable>(
    constructor: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new constructor(innerFromConfig(config), config.decay);
  }
}
tf.serialization.registerClass(ExponentialAverageOptimizer);

/**
 * Averages the weights: average <- decay average + (1 - decay) w after each step of another optimizer. The variables hold the average whenever no step is under way, so that `evaluate`, `predict`
 * and `save` use it without a switch; the other optimizer goes on from its own weights. Source: Polyak and Juditsky (1992), Acceleration of stochastic approximation by averaging. A step costs what the other
 * one's costs, and two operations a variable.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { exponentialAverage } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * const optimizer = exponentialAverage(tf.train.sgd(0.25), 0.5);
 * optimizer.minimize(() => tf.square(x), false, [x]);
 * x.print(); // 3
 * ```
 * @param optimizer One of tf.train's, or of this suite's, or a wrapped one.
 * @param decay Between 0 and 1: about 1 / (1 - decay) steps are averaged.
 * @throws {RangeError} If the decay is out of its range.
 */
export function exponentialAverage(
  optimizer: tf.Optimizer,
  decay = 0.999,
): ExponentialAverageOptimizer {
  return new ExponentialAverageOptimizer(optimizer, decay);
}
