/**
 * A learning rate that changes with the step, for any optimizer that has one.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { setLearningRate } from "./learning_rate.ts";
import { learningRateAt } from "./learning_rate_at.ts";
import type { Schedule } from "./schedule.ts";
import {
  checkTakesGradients,
  type Gradients,
  innerFromConfig,
  WrappingOptimizer,
} from "./wrapping_optimizer.ts";

/** The optimizer that {@linkcode learningRateSchedule} makes. */
export class LearningRateScheduleOptimizer extends WrappingOptimizer {
  /** The name under which it is serialised. */
  static readonly className = "LearningRateSchedule";

  readonly #schedule: Schedule;

  /** See {@linkcode learningRateSchedule}. */
  constructor(optimizer: tf.Optimizer, schedule: Schedule) {
    checkTakesGradients("schedule the learning rate of", optimizer);
    learningRateAt(schedule, 0);
    super(optimizer);
    this.#schedule = schedule;
  }

  /** The learning rate of the next step. */
  override get learningRate(): number {
    return learningRateAt(this.#schedule, this.iterations);
  }

  /** @throws {Error} Always: the schedule decides. */
  override set learningRate(_learningRate: number) {
    throw new Error(
      "Cannot set the learning rate of LearningRateSchedule: its schedule decides. Make another one with another schedule.",
    );
  }

  /** Sets the learning rate, and hands the gradients on. */
  override applyGradients(gradients: Gradients): void {
    setLearningRate(this.inner, this.learningRate);
    super.applyGradients(gradients);
  }

  /** The configuration, from which {@linkcode fromConfig} makes the optimizer again. */
  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), schedule: { ...this.#schedule } };
  }

  /** Makes the optimizer from its configuration. */
  static override fromConfig<T extends tf.serialization.Serializable>(
    constructor: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new constructor(innerFromConfig(config), config.schedule);
  }
}
tf.serialization.registerClass(LearningRateScheduleOptimizer);

/**
 * Sets another optimizer's learning rate before each step, whatever it was made with: at step k, counted from 0,
 * to what the schedule says. A resumed run goes on with the step it was saved at.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { cosineDecay, decoupledWeightDecay, learningRateSchedule, useBackend, warmUp } from "./mod.ts";
 *
 * await useBackend("cpu");
 * // AdamW with a warm-up and a cosine.
 * const schedule = warmUp(100, cosineDecay(1e-3, 0, 10_000));
 * const optimizer = decoupledWeightDecay(learningRateSchedule(tf.train.adam(), schedule), 0.01);
 * console.log(optimizer.learningRate); // 0.00001
 * ```
 * @param optimizer One of tf.train's, or a wrapped one.
 * @param schedule Made by constantRate, stepDecay, exponentialDecay, linearDecay, cosineDecay or warmUp.
 * @throws {Error} If the optimizer decides its own step size, as this suite's do.
 */
export function learningRateSchedule(
  optimizer: tf.Optimizer,
  schedule: Schedule,
): LearningRateScheduleOptimizer {
  return new LearningRateScheduleOptimizer(optimizer, schedule);
}
