/**
 * Armijo's search on each batch against a mean of losses, from Polyak's step.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { backtrackingMachine } from "../../searches/machines/backtracking.ts";
import {
  checkOption,
  checkOptions,
  isCount,
  isFraction,
  isPositive,
  withDefaults,
} from "../options.ts";
import { numbersHere } from "../vector_numbers.ts";
import { VectorOptimizer } from "../vector_optimizer.ts";
import type { NextStep, StepAt } from "../vector_step.ts";
import { walkAlong } from "./loss_here.ts";

/** What {@linkcode nonmonotoneLineSearch} takes; each has a default. */
export interface NonmonotoneLineSearchOptions {
  /** The Armijo constant c. Default 0.5. */
  sufficientDecrease?: number;
  /** The divisor of Polyak's step (c_p): less for longer first steps. Default 0.1. */
  scale?: number;
  /** What a step size that is too long is multiplied by. Default 0.5. */
  shrinkage?: number;
  /** How much of the past the mean of losses keeps (xi): 0 for none, 1 for all of it alike. Default 1. */
  nonmonotonicity?: number;
  /** The longest first step. Default 10. */
  maxStep?: number;
  /** The shortest first step. Default 1e-6. */
  minStep?: number;
  /** Whether a search begins as much shorter as the last ones had to shorten. Default true. */
  carriesBacktracks?: boolean;
  /** A step is shortened at most so often; then the batch moves nothing. Default 40. */
  maxBacktracks?: number;
}

const defaults: Required<NonmonotoneLineSearchOptions> = {
  sufficientDecrease: 0.5,
  scale: 0.1,
  shrinkage: 0.5,
  nonmonotonicity: 1,
  maxStep: 10,
  minStep: 1e-6,
  carriesBacktracks: true,
  maxBacktracks: 40,
};

/** The optimizer that {@linkcode nonmonotoneLineSearch} makes. */
export class NonmonotoneLineSearchOptimizer
  extends VectorOptimizer<Required<NonmonotoneLineSearchOptions>> {
  /** The name under which it is serialised. */
  static readonly className = "NonmonotoneLineSearch";
  /** A gradient alone is not enough. */
  override readonly takesGradients: boolean = false;
  /** It measures losses of the same batch. */
  protected override readonly asksAgain: boolean = true;

  /** See {@linkcode nonmonotoneLineSearch}. */
  constructor(options: NonmonotoneLineSearchOptions = {}) {
    super(withDefaults(defaults, options));
    const { sufficientDecrease, scale, shrinkage, nonmonotonicity, maxStep, minStep } =
      this.options;
    const name = "NonmonotoneLineSearch";
    checkOptions(name, isPositive, { scale, maxStep, minStep });
    checkOptions(name, isFraction, { sufficientDecrease, shrinkage });
    checkOption(
      name,
      "nonmonotonicity",
      nonmonotonicity,
      (xi) => xi >= 0 && xi <= 1,
      "from 0 to 1. Try 1",
    );
    checkOption(
      name,
      "maxBacktracks",
      this.options.maxBacktracks,
      isCount,
      "a whole number above 0. Try 40",
    );
  }

  /** C is a mean of losses, weighed by xi; w <- w - t g with the first t that has f(w - t g) <= max(C, f) - c t |g|^2, from Polyak's step on. */
  protected override update({ g, loss, numbers, objective }: StepAt): NextStep {
    const { sufficientDecrease, scale, shrinkage, nonmonotonicity, maxStep, minStep } =
      this.options;
    const { add, and, div, dot, less, max, min, mul, select, sub } = numbersHere();
    const squared = dot(g, g);
    const shortening = numbers.shortening ?? 1;
    const polyak = mul(div(loss, add(mul(squared, scale), 1e-8)), shortening);
    const first = min(max(polyak, minStep), maxStep);

    const kept = mul(numbers.count ?? 0, nonmonotonicity);
    const count = add(kept, 1);
    const mean = div(add(mul(kept, numbers.mean ?? 0), loss), count);
    const search = backtrackingMachine({
      ...{ firstStep: maxStep, maxStep, growth: 1, sufficientDecrease, shrinkage },
      ...{ maxBacktracks: this.options.maxBacktracks, rounding: 0 },
    });
    const isFlat = less(squared, 1e-16);
    const { w, step } = walkAlong(objective!, tf.mul(g, select(isFlat, 0, 1)), {
      ...{ search, loss: max(mean, loss), slope: sub(0, squared), first },
    });
    // delta^l: one trial more is allowed each time.
    const shortened = select(
      and(less(0, step), less(step, mul(first, 0.999))),
      div(mul(shortening, div(step, first)), shrinkage),
      div(shortening, shrinkage),
    );
    const next = this.options.carriesBacktracks ? min(shortened, 1) : 1;
    return { w, numbers: { mean, count, shortening: next } };
  }
}
tf.serialization.registerClass(NonmonotoneLineSearchOptimizer);

/**
 * PoNoS: SGD with Armijo's search on each batch, against the larger of its loss and a mean of all losses, so that steps may be long; it begins with Polyak's step. Source: Galli, Rauhut and
 * Schmidt (2023), Don't be so monotone: relaxing stochastic line search in over-parameterized models. A step costs one gradient and one forward pass a trial, mostly one; on webgpu, where nothing is
 * read back and all candidates are evaluated, exactly maxBacktracks + 1.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { nonmonotoneLineSearch } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * const optimizer = nonmonotoneLineSearch();
 * for (let i = 0; i < 200; i++) optimizer.minimize(() => tf.square(x), false, [x]);
 * console.log(Math.abs(x.dataSync()[0]) < 0.5); // true
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function nonmonotoneLineSearch(
  options?: NonmonotoneLineSearchOptions,
): NonmonotoneLineSearchOptimizer {
  return new NonmonotoneLineSearchOptimizer(options);
}
