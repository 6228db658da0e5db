/**
 * Schedule-free AdamW.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { checkOption, checkOptions, isPositive, isShare, withDefaults } from "../options.ts";
import { VectorOptimizer } from "../vector_optimizer.ts";
import type { Decays, NextStep, Remembered, StepAt } from "../vector_step.ts";
import {
  averageDefaults,
  type AverageOptions,
  averageShare,
  checkAverage,
} from "./average_share.ts";
import { mix } from "./averaging.ts";
import { running, scaledRoot } from "./moments.ts";

/** What {@linkcode scheduleFreeAdamW} takes beside the learning rate; each has a default. */
export interface ScheduleFreeAdamWOptions extends AverageOptions {
  /** How far from the newest point towards the average the gradient is taken. Default 0.9. */
  beta?: number;
  /** What is kept of the mean square. Default 0.999. */
  beta2?: number;
  /** Added to the root of the mean square. Default 1e-8. */
  epsilon?: number;
  /** What is kept of a mean gradient, in the place of the gradient. Default 0: none. */
  innerMomentum?: number;
  /** Weight decay at the point of the gradient, times the learning rate. Default 0. */
  weightDecay?: number;
  /** Default `all`. */
  decays?: Decays;
}

const defaults: Required<ScheduleFreeAdamWOptions> & { learningRate: number } = {
  learningRate: 0.0025,
  beta: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  innerMomentum: 0,
  weightDecay: 0,
  decays: "all",
  ...averageDefaults,
};

/** The optimizer that {@linkcode scheduleFreeAdamW} makes. */
export class ScheduleFreeAdamWOptimizer
  extends VectorOptimizer<Required<ScheduleFreeAdamWOptions> & { learningRate: number }> {
  /** The name under which it is serialised. */
  static readonly className = "ScheduleFreeAdamW";
  /** Its gradient is taken elsewhere than at the weights. */
  override readonly takesGradients: boolean = false;

  /** See {@linkcode scheduleFreeAdamW}. */
  constructor(options: ScheduleFreeAdamWOptions & { learningRate?: number } = {}) {
    super(withDefaults(defaults, options));
    const { learningRate, beta, beta2, epsilon, innerMomentum, weightDecay } = this.options;
    const name = "ScheduleFreeAdamW";
    checkOptions(name, isPositive, { learningRate, epsilon });
    checkOptions(name, isShare, { beta2, innerMomentum, weightDecay });
    checkOption(name, "beta", beta, (b) => b > 0 && b <= 1, "above 0, at most 1. Try 0.9");
    checkAverage(name, this.options);
  }

  /** y = beta x + (1 - beta) z. */
  protected override trainingPoint(x: tf.Tensor, { vectors }: Remembered): tf.Tensor | undefined {
    return vectors.z && mix(x, vectors.z, this.options.beta);
  }

  /** z <- z - r (g / (sqrt(v / (1 - b2^t)) + epsilon) + decay y); x <- (1 - c) x + c z. */
  protected override update({ w: x, g, t, decaying, vectors, numbers }: StepAt): NextStep {
    const { beta, beta2, epsilon, innerMomentum, weightDecay } = this.options;
    const { rate, share, ...averaged } = averageShare(this.options, t, numbers);
    const z = vectors.z ?? tf.clone(x);
    const v = running(vectors.v, beta2, tf.square(g));
    const m = innerMomentum ? running(vectors.m, innerMomentum, g) : undefined;
    const mean = m ? tf.div(m, 1 - innerMomentum ** t) : g;
    const step = tf.div(mean, scaledRoot(v, 1 - beta2 ** t, epsilon));
    const y = decaying(mix(x, z, beta));
    const whole = weightDecay ? tf.add(step, tf.mul(y, weightDecay)) : step;
    const next = tf.sub(z, tf.mul(whole, rate));
    return {
      w: mix(next, x, share),
      vectors: { z: next, v, ...(m ? { m } : {}) },
      numbers: averaged,
    };
  }
}
tf.serialization.registerClass(ScheduleFreeAdamWOptimizer);

/**
 * Schedule-Free AdamW: z takes Adam's steps without momentum, x is their average, and gradients are taken at y between the two; no learning rate schedule is needed. It won
 * AlgoPerf's self-tuning track in 2024.
 * The variables hold the average x whenever no step is under way, so that `evaluate`, `predict` and `save` use it without a switch; a step takes its gradient
 * at y, and the loss that it returns is the one there. Source: Defazio, Yang, Mehta, Mishchenko, Khaled and Cutkosky (2024), The road less scheduled. A step costs one gradient.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { scheduleFreeAdamW } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * const optimizer = scheduleFreeAdamW(0.5);
 * for (let i = 0; i < 100; i++) optimizer.minimize(() => tf.square(x), false, [x]);
 * console.log(Math.abs(x.dataSync()[0]) < 0.3); // true
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function scheduleFreeAdamW(
  learningRate = 0.0025,
  options: ScheduleFreeAdamWOptions = {},
): ScheduleFreeAdamWOptimizer {
  return new ScheduleFreeAdamWOptimizer({ ...options, learningRate });
}
