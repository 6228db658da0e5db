/**
 * Schedule-free gradient descent.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { checkOption, checkOptions, isPositive, isShare, withDefaults } from "../options.ts";
import { VectorOptimizer } from "../vector_optimizer.ts";
import type { Decays, NextStep, Remembered, StepAt } from "../vector_step.ts";
import { mix } from "./averaging.ts";
import {
  averageDefaults,
  type AverageOptions,
  averageShare,
  checkAverage,
} from "./average_share.ts";

/** What {@linkcode scheduleFreeSgd} takes beside the learning rate; each has a default. */
export interface ScheduleFreeSgdOptions extends AverageOptions {
  /** How far from the newest point towards the average the gradient is taken. Default 0.9. */
  beta?: number;
  /** Weight decay at the point of the gradient, times the learning rate. Default 0. */
  weightDecay?: number;
  /** Default `all`. */
  decays?: Decays;
}

const defaults: Required<ScheduleFreeSgdOptions> & { learningRate: number } = {
  learningRate: 1,
  beta: 0.9,
  weightDecay: 0,
  decays: "all",
  ...averageDefaults,
};

/** The optimizer that {@linkcode scheduleFreeSgd} makes. */
export class ScheduleFreeSgdOptimizer
  extends VectorOptimizer<Required<ScheduleFreeSgdOptions> & { learningRate: number }> {
  /** The name under which it is serialised. */
  static readonly className = "ScheduleFreeSgd";
  /** Its gradient is taken elsewhere than at the weights. */
  override readonly takesGradients: boolean = false;

  /** See {@linkcode scheduleFreeSgd}. */
  constructor(options: ScheduleFreeSgdOptions & { learningRate?: number } = {}) {
    super(withDefaults(defaults, options));
    const { learningRate, beta, weightDecay } = this.options;
    checkOptions("ScheduleFreeSgd", isPositive, { learningRate });
    checkOptions("ScheduleFreeSgd", isShare, { weightDecay });
    checkOption(
      "ScheduleFreeSgd",
      "beta",
      beta,
      (b) => b > 0 && b <= 1,
      "above 0, at most 1. Try 0.9",
    );
    checkAverage("ScheduleFreeSgd", this.options);
  }

  /** y = beta x + (1 - beta) z. */
  protected override trainingPoint(x: tf.Tensor, { vectors }: Remembered): tf.Tensor | undefined {
    return vectors.z && mix(x, vectors.z, this.options.beta);
  }

  /** z <- z - r (g + decay y); x <- (1 - c) x + c z. */
  protected override update({ w: x, g, t, vectors, numbers, decaying }: StepAt): NextStep {
    const { beta, weightDecay } = this.options;
    const { rate, share, ...averaged } = averageShare(this.options, t, numbers);
    const z = vectors.z ?? tf.clone(x);
    const y = decaying(mix(x, z, beta));
    const slope = weightDecay ? tf.add(g, tf.mul(y, weightDecay)) : g;
    const next = tf.sub(z, tf.mul(slope, rate));
    return { w: mix(next, x, share), vectors: { z: next }, numbers: averaged };
  }
}
tf.serialization.registerClass(ScheduleFreeSgdOptimizer);

/**
 * Schedule-Free SGD: z takes the steps, x is their average, and gradients are taken at y between the two; no learning rate schedule is needed.
 * The variables hold the average x whenever no step is under way, so that `evaluate`, `predict` and `save` use it without a switch; a step takes its gradient
 * at y, and the loss that it returns is the one there. Source: Defazio, Yang, Mehta, Mishchenko, Khaled and Cutkosky (2024), The road less scheduled. A step costs one gradient.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { scheduleFreeSgd } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * const optimizer = scheduleFreeSgd(0.5);
 * for (let i = 0; i < 50; i++) optimizer.minimize(() => tf.square(x), false, [x]);
 * console.log(Math.abs(x.dataSync()[0]) < 0.2); // true
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function scheduleFreeSgd(
  learningRate = 1,
  options: ScheduleFreeSgdOptions = {},
): ScheduleFreeSgdOptimizer {
  return new ScheduleFreeSgdOptimizer({ ...options, learningRate });
}
