/**
 * Polyak's step on running means of losses and gradients.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { checkOption, checkOptions, isPositive, isShare, withDefaults } from "../options.ts";
import { numbersHere } from "../vector_numbers.ts";
import { VectorOptimizer } from "../vector_optimizer.ts";
import type { Decays, NextStep, StepAt } from "../vector_step.ts";
import { modelStep } from "./model_step.ts";
import { running } from "./moments.ts";

/** What {@linkcode momo} takes; each has a default. */
export interface MomoOptions {
  /** The longest step. Default 1. */
  learningRate?: number;
  /** What is kept of the means of losses and gradients. Default 0.9. */
  beta?: number;
  /** Whether means that begin at 0 are corrected; else they begin at the first values. Default false. */
  biasCorrection?: boolean;
  /** What the loss cannot fall below. Default 0, which is right for squared error and cross entropy. */
  lowerBound?: number;
  /** Whether that is raised as the losses show it to be too low. Default false. */
  estimatesBound?: boolean;
  /** Weight decay, as a proximal step. Default 0. */
  weightDecay?: number;
  /** Default `all`. */
  decays?: Decays;
}

const defaults: Required<MomoOptions> = {
  learningRate: 1,
  beta: 0.9,
  biasCorrection: false,
  lowerBound: 0,
  estimatesBound: false,
  weightDecay: 0,
  decays: "all",
};

/** The optimizer that {@linkcode momo} makes. */
export class MomoOptimizer extends VectorOptimizer<Required<MomoOptions>> {
  /** The name under which it is serialised. */
  static readonly className = "Momo";
  /** It needs the loss. */
  override readonly takesGradients: boolean = false;

  /** See {@linkcode momo}. */
  constructor(options: MomoOptions = {}) {
    super(withDefaults(defaults, options));
    const { learningRate, lowerBound, weightDecay } = this.options;
    checkOptions("Momo", isPositive, { learningRate });
    checkOptions("Momo", isShare, { beta: this.options.beta, weightDecay });
    checkOption("Momo", "lowerBound", lowerBound, Number.isFinite, "a finite number. Try 0");
  }

  /** d, h and c are running means of the gradient, the loss and <g, w>; tau = min(rate / rho, max(0, h - rho L + <d, w> - c) / |d|^2); w <- w - tau d. */
  protected override update({ w, g, loss, t, decaying, vectors, numbers }: StepAt): NextStep {
    const { beta, biasCorrection } = this.options;
    const { add, dot, mul } = numbersHere();
    const slope = dot(g, w);
    const begins = biasCorrection ? { h: 0, c: 0 } : { h: loss, c: slope };
    const d = vectors.d || biasCorrection ? running(vectors.d, beta, g) : g;
    const h = add(mul(numbers.h ?? begins.h, beta), mul(loss, 1 - beta));
    const c = add(mul(numbers.c ?? begins.c, beta), mul(slope, 1 - beta));
    const rho = biasCorrection ? 1 - beta ** t : 1;
    const model = { w, decaying, d, direction: d, h, c, rho, bound: numbers.bound };
    const { w: next, bound } = modelStep(model, this.options);
    return { w: next, vectors: { d }, numbers: { h, c, bound } };
  }
}
tf.serialization.registerClass(MomoOptimizer);

/**
 * MoMo: momentum whose step, up to the learning rate, is Polyak's on running means of the losses and gradients, so that a rate that is too large does little harm. Source: Schaipp, Ohana, Eickenberg, Defazio and Gower (2024), MoMo: momentum models for
 * adaptive learning rates. A step costs one gradient; on webgpu it reads nothing back.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { momo } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * const optimizer = momo();
 * for (let i = 0; i < 100; i++) optimizer.minimize(() => tf.square(x), false, [x]);
 * console.log(Math.abs(x.dataSync()[0]) < 0.2); // true
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function momo(options?: MomoOptions): MomoOptimizer {
  return new MomoOptimizer(options);
}
