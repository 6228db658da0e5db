/**
 * Gradients no longer than a norm, before any optimizer that takes gradients.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { checkOption, isPositive } from "../options.ts";
import {
  checkTakesGradients,
  type Gradients,
  gradientTensors,
  innerFromConfig,
  mapGradients,
  WrappingOptimizer,
} from "./wrapping_optimizer.ts";

/** The optimizer that {@linkcode clipByNorm} makes. */
export class ClipByNormOptimizer extends WrappingOptimizer {
  /** The name under which it is serialised. */
  static readonly className = "ClipByNorm";

  readonly #maxNorm: number;

  /** See {@linkcode clipByNorm}. */
  constructor(optimizer: tf.Optimizer, maxNorm: number) {
    checkTakesGradients("clip the gradients of", optimizer);
    checkOption("ClipByNorm", "maxNorm", maxNorm, isPositive, "a number above 0. Try 1");
    super(optimizer);
    this.#maxNorm = maxNorm;
  }

  /** Scales all gradients down together where they are too long, and hands them on. */
  override applyGradients(gradients: Gradients): void {
    tf.tidy(() => {
      const squares = gradientTensors(gradients).map((g) => tf.sum(tf.square(g)));
      const norm = tf.sqrt(tf.addN(squares));
      const scale = tf.div(this.#maxNorm, tf.maximum(norm, this.#maxNorm));
      super.applyGradients(mapGradients(gradients, (g) => tf.mul(g, scale)));
    });
  }

  /** The configuration, from which {@linkcode fromConfig} makes the optimizer again. */
  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), maxNorm: this.#maxNorm };
  }

  /** Makes the optimizer from its configuration. */
  static override fromConfig<T extends tf.serialization.Serializable>(
    constructor: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new constructor(innerFromConfig(config), config.maxNorm);
  }
}
tf.serialization.registerClass(ClipByNormOptimizer);

/**
 * Clips the gradient by its global norm, over all variables together: g <- g * min(1, maxNorm / |g|). Source: Pascanu,
 * Mikolov and Bengio (2013), On the difficulty of training recurrent neural networks, algorithm 1.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { clipByNorm, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * const optimizer = clipByNorm(tf.train.sgd(1), 3);
 * optimizer.minimize(() => tf.square(x), false, [x]);
 * x.print(); // 1
 * ```
 * @param optimizer One of tf.train's, or a wrapped one.
 * @param maxNorm Above 0.
 * @throws {RangeError} If maxNorm is out of its range.
 * @throws {Error} If the optimizer decides its own step size, as this suite's do.
 */
export function clipByNorm(optimizer: tf.Optimizer, maxNorm: number): ClipByNormOptimizer {
  return new ClipByNormOptimizer(optimizer, maxNorm);
}
