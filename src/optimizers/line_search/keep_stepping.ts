/**
 * KeepStepping: one gradient, and then as many steps as it is good for.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { checkChoice, checkLearningRate, checkMaxSteps, checkObject } from "../options.ts";
import { steppingMachine } from "../../searches/machines/stepping.ts";
import { forwardTrackingMachine } from "../../searches/machines/forward_tracking.ts";
import { fromLearningRate, LineSearchOptimizer, type SearchPlan } from "./line_search_optimizer.ts";

const editions = ["published", "intended", "beyond"] as const;

/** What {@linkcode keepStepping} takes; each has a default. */
export interface KeepSteppingOptions {
  /** At most this many further mini-steps a gradient (the post's max_steps). Default 20. */
  maxSteps?: number;
  /**
   * How much longer each mini-step gets: mini-step i has length learningRate * (1 + impatience * sqrt(i)), as the post's
   * scale_i. Default 0. The edition beyond doubles instead.
   */
  impatience?: number;
  /** Take back the last mini-step, the one that made it worse. Default false; the edition beyond always does. */
  undo?: boolean;
  /**
   * - `intended` (default): what the post's text says.
   * - `published`: the post's code to the letter. Impatience shortens the steps, and the loss at the start is paid for
   *   though the gradient has just given it.
   * - `beyond`: begins with a quarter of the last accepted step, doubles while the loss falls, ends with a parabola,
   *   keeps the best point. The learning rate is only the very first step.
   */
  edition?: "published" | "intended" | "beyond";
}

/** The optimizer that {@linkcode keepStepping} makes. */
export class KeepSteppingOptimizer extends LineSearchOptimizer {
  /** The name under which it is serialised. */
  static readonly className = "KeepStepping";
  readonly #options: Required<KeepSteppingOptions>;

  #learningRate: number;

  /** See {@linkcode keepStepping}. */
  constructor(learningRate: number, options: KeepSteppingOptions = {}) {
    checkObject(options);
    const { maxSteps = 20, impatience = 0, undo = false, edition = "intended" } = options;
    checkLearningRate("KeepStepping", learningRate);
    checkMaxSteps("KeepStepping", maxSteps);
    checkChoice("KeepStepping", "the edition", edition, editions);
    checkImpatience(impatience);
    super(searchPlan(learningRate, { maxSteps, impatience, undo, edition }));
    this.#learningRate = learningRate;
    this.#options = { maxSteps, impatience, undo, edition };
  }

  /** The length of a mini-step, in gradients. */
  override get learningRate(): number {
    return this.#learningRate;
  }

  /** @throws {RangeError} If it is no positive, finite number. */
  override set learningRate(learningRate: number) {
    checkLearningRate("KeepStepping", learningRate);
    this.#learningRate = learningRate;
    this.changePlan(searchPlan(learningRate, this.#options));
  }

  /** The configuration, from which {@linkcode fromConfig} makes the optimizer again. */
  override getConfig(): tf.serialization.ConfigDict {
    return { learningRate: this.#learningRate, ...this.#options };
  }

  /** Makes the optimizer from its configuration. */
  static override fromConfig<T extends tf.serialization.Serializable>(
    constructor: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return fromLearningRate(constructor, config);
  }
}
tf.serialization.registerClass(KeepSteppingOptimizer);

/**
 * KeepStepping: takes a gradient, and keeps stepping along it while the loss falls. Only then the next gradient.
 * Source: the post, "Towards Networks".
 *
 * A step costs one gradient and at most maxSteps + 1 forward passes; on webgpu, if nothing is read back, exactly
 * maxSteps + 1.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { keepStepping, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * // Steps of a sixteenth of the first gradient, 1/2, for as long as the loss falls: 4, 3.5, ..., 0.
 * keepStepping(1 / 16, { undo: true }).minimize(() => tf.square(x), false, [x]);
 * x.print(); // 0
 * ```
 * @param learningRate Length of a mini-step, in gradients: above 0.
 * @throws {RangeError} If an option is out of its range.
 */
export function keepStepping(
  learningRate: number,
  options?: KeepSteppingOptions,
): KeepSteppingOptimizer {
  return new KeepSteppingOptimizer(learningRate, options);
}

function searchPlan(learningRate: number, options: Required<KeepSteppingOptions>): SearchPlan {
  const { maxSteps, impatience, undo, edition } = options;
  const walk = { learningRate, maxSteps, undo };
  switch (edition) {
    case "published":
      return {
        search: steppingMachine({ ...walk, impatience: -impatience, keepsAll: true }),
        reusesLoss: false,
      };
    case "intended":
      return { search: steppingMachine({ ...walk, impatience }), reusesLoss: true };
    case "beyond":
      return { search: forwardTrackingMachine(walk), reusesLoss: true };
  }
}

function checkImpatience(impatience: number): void {
  if (!(impatience >= 0 && Number.isFinite(impatience))) {
    throw new RangeError(
      `Cannot make KeepStepping: impatience must be 0 or more, got ${impatience}. Try 2.`,
    );
  }
}
