/**
 * KeepVaulting: one gradient, and then a calculated step along it.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { checkChoice, checkLearningRate, checkMaxSteps, checkObject } from "../options.ts";
import { publishedVaultingMachine } from "../../searches/machines/published_vaulting.ts";
import { parabolicMachine } from "../../searches/machines/parabolic.ts";
import { fromLearningRate, LineSearchOptimizer, type SearchPlan } from "./line_search_optimizer.ts";

/** What {@linkcode keepVaulting} takes; each has a default. */
export interface KeepVaultingOptions {
  /** At most this many vaults a gradient, after the first mini-step (the post's max_steps). Default 20. */
  maxSteps?: number;
  /**
   * Published only: take back the last vault where it made it worse. Default false. The intended edition always does.
   */
  undo?: boolean;
  /** `intended` (default): what the post's text says, safeguarded. `published`: the post's code to the letter. */
  edition?: "published" | "intended";
}

/** The optimizer that {@linkcode keepVaulting} makes. */
export class KeepVaultingOptimizer extends LineSearchOptimizer {
  /** The name under which it is serialised. */
  static readonly className = "KeepVaulting";
  readonly #options: Required<KeepVaultingOptions>;

  #learningRate: number;

  /** See {@linkcode keepVaulting}. */
  constructor(learningRate: number, options: KeepVaultingOptions = {}) {
    checkObject(options);
    const { maxSteps = 20, undo = false, edition = "intended" } = options;
    checkLearningRate("KeepVaulting", learningRate);
    checkMaxSteps("KeepVaulting", maxSteps);
    checkChoice("KeepVaulting", "the edition", edition, ["published", "intended"]);
    super(searchPlan(learningRate, { maxSteps, undo, edition }));
    this.#learningRate = learningRate;
    this.#options = { maxSteps, undo, edition };
  }

  /** The step with which a walk begins, in gradients. */
  override get learningRate(): number {
    return this.#learningRate;
  }

  /** @throws {RangeError} If it is no positive, finite number. */
  override set learningRate(learningRate: number) {
    checkLearningRate("KeepVaulting", learningRate);
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
tf.serialization.registerClass(KeepVaultingOptimizer);

/**
 * KeepVaulting: takes a gradient, estimates slope and curvature of the loss along it from losses alone, and calculates
 * how far to go. Source: the post, "One Step Further".
 *
 * A step costs one gradient and at most maxSteps + 1 forward passes; on webgpu, if nothing is read back, exactly
 * maxSteps + 1.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { keepVaulting, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * keepVaulting(0.01).minimize(() => tf.square(x), false, [x]);
 * x.print(); // 0
 * ```
 * @param learningRate Length of the first mini-step, in gradients: above 0.
 * @throws {RangeError} If an option is out of its range.
 */
export function keepVaulting(
  learningRate: number,
  options?: KeepVaultingOptions,
): KeepVaultingOptimizer {
  return new KeepVaultingOptimizer(learningRate, options);
}

function searchPlan(learningRate: number, options: Required<KeepVaultingOptions>): SearchPlan {
  const { maxSteps, undo, edition } = options;
  const walk = { learningRate, maxSteps, undo };
  return edition === "published"
    ? { search: publishedVaultingMachine(walk), reusesLoss: false }
    : { search: parabolicMachine(walk), reusesLoss: true };
}
