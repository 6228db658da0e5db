/**
 * Adam with an estimate of the distance to the solution in place of a learning rate.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { checkOptions, isPositive, isShare, withDefaults } from "../options.ts";
import { numbersHere } from "../vector_numbers.ts";
import { VectorOptimizer } from "../vector_optimizer.ts";
import type { Decays, NextStep, StepAt } from "../vector_step.ts";

/** What {@linkcode prodigy} takes; each has a default. */
export interface ProdigyOptions {
  /** A factor of the step. Default 1. */
  learningRate?: number;
  /** What is kept of the mean gradient. Default 0.9. */
  beta1?: number;
  /** What is kept of the mean square. Default 0.999. */
  beta2?: number;
  /** Added to the root of the mean square, times the distance. Default 1e-8. */
  epsilon?: number;
  /** The first estimate of the distance: better too small. Default 1e-6. */
  firstDistance?: number;
  /** A factor of the estimates: above 1 for longer steps. Default 1. */
  distanceFactor?: number;
  /** The largest factor from step to step. Default Infinity. */
  growth?: number;
  /** Whether Adam's bias correction is made. Default false. */
  biasCorrection?: boolean;
  /** Whether a warm-up of the learning rate leaves the estimate alone. Default false. */
  safeguardWarmUp?: boolean;
  /** Decoupled weight decay, times the step. Default 0. */
  weightDecay?: number;
  /** Default `all`. */
  decays?: Decays;
}

const defaults: Required<ProdigyOptions> = {
  learningRate: 1,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  firstDistance: 1e-6,
  distanceFactor: 1,
  growth: Infinity,
  biasCorrection: false,
  safeguardWarmUp: false,
  weightDecay: 0,
  decays: "all",
};

/** The optimizer that {@linkcode prodigy} makes. */
export class ProdigyOptimizer extends VectorOptimizer<Required<ProdigyOptions>> {
  /** The name under which it is serialised. */
  static readonly className = "Prodigy";

  /** See {@linkcode prodigy}. */
  constructor(options: ProdigyOptions = {}) {
    // JSON has no infinity.
    super(withDefaults(defaults, { ...options, growth: options?.growth ?? undefined }));
    const { learningRate, epsilon, firstDistance, distanceFactor } = this.options;
    const { beta1, beta2, weightDecay, growth } = this.options;
    checkOptions("Prodigy", isPositive, { learningRate, epsilon, firstDistance, distanceFactor });
    checkOptions("Prodigy", isShare, { beta1, beta2, weightDecay });
    checkOptions("Prodigy", (value) => value > 1, { growth });
  }

  /** N <- b3 N + (d / d0) l <g, w0 - w>; s <- b3 s + (d / d0) l g; d <- at least distanceFactor N / |s|_1; then Adam's step of d g, times l = d rate. */
  protected override update({ w, g, t, decaying, vectors, numbers }: StepAt): NextStep {
    const { learningRate, beta1, beta2, epsilon, weightDecay } = this.options;
    // What is remembered is rounded so.
    const firstDistance = Math.fround(this.options.firstDistance);
    const { distanceFactor, growth, biasCorrection, safeguardWarmUp } = this.options;
    const { add, div, dot, max, min, mul, norm1, not, or, less, select } = numbersHere();
    const beta3 = Math.sqrt(beta2);
    const correction = biasCorrection ? Math.sqrt(1 - beta2 ** t) / (1 - beta1 ** t) : 1;
    const start = vectors.start ?? tf.clone(w);
    const d = numbers.d ?? firstDistance;
    const rate = mul(d, learningRate * correction);
    const share = div(mul(d, rate), firstDistance);
    const kept = <T>(old: T | undefined, zero: T) => old ?? zero;

    const numerator = add(
      mul(kept(numbers.numerator, 0), beta3),
      mul(share, dot(g, tf.sub(start, w))),
    );
    const sumShare = safeguardWarmUp ? div(mul(d, d), firstDistance) : share;
    const s = plus(vectors.s, beta3, g, sumShare);
    const m = plus(vectors.m, beta1, g, mul(d, 1 - beta1));
    const v = plus(vectors.v, beta2, tf.square(g), mul(mul(d, d), 1 - beta2));

    const size = norm1(s);
    const estimate = select(
      less(0, size),
      mul(div(numerator, max(size, 1e-38)), distanceFactor),
      0,
    );
    const isFirst = not(or(less(d, firstDistance), less(firstDistance, d)));
    const begun = select(isFirst, max(d, estimate), d);
    const largest = max(kept(numbers.largest, firstDistance), estimate);
    const next = growth === Infinity ? largest : min(largest, mul(begun, growth));

    const decayedW = weightDecay ? tf.sub(w, tf.mul(decaying(w), mul(rate, weightDecay))) : w;
    const step = tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), mul(next, epsilon)));
    return {
      w: tf.sub(decayedW, step),
      vectors: { start, s, m, v },
      numbers: { d: next, largest, numerator },
    };
  }

  /** The configuration, without what JSON cannot hold. */
  override getConfig(): tf.serialization.ConfigDict {
    const { growth, ...others } = this.options;
    return growth === Infinity ? others : { ...others, growth };
  }
}
tf.serialization.registerClass(ProdigyOptimizer);

/** beta old + factor value, old being 0 at first. */
function plus(
  old: tf.Tensor | undefined,
  beta: number,
  value: tf.Tensor,
  factor: number | tf.Scalar,
): tf.Tensor {
  const share = tf.mul(value, factor) as tf.Tensor;
  return old ? tf.add(tf.mul(old, beta), share) : share;
}

/**
 * Prodigy: Adam whose learning rate is an estimate of the distance from the start to the solution, which only grows. Source: Mishchenko and Defazio (2024), Prodigy: an
 * expeditiously adaptive parameter-free learner. A step costs one gradient; on webgpu it reads nothing back.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { prodigy } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.tensor1d([4, -2]));
 * const optimizer = prodigy();
 * const loss = (): tf.Scalar => tf.sum(tf.square(x));
 * for (let i = 0; i < 200; i++) optimizer.minimize(loss, false, [x]);
 * console.log(loss().dataSync()[0] < 0.1); // true
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function prodigy(options?: ProdigyOptions): ProdigyOptimizer {
  return new ProdigyOptimizer(options);
}
