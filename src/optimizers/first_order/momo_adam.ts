/**
 * Polyak's step on running means, along Adam's direction.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { checkOption, checkOptions, isPositive, isShare, withDefaults } from "../options.ts";
import { numbersHere } from "../vector_numbers.ts";
import { VectorOptimizer } from "../vector_optimizer.ts";
import type { Decays, NextStep, StepAt } from "../vector_step.ts";
import { modelStep } from "./model_step.ts";
import { running, scaledRoot } from "./moments.ts";

/** What {@linkcode momoAdam} takes; each has a default. */
export interface MomoAdamOptions {
  /** The longest step. Default 0.01. */
  learningRate?: number;
  /** What is kept of the means of losses and gradients. Default 0.9. */
  beta1?: number;
  /** What is kept of the mean square. Default 0.999. */
  beta2?: number;
  /** Added to the root of the mean square. Default 1e-8. */
  epsilon?: number;
  /** What the loss cannot fall below. Default 0, which is right for squared error and cross entropy. */
  lowerBound?: number;
  /** Whether that is raised as the losses show it to be too low. Default false. */
  estimatesBound?: boolean;
  /** Weight decay, as a proximal step. Default 0. */
  weightDecay?: number;
  /** Default `all`. */
  decays?: Decays;
}

const defaults: Required<MomoAdamOptions> = {
  learningRate: 0.01,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  lowerBound: 0,
  estimatesBound: false,
  weightDecay: 0,
  decays: "all",
};

/** The optimizer that {@linkcode momoAdam} makes. */
export class MomoAdamOptimizer extends VectorOptimizer<Required<MomoAdamOptions>> {
  /** The name under which it is serialised. */
  static readonly className = "MomoAdam";
  /** It needs the loss. */
  override readonly takesGradients: boolean = false;

  /** See {@linkcode momoAdam}. */
  constructor(options: MomoAdamOptions = {}) {
    super(withDefaults(defaults, options));
    const { learningRate, lowerBound, weightDecay } = this.options;
    checkOptions("MomoAdam", isPositive, { learningRate, epsilon: this.options.epsilon });
    checkOptions("MomoAdam", isShare, {
      beta1: this.options.beta1,
      beta2: this.options.beta2,
      weightDecay,
    });
    checkOption("MomoAdam", "lowerBound", lowerBound, Number.isFinite, "a finite number. Try 0");
  }

  /** d, h and c are running means of the gradient, the loss and <g, w>; tau = min(rate / rho, max(0, h - rho L + <d, w> - c) / <d, d / D>); w <- w - tau d / D. */
  protected override update({ w, g, loss, t, decaying, vectors, numbers }: StepAt): NextStep {
    const { beta1: beta, beta2, epsilon } = this.options;
    const { add, dot, mul } = numbersHere();
    const slope = dot(g, w);
    const d = running(vectors.d, beta, g);
    const h = add(mul(numbers.h ?? 0, beta), mul(loss, 1 - beta));
    const c = add(mul(numbers.c ?? 0, beta), mul(slope, 1 - beta));
    const v = running(vectors.v, beta2, tf.square(g));
    const direction = tf.div(d, scaledRoot(v, 1 - beta2 ** t, epsilon));
    const rho = 1 - beta ** t;
    const model = { w, decaying, d, direction, h, c, rho, bound: numbers.bound };
    const { w: next, bound } = modelStep(model, this.options);
    return { w: next, vectors: { d, v }, numbers: { h, c, bound } };
  }
}
tf.serialization.registerClass(MomoAdamOptimizer);

/**
 * MoMo-Adam: Adam whose learning rate, given as its upper bound, is Polyak's step on running means: a rate that is too large does little harm. Source: Schaipp, Ohana, Eickenberg, Defazio and Gower (2024), MoMo: momentum models for
 * adaptive learning rates. A step costs one gradient; on webgpu it reads nothing back.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { momoAdam } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * const optimizer = momoAdam({ learningRate: 0.5 });
 * for (let i = 0; i < 100; i++) optimizer.minimize(() => tf.square(x), false, [x]);
 * console.log(Math.abs(x.dataSync()[0]) < 0.1); // true
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function momoAdam(options?: MomoAdamOptions): MomoAdamOptimizer {
  return new MomoAdamOptimizer(options);
}
