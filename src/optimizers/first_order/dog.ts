/**
 * Distance over gradients: a step size that is learned from how far the weights have gone.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { checkOptions, isPositive, isShare, withDefaults } from "../options.ts";
import { numbersHere } from "../vector_numbers.ts";
import { VectorOptimizer } from "../vector_optimizer.ts";
import type { Decays, NextStep, StepAt } from "../vector_step.ts";

/** What {@linkcode dog} takes; each has a default. */
export interface DogOptions {
  /** The first step, relative to 1 + |w|. Default 1e-6; 1e-3 or 1e-4 where steps are few. */
  firstStep?: number;
  /** A factor of the step size. Default 1. */
  learningRate?: number;
  /** Added to the first squared gradient. Default 1e-8. */
  epsilon?: number;
  /** Weight decay, added to the gradient. Default 0. */
  weightDecay?: number;
  /** Default `all`. */
  decays?: Decays;
}

const defaults: Required<DogOptions> = {
  firstStep: 1e-6,
  learningRate: 1,
  epsilon: 1e-8,
  weightDecay: 0,
  decays: "all",
};

/** The optimizer that {@linkcode dog} makes. */
export class DogOptimizer extends VectorOptimizer<Required<DogOptions>> {
  /** The name under which it is serialised. */
  static readonly className = "DoG";

  /** See {@linkcode dog}. */
  constructor(options: DogOptions = {}) {
    super(withDefaults(defaults, options));
    const { firstStep, learningRate, epsilon, weightDecay } = this.options;
    checkOptions("DoG", isPositive, { firstStep, learningRate, epsilon });
    checkOptions("DoG", isShare, { weightDecay });
  }

  /** r <- max(r, |w - w0|); G <- G + |g|^2; w <- w - rate r / sqrt(G) g. */
  protected override update({ w, g, decaying, vectors, numbers }: StepAt): NextStep {
    const { firstStep, learningRate, epsilon, weightDecay } = this.options;
    const { add, div, dot, max, mul, sqrt } = numbersHere();
    const slope = weightDecay ? tf.add(g, tf.mul(decaying(w), weightDecay)) : g;
    const start = vectors.start ?? tf.clone(w);
    const gone = tf.sub(w, start);
    const distance = numbers.distance === undefined
      ? mul(add(sqrt(dot(w, w)), 1), firstStep)
      : max(numbers.distance, sqrt(dot(gone, gone)));
    const squares = add(numbers.squares ?? epsilon, dot(slope, slope));
    const step = mul(div(distance, sqrt(squares)), learningRate);
    return {
      w: tf.sub(w, tf.mul(slope, step)),
      vectors: { start },
      numbers: { distance, squares },
    };
  }
}
tf.serialization.registerClass(DogOptimizer);

/**
 * DoG: SGD without a learning rate. Its step size is the largest distance from the start so far, over the root of all squared gradients. It is made to be used with an
 * average of the weights. Source: Ivgi, Hinder and Carmon (2023), DoG is SGD's best friend. A step costs one gradient; on webgpu it reads nothing back.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { dog } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * const optimizer = dog({ firstStep: 0.1 });
 * for (let i = 0; i < 100; i++) optimizer.minimize(() => tf.square(x), false, [x]);
 * console.log(Math.abs(x.dataSync()[0]) < 0.1); // true
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function dog(options?: DogOptions): DogOptimizer {
  return new DogOptimizer(options);
}
