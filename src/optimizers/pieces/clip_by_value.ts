/**
 * Gradients whose every entry is bounded, before any optimizer that takes gradients.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { checkOption, isPositive } from "../options.ts";
import {
  checkTakesGradients,
  type Gradients,
  innerFromConfig,
  mapGradients,
  WrappingOptimizer,
} from "./wrapping_optimizer.ts";

/** The optimizer that {@linkcode clipByValue} makes. */
export class ClipByValueOptimizer extends WrappingOptimizer {
  /** The name under which it is serialised. */
  static readonly className = "ClipByValue";

  readonly #maxValue: number;

  /** See {@linkcode clipByValue}. */
  constructor(optimizer: tf.Optimizer, maxValue: number) {
    checkTakesGradients("clip the gradients of", optimizer);
    checkOption("ClipByValue", "maxValue", maxValue, isPositive, "a number above 0. Try 1");
    super(optimizer);
    this.#maxValue = maxValue;
  }

  /** Clips every entry, and hands the gradients on. */
  override applyGradients(gradients: Gradients): void {
    const maxValue = this.#maxValue;
    tf.tidy(() =>
      super.applyGradients(mapGradients(gradients, (g) => tf.clipByValue(g, -maxValue, maxValue)))
    );
  }

  /** The configuration, from which {@linkcode fromConfig} makes the optimizer again. */
  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), maxValue: this.#maxValue };
  }

  /** Makes the optimizer from its configuration. */
  static override fromConfig<T extends tf.serialization.Serializable>(
    constructor: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new constructor(innerFromConfig(config), config.maxValue);
  }
}
tf.serialization.registerClass(ClipByValueOptimizer);

/**
 * Clips every entry of the gradient to [-maxValue, maxValue].
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { clipByValue, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * const optimizer = clipByValue(tf.train.sgd(1), 0.5);
 * optimizer.minimize(() => tf.square(x), false, [x]);
 * x.print(); // 3.5
 * ```
 * @param optimizer One of tf.train's, or a wrapped one.
 * @param maxValue Above 0.
 * @throws {RangeError} If maxValue is out of its range.
 * @throws {Error} If the optimizer decides its own step size, as this suite's do.
 */
export function clipByValue(optimizer: tf.Optimizer, maxValue: number): ClipByValueOptimizer {
  return new ClipByValueOptimizer(optimizer, maxValue);
}
