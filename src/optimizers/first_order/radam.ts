/**
 * Adam whose first steps are rectified.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { checkOptions, isPositive, isShare, withDefaults } from "../options.ts";
import { VectorOptimizer } from "../vector_optimizer.ts";
import type { Decays, NextStep, StepAt } from "../vector_step.ts";
import { running } from "./moments.ts";

/** What {@linkcode radam} takes beside the learning rate; each has a default. */
export interface RadamOptions {
  /** What is kept of the mean gradient. Default 0.9. */
  beta1?: number;
  /** What is kept of the mean square. Default 0.999. */
  beta2?: number;
  /** Added to the root of the mean square. Default 1e-8. */
  epsilon?: number;
  /** Weight decay, added to the gradient. Default 0. */
  weightDecay?: number;
  /** Default `all`. */
  decays?: Decays;
}

const defaults: Required<RadamOptions> & { learningRate: number } = {
  learningRate: 1e-3,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
  decays: "all",
};

/** From here on the mean square is known well enough to divide by. PyTorch's; the paper has 4. */
const leastSamples = 5;

/** The optimizer that {@linkcode radam} makes. */
export class RadamOptimizer
  extends VectorOptimizer<Required<RadamOptions> & { learningRate: number }> {
  /** The name under which it is serialised. */
  static readonly className = "RAdam";

  /** See {@linkcode radam}. */
  constructor(options: RadamOptions & { learningRate?: number } = {}) {
    super(withDefaults(defaults, options));
    const { learningRate, epsilon, beta1, beta2, weightDecay } = this.options;
    checkOptions("RAdam", isPositive, { learningRate, epsilon });
    checkOptions("RAdam", isShare, { beta1, beta2, weightDecay });
  }

  /** Adam's step, shortened by how little its mean square is known; momentum alone as long as that is next to nothing. */
  protected override update({ w, g, t, decaying, vectors }: StepAt): NextStep {
    const { learningRate, beta1, beta2, epsilon, weightDecay } = this.options;
    const slope = weightDecay ? tf.add(g, tf.mul(decaying(w), weightDecay)) : g;
    const m = running(vectors.m, beta1, slope);
    const v = running(vectors.v, beta2, tf.square(slope));
    const rho = 2 / (1 - beta2) - 1;
    const samples = rho - 2 * t * beta2 ** t / (1 - beta2 ** t);
    const rate = learningRate / (1 - beta1 ** t);
    if (samples <= leastSamples) {
      return { w: tf.sub(w, tf.mul(m, rate)), vectors: { m, v } };
    }
    const rectified = (samples - 4) * (samples - 2) * rho / ((rho - 4) * (rho - 2) * samples);
    const factor = rate * Math.sqrt(rectified * (1 - beta2 ** t));
    const step = tf.mul(tf.div(m, tf.add(tf.sqrt(v), epsilon)), factor);
    return { w: tf.sub(w, step), vectors: { m, v } };
  }
}
tf.serialization.registerClass(RadamOptimizer);

/**
 * Rectified Adam: no warm-up needed. Source: Liu, Jiang, He, Chen, Liu, Gao and Han (2020), On the variance of the adaptive learning rate and beyond. A step
 * costs one gradient.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { radam } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * radam(0.25).minimize(() => tf.square(x), false, [x]);
 * x.print(); // 2
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function radam(learningRate = 1e-3, options: RadamOptions = {}): RadamOptimizer {
  return new RadamOptimizer({ ...options, learningRate });
}
