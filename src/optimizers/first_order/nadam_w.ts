/**
 * Adam with Nesterov's momentum and weight decay.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { checkOptions, isPositive, isShare, withDefaults } from "../options.ts";
import { VectorOptimizer } from "../vector_optimizer.ts";
import type { Decays, NextStep, StepAt } from "../vector_step.ts";
import { decayed, running, scaledRoot } from "./moments.ts";

/** What {@linkcode nadamW} takes beside the learning rate; each has a default. */
export interface NadamWOptions {
  /** What is kept of the mean gradient. Default 0.9. */
  beta1?: number;
  /** What is kept of the mean square. Default 0.999. */
  beta2?: number;
  /** Added to the root of the mean square. Default 1e-8. */
  epsilon?: number;
  /** How quickly the momentum warms up (psi). Default 0.004. */
  momentumDecay?: number;
  /** Weight decay, times the learning rate. Default 0.01. */
  weightDecay?: number;
  /** Whether the decay is added to the gradient instead, as in NAdam. Default false. */
  coupled?: boolean;
  /** Default `all`. */
  decays?: Decays;
}

const defaults: Required<NadamWOptions> & { learningRate: number } = {
  learningRate: 2e-3,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  momentumDecay: 0.004,
  weightDecay: 0.01,
  coupled: false,
  decays: "all",
};

/** The optimizer that {@linkcode nadamW} makes. */
export class NadamWOptimizer
  extends VectorOptimizer<Required<NadamWOptions> & { learningRate: number }> {
  /** The name under which it is serialised. */
  static readonly className = "NadamW";

  /** See {@linkcode nadamW}. */
  constructor(options: NadamWOptions & { learningRate?: number } = {}) {
    super(withDefaults(defaults, options));
    const { learningRate, epsilon, beta1, beta2, weightDecay, momentumDecay } = this.options;
    checkOptions("NadamW", isPositive, { learningRate, epsilon });
    checkOptions("NadamW", isShare, { beta1, beta2, weightDecay, momentumDecay });
  }

  /** w <- w - r ((1 - mu) g / (1 - P) + mu' m / (1 - P mu')) / (sqrt(v / (1 - b2^t)) + epsilon), with P the product of mu so far and mu' the next. */
  protected override update({ w, g, t, decaying, vectors }: StepAt): NextStep {
    const { learningRate, beta1, beta2, epsilon, weightDecay, coupled } = this.options;
    const slope = coupled && weightDecay ? tf.add(g, tf.mul(decaying(w), weightDecay)) : g;
    const kept = coupled ? w : decayed(w, decaying(w), learningRate * weightDecay);
    const m = running(vectors.m, beta1, slope);
    const v = running(vectors.v, beta2, tf.square(slope));
    const [mu, next] = [this.#momentum(t), this.#momentum(t + 1)];
    const product = this.#product(t);
    const ahead = tf.add(
      tf.mul(slope, learningRate * (1 - mu) / (1 - product)),
      tf.mul(m, learningRate * next / (1 - product * next)),
    );
    const step = tf.div(ahead, scaledRoot(v, 1 - beta2 ** t, epsilon));
    return { w: tf.sub(kept, step), vectors: { m, v } };
  }

  #momentum(t: number): number {
    const { beta1, momentumDecay } = this.options;
    return beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay));
  }

  /** The product of the momenta of the steps so far; beyond some hundreds it is 0. */
  #product(t: number): number {
    let product = 1;
    for (let i = 1; i <= t && product > 1e-20; i++) product *= this.#momentum(i);
    return product;
  }
}
tf.serialization.registerClass(NadamWOptimizer);

/**
 * NAdamW: Adam that looks ahead along its momentum, with decoupled weight decay, as PyTorch has it. Source: Dozat (2016), Incorporating Nesterov
 * momentum into Adam. A step costs one gradient.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { nadamW } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * const optimizer = nadamW(0.1);
 * for (let i = 0; i < 200; i++) optimizer.minimize(() => tf.square(x), false, [x]);
 * console.log(Math.abs(x.dataSync()[0]) < 0.05); // true
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function nadamW(learningRate = 2e-3, options: NadamWOptions = {}): NadamWOptimizer {
  return new NadamWOptimizer({ ...options, learningRate });
}
