/**
 * Steps by the sign of the momentum.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { checkOptions, isPositive, isShare, withDefaults } from "../options.ts";
import { VectorOptimizer } from "../vector_optimizer.ts";
import type { Decays, NextStep, StepAt } from "../vector_step.ts";
import { decayed, running } from "./moments.ts";

/** What {@linkcode lion} takes beside the learning rate; each has a default. */
export interface LionOptions {
  /** What of the momentum decides the sign. Default 0.9. */
  beta1?: number;
  /** What is kept of the momentum. Default 0.99. */
  beta2?: number;
  /** Weight decay, times the learning rate. Default 0. */
  weightDecay?: number;
  /** Default `all`. */
  decays?: Decays;
}

const defaults: Required<LionOptions> & { learningRate: number } = {
  learningRate: 1e-4,
  beta1: 0.9,
  beta2: 0.99,
  weightDecay: 0,
  decays: "all",
};

/** The optimizer that {@linkcode lion} makes. */
export class LionOptimizer
  extends VectorOptimizer<Required<LionOptions> & { learningRate: number }> {
  /** The name under which it is serialised. */
  static readonly className = "Lion";

  /** See {@linkcode lion}. */
  constructor(options: LionOptions & { learningRate?: number } = {}) {
    super(withDefaults(defaults, options));
    const { learningRate, beta1, beta2, weightDecay } = this.options;
    checkOptions("Lion", isPositive, { learningRate });
    checkOptions("Lion", isShare, { beta1, beta2, weightDecay });
  }

  /** w <- (1 - r decay) w - r sign(b1 m + (1 - b1) g); m <- b2 m + (1 - b2) g. */
  protected override update({ w, g, decaying, vectors }: StepAt): NextStep {
    const { learningRate, beta1, beta2, weightDecay } = this.options;
    const step = tf.mul(tf.sign(running(vectors.m, beta1, g)), learningRate);
    const kept = decayed(w, decaying(w), learningRate * weightDecay);
    return { w: tf.sub(kept, step), vectors: { m: running(vectors.m, beta2, g) } };
  }
}
tf.serialization.registerClass(LionOptimizer);

/**
 * Lion: every weight moves by the learning rate, in the direction of the momentum's sign. Rates are three to ten times smaller than Adam's, decays as much
 * larger. Source: Chen et al. (2023), Symbolic discovery of optimization algorithms. A step costs one gradient.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { lion } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * lion(0.5).minimize(() => tf.square(x), false, [x]);
 * x.print(); // 3.5
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function lion(learningRate = 1e-4, options: LionOptions = {}): LionOptimizer {
  return new LionOptimizer({ ...options, learningRate });
}
