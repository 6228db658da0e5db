/**
 * Adam with decoupled weight decay.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { checkOptions, isPositive, isShare, withDefaults } from "../options.ts";
import { VectorOptimizer } from "../vector_optimizer.ts";
import type { Decays, NextStep, StepAt } from "../vector_step.ts";
import { decayed, running, scaledRoot } from "./moments.ts";

/** What {@linkcode adamW} takes beside the learning rate; each has a default. */
export interface AdamWOptions {
  /** What is kept of the mean gradient. Default 0.9. */
  beta1?: number;
  /** What is kept of the mean square. Default 0.999. */
  beta2?: number;
  /** Added to the root of the mean square. Default 1e-8. */
  epsilon?: number;
  /** Weight decay, times the learning rate. Default 0.01. */
  weightDecay?: number;
  /** Default `all`. */
  decays?: Decays;
}

const defaults: Required<AdamWOptions> & { learningRate: number } = {
  learningRate: 1e-3,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.01,
  decays: "all",
};

/** The optimizer that {@linkcode adamW} makes. */
export class AdamWOptimizer
  extends VectorOptimizer<Required<AdamWOptions> & { learningRate: number }> {
  /** The name under which it is serialised. */
  static readonly className = "AdamW";

  /** See {@linkcode adamW}. */
  constructor(options: AdamWOptions & { learningRate?: number } = {}) {
    super(withDefaults(defaults, options));
    const { learningRate, epsilon, beta1, beta2, weightDecay } = this.options;
    checkOptions("AdamW", isPositive, { learningRate, epsilon });
    checkOptions("AdamW", isShare, { beta1, beta2, weightDecay });
  }

  /** w <- (1 - r decay) w - r (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon). */
  protected override update({ w, g, t, decaying, vectors }: StepAt): NextStep {
    const { learningRate, beta1, beta2, epsilon, weightDecay } = this.options;
    const m = running(vectors.m, beta1, g);
    const v = running(vectors.v, beta2, tf.square(g));
    const root = scaledRoot(v, 1 - beta2 ** t, epsilon);
    const step = tf.mul(tf.div(m, root), learningRate / (1 - beta1 ** t));
    return {
      w: tf.sub(decayed(w, decaying(w), learningRate * weightDecay), step),
      vectors: { m, v },
    };
  }
}
tf.serialization.registerClass(AdamWOptimizer);

/**
 * AdamW as PyTorch has it. Source: Loshchilov and Hutter (2019), Decoupled weight decay regularization; with the learning rate as a factor of the
 * decay. A step costs one gradient.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { adamW } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * adamW(0.5, { weightDecay: 0 }).minimize(() => tf.square(x), false, [x]);
 * x.print(); // 3.5
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function adamW(learningRate = 1e-3, options: AdamWOptions = {}): AdamWOptimizer {
  return new AdamWOptimizer({ ...options, learningRate });
}
