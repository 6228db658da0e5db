/**
 * Stochastic gradient descent that finds its step size on each mini-batch.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import {
  checkChoice,
  checkOption,
  isCount,
  isFraction,
  isPositive,
  withDefaults,
} from "../options.ts";
import { backtrackingMachine } from "../../searches/machines/backtracking.ts";
import { LineSearchOptimizer, type SearchPlan } from "./line_search_optimizer.ts";

/** What {@linkcode stochasticLineSearch} takes; each has a default. */
export interface StochasticLineSearchOptions {
  /** The first step size, and the largest, in gradients. Default 10, as the paper's. */
  maxStep?: number;
  /**
   * With which step size a batch's search begins:
   * - `grow` (default): the last batch's times growth^(1 / batchesPerEpoch), at most maxStep;
   * - `keep`: the last batch's, so that step sizes only ever shrink;
   * - `max`: maxStep.
   */
  reset?: "grow" | "keep" | "max";
  /** How many times as long a step may get in an epoch. Default 2. */
  growth?: number;
  /** Steps an epoch: rows / batch size, rounded up. Default 1: growth at every step. */
  batchesPerEpoch?: number;
  /** The Armijo constant c: the part of the slope's promise that the loss must keep. Default 0.1. */
  sufficientDecrease?: number;
  /** What a step size that is too long is multiplied by. Default 0.5. */
  shrinkage?: number;
  /** A step is shortened at most so often; a batch on which none is short enough moves nothing. Default 10. */
  maxBacktracks?: number;
}

const defaults: Required<StochasticLineSearchOptions> = {
  maxStep: 10,
  reset: "grow",
  growth: 2,
  batchesPerEpoch: 1,
  sufficientDecrease: 0.1,
  shrinkage: 0.5,
  maxBacktracks: 10,
};

/** The optimizer that {@linkcode stochasticLineSearch} makes. */
export class StochasticLineSearchOptimizer extends LineSearchOptimizer {
  /** The name under which it is serialised. */
  static readonly className = "StochasticLineSearch";
  readonly #options: Required<StochasticLineSearchOptions>;

  /** See {@linkcode stochasticLineSearch}. */
  constructor(options: StochasticLineSearchOptions = {}) {
    const complete = withDefaults(defaults, options);
    check(complete);
    super(searchPlan(complete));
    this.#options = complete;
  }

  /** The configuration, from which the optimizer can be made again. */
  override getConfig(): tf.serialization.ConfigDict {
    return { ...this.#options };
  }
}
tf.serialization.registerClass(StochasticLineSearchOptimizer);

/**
 * Stochastic gradient descent with Armijo's line search on each mini-batch: w <- w - t g with the first t of t0, t0 *
 * shrinkage, ... for which loss(w - t g) <= loss(w) - c t |g|^2, on the same batch and with the same dropout masks.
 * Source: Vaswani, Mishkin, Laradji, Schmidt, Gidel and Lacoste-Julien (2019), Painless stochastic gradient, algorithms
 * 1 and 2. Their shrinkage is 0.9; half as long needs fewer forward passes.
 *
 * A step costs one gradient and at most maxBacktracks + 1 forward passes, typically one or two; on webgpu, where
 * nothing is read back and all candidates are evaluated, exactly maxBacktracks + 1.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { stochasticLineSearch, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * // A step of 1 would land on -4, which is no lower; half of it in the lowest point.
 * stochasticLineSearch({ maxStep: 1 }).minimize(() => tf.square(x), false, [x]);
 * x.print(); // 0
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function stochasticLineSearch(
  options?: StochasticLineSearchOptions,
): StochasticLineSearchOptimizer {
  return new StochasticLineSearchOptimizer(options);
}

function searchPlan(options: Required<StochasticLineSearchOptions>): SearchPlan {
  const { maxStep, sufficientDecrease, shrinkage, maxBacktracks } = options;
  const search = backtrackingMachine({
    firstStep: maxStep,
    maxStep,
    growth: growthPerStep(options),
    sufficientDecrease,
    shrinkage,
    maxBacktracks,
  });
  // The next search begins below the step sizes that this one has tried.
  const afterFailure = (lastStep: tf.Tensor) =>
    tf.mul(tf.where(tf.greater(lastStep, 0), lastStep, maxStep), shrinkage ** maxBacktracks);
  return { search, reusesLoss: true, afterFailure };
}

function growthPerStep({ reset, growth, batchesPerEpoch }: Required<StochasticLineSearchOptions>) {
  switch (reset) {
    case "grow":
      return growth ** (1 / batchesPerEpoch);
    case "keep":
      return 1;
    case "max":
      return Infinity;
  }
}

function check(options: Required<StochasticLineSearchOptions>): void {
  const name = "StochasticLineSearch";
  const { maxStep, reset, growth, batchesPerEpoch, sufficientDecrease, shrinkage, maxBacktracks } =
    options;
  checkOption(name, "maxStep", maxStep, isPositive, "a number above 0. Try 10");
  checkChoice(name, "reset", reset, ["grow", "keep", "max"]);
  checkOption(name, "growth", growth, (g) => g >= 1 && isPositive(g), "1 or more. Try 2");
  checkOption(name, "batchesPerEpoch", batchesPerEpoch, isCount, "a whole number above 0. Try 100");
  checkOption(
    name,
    "sufficientDecrease",
    sufficientDecrease,
    isFraction,
    "between 0 and 1. Try 0.1",
  );
  checkOption(name, "shrinkage", shrinkage, isFraction, "between 0 and 1. Try 0.5");
  checkOption(name, "maxBacktracks", maxBacktracks, isCount, "a whole number above 0. Try 10");
}
