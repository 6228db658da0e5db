/**
 * Stochastic gradient descent with momentum.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { checkOptions, isPositive, isShare, withDefaults } from "../options.ts";
import { VectorOptimizer } from "../vector_optimizer.ts";
import type { Decays, NextStep, StepAt } from "../vector_step.ts";

/** What {@linkcode sgd} takes beside the learning rate; each has a default. */
export interface SgdOptions {
  /** What is kept of the last step's velocity. Default 0.9. */
  momentum?: number;
  /** Whether the step looks ahead along the velocity. Default true. */
  nesterov?: boolean;
  /** Weight decay, added to the gradient. Default 0. */
  weightDecay?: number;
  /** Default `all`. */
  decays?: Decays;
}

const defaults: Required<SgdOptions> & { learningRate: number } = {
  learningRate: 0.1,
  momentum: 0.9,
  nesterov: true,
  weightDecay: 0,
  decays: "all",
};

/** The optimizer that {@linkcode sgd} makes. */
export class SgdOptimizer extends VectorOptimizer<Required<SgdOptions> & { learningRate: number }> {
  /** The name under which it is serialised. */
  static readonly className = "SgdMomentum";

  /** See {@linkcode sgd}. */
  constructor(options: SgdOptions & { learningRate?: number } = {}) {
    super(withDefaults(defaults, options));
    const { learningRate, momentum, weightDecay } = this.options;
    checkOptions("SgdMomentum", isPositive, { learningRate });
    checkOptions("SgdMomentum", isShare, { momentum, weightDecay });
  }

  /** v <- momentum v + g; w <- w - learningRate v, or with Nesterov's look ahead, g + momentum v. */
  protected override update({ w, g, decaying, vectors }: StepAt): NextStep {
    const { learningRate, momentum, nesterov, weightDecay } = this.options;
    const slope = weightDecay ? tf.add(g, tf.mul(decaying(w), weightDecay)) : g;
    const v = vectors.v ? tf.add(tf.mul(vectors.v, momentum), slope) : slope;
    const step = nesterov ? tf.add(slope, tf.mul(v, momentum)) : v;
    return { w: tf.sub(w, tf.mul(step, learningRate)), vectors: { v } };
  }
}
tf.serialization.registerClass(SgdOptimizer);

/**
 * Gradient descent with Nesterov's momentum, as PyTorch's SGD has it: v <- m v + g, w <- w - r (g + m v). Source: Sutskever, Martens, Dahl
 * and Hinton (2013), On the importance of initialization and momentum in deep learning. A step costs one gradient.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { sgd } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * sgd(0.25, { momentum: 0.5 }).minimize(() => tf.square(x), false, [x]);
 * x.print(); // 1
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function sgd(learningRate = 0.1, options: SgdOptions = {}): SgdOptimizer {
  return new SgdOptimizer({ ...options, learningRate });
}
