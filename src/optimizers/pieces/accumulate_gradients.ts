/**
 * Gradients of several batches as one, around an optimizer that takes gradients.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { checkOption, isCount } from "../options.ts";
import { RememberingWrapper } from "./remembering_wrapper.ts";
import { checkTakesGradients, type Gradients, innerFromConfig } from "./wrapping_optimizer.ts";

/** The optimizer that {@linkcode accumulateGradients} makes. */
export class AccumulateGradientsOptimizer extends RememberingWrapper {
  /** The name under which it is serialised. */
  static readonly className = "AccumulateGradients";

  readonly #batches: number;

  /** See {@linkcode accumulateGradients}. */
  constructor(optimizer: tf.Optimizer, batches: number) {
    checkTakesGradients("accumulate the gradients of", optimizer);
    checkOption(
      "AccumulateGradients",
      "batches",
      batches,
      isCount,
      "a whole number above 0. Try 4",
    );
    super(optimizer);
    this.#batches = batches;
  }

  /** Adds the gradients to those of the batches before; after the last one hands on their mean. */
  override applyGradients(gradients: Gradients): void {
    const entries = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    const given = entries.filter(({ tensor }) => tensor != null);
    const [count, ...sums] = this.own;
    const seen = count ? count.dataSync()[0] : 0;
    const added = tf.tidy(() =>
      given.map(({ tensor }, i) => tf.add(tf.div(tensor, this.#batches), sums[i] ?? 0))
    );
    if (seen + 1 < this.#batches) return this.remember([tf.scalar(seen + 1), ...added]);
    super.applyGradients(given.map(({ name }, i) => ({ name, tensor: added[i] })));
    tf.dispose(added);
    this.remember([]);
  }

  /** The configuration, from which {@linkcode fromConfig} makes the optimizer again. */
  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), batches: this.#batches };
  }

  /** Makes the optimizer from its configuration. */
  static override fromConfig<T extends tf.serialization.Serializable>(
    constructor: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new constructor(innerFromConfig(config), config.batches);
  }
}
tf.serialization.registerClass(AccumulateGradientsOptimizer);

/**
 * Takes one step of another optimizer every few batches, by the mean of their gradients: as if a batch were that many times as large, in the memory of one.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { accumulateGradients } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * const optimizer = accumulateGradients(tf.train.sgd(0.25), 2);
 * optimizer.minimize(() => tf.square(x), false, [x]);
 * x.print(); // 4
 * optimizer.minimize(() => tf.square(x), false, [x]);
 * x.print(); // 2
 * ```
 * @param optimizer One of tf.train's, or one of this suite's that takes gradients, or a wrapped one.
 * @param batches A whole number above 0.
 * @throws {RangeError} If it is none.
 * @throws {Error} If the optimizer decides its own step size.
 */
export function accumulateGradients(
  optimizer: tf.Optimizer,
  batches: number,
): AccumulateGradientsOptimizer {
  return new AccumulateGradientsOptimizer(optimizer, batches);
}
