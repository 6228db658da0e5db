/**
 * A learning rate that falls once the loss no longer does.
 *
 * @module
 */
import * as layers from "../../deps/tf_gradients.ts";
import type * as tf from "../../deps/tf.ts";
import { checkOption, checkOptions, isCount, isFraction } from "../options.ts";
import { learningRateOf, setLearningRate } from "./learning_rate.ts";

/** What {@linkcode reduceOnPlateau} takes; each has a default. */
export interface PlateauOptions {
  /** What is watched, of `fit`'s logs. Default "val_loss"; "loss" if there is no validation. */
  monitor?: string;
  /** What the learning rate is multiplied by. Default 0.1. */
  factor?: number;
  /** Epochs without a new best after which it falls. Default 10. */
  patience?: number;
  /** A new best is better by this part of the last one. Default 1e-4. */
  threshold?: number;
  /** So many epochs after a reduction do not count. Default 0. */
  cooldown?: number;
  /** The learning rate falls no further. Default 0. */
  least?: number;
  /** Whether less is better, as of losses, or more. Default "min". */
  mode?: "min" | "max";
}

/** A callback of `fit`, as tfjs-layers calls it: the members of its `Callback`. */
export interface PlateauCallback {
  /** Set by `fit`. */
  validationData: tf.Tensor | tf.Tensor[];
  /** Set by `fit`. */
  params: { [key: string]: number | string | boolean | number[] | string[] | boolean[] };
  /** Called by `fit`. */
  setParams(params: PlateauCallback["params"]): void;
  /** Called by `fit`, with the model that is trained. */
  setModel(model: object): void;
  /** Called by `fit` before an epoch. */
  onEpochBegin(epoch: number): Promise<void>;
  /** Called by `fit` after an epoch: lowers the learning rate if there has been no new best for long enough. */
  onEpochEnd(epoch: number, logs?: { [name: string]: number }): Promise<void>;
  /** Called by `fit` before a batch. */
  onBatchBegin(batch: number): Promise<void>;
  /** Called by `fit` after a batch. */
  onBatchEnd(batch: number): Promise<void>;
  /** Called by `fit` before training. */
  onTrainBegin(): Promise<void>;
  /** Called by `fit` after training. */
  onTrainEnd(): Promise<void>;
}

class ReduceOnPlateau extends layers.Callback implements PlateauCallback {
  readonly #options: Required<Omit<PlateauOptions, "monitor">> & { monitor?: string };
  #best = NaN;
  #waited = 0;
  #cooling = 0;

  constructor(options: PlateauOptions = {}) {
    super();
    const defaults = { factor: 0.1, patience: 10, threshold: 1e-4, cooldown: 0, least: 0 };
    this.#options = { ...defaults, mode: "min", ...options };
    const { factor, patience, threshold, cooldown, least } = this.#options;
    checkOptions("ReduceOnPlateau", isFraction, { factor });
    checkOption("ReduceOnPlateau", "patience", patience, isCount, "a whole number above 0. Try 10");
    for (const [name, value] of Object.entries({ threshold, cooldown, least })) {
      checkOption("ReduceOnPlateau", name, value, (v) => v >= 0, "0 or more. Try 0");
    }
  }

  override onEpochEnd(_epoch: number, logs: { [name: string]: number } = {}): Promise<void> {
    const { factor, patience, cooldown, least } = this.#options;
    const value = this.#watched(logs);
    if (this.#isBetter(value)) {
      this.#best = value;
      this.#waited = 0;
    } else {
      this.#waited++;
    }
    if (this.#cooling > 0) {
      this.#cooling--;
      this.#waited = 0;
    }
    if (this.#waited >= patience) {
      const { optimizer } = this.model as unknown as { optimizer: tf.Optimizer };
      const rate = learningRateOf(optimizer);
      if (rate === undefined) {
        throw new Error(
          `Cannot reduce the learning rate of ${optimizer.getClassName()}: it decides its own step size.`,
        );
      }
      setLearningRate(optimizer, Math.max(rate * factor, least));
      this.#waited = 0;
      this.#cooling = cooldown;
    }
    return Promise.resolve();
  }

  #watched(logs: { [name: string]: number }): number {
    const name = this.#options.monitor ?? ("val_loss" in logs ? "val_loss" : "loss");
    if (name in logs) return logs[name];
    throw new Error(
      `Cannot watch "${name}": fit's logs have ${
        Object.keys(logs).join(", ")
      }. Choose one of these.`,
    );
  }

  /** The first value is a new best; NaN is none. */
  #isBetter(value: number): boolean {
    if (Number.isNaN(this.#best)) return !Number.isNaN(value);
    const { mode, threshold } = this.#options;
    const margin = threshold * Math.abs(this.#best);
    return mode === "min" ? value < this.#best - margin : value > this.#best + margin;
  }
}

/**
 * A callback of `fit` that lowers the learning rate once a loss or metric has stopped improving, as PyTorch's ReduceLROnPlateau does.
 *
 * @example
 * ```ts
 * import { reduceOnPlateau } from "./optimizers";
 *
 * const callbacks = [reduceOnPlateau({ patience: 3, factor: 0.5 })];
 * console.log(callbacks.length); // 1
 * // await model.fit(x, y, { epochs: 100, validationSplit: 0.1, callbacks });
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function reduceOnPlateau(options?: PlateauOptions): PlateauCallback {
  return new ReduceOnPlateau(options);
}
