/**
 * Gradient descent with any line search, one iteration a step.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { gradientDescent as gradientDescentMethod } from "../../methods/gradient_descent.ts";
import { unitLength } from "../../methods/scale.ts";
import { deviceSpace } from "../../methods/tensor_space.ts";
import type { Objective } from "../../objectives/objective.ts";
import { descending, nextStep, stepAlong } from "./step_along.ts";
import { MethodOptimizer } from "../method_optimizer.ts";
import type { StepStart } from "../method_step.ts";
import { withDefaults } from "../options.ts";
import { gradientSearch, searchByLosses, type SearchName } from "./named_searches.ts";

/** What {@linkcode gradientDescent} takes; each has a default. */
export interface GradientDescentOptimizerOptions {
  /** How far to go along minus the gradient. Default `backtracking`. */
  search?: SearchName;
}

/** The optimizer that {@linkcode gradientDescent} makes. */
export class GradientDescentOptimizer extends MethodOptimizer {
  /** The name under which it is serialised. */
  static readonly className = "GradientDescent";
  readonly #options: Required<GradientDescentOptimizerOptions>;

  /** See {@linkcode gradientDescent}. */
  constructor(options: GradientDescentOptimizerOptions = {}) {
    const complete = withDefaults({ search: "backtracking" as SearchName }, options);
    const search = gradientSearch("GradientDescent", complete.search, 0.1);
    super(search && gradientDescentMethod({ search, firstLength: unitLength }), [
      "lastStep",
      "lastSlope",
    ]);
    this.#options = complete;
  }

  /** Downhill, with a search of losses alone. */
  protected override stepByWalk(objective: Objective, start: StepStart): object {
    const { loss, gradient } = start;
    const way = descending(deviceSpace.scale(-1, gradient), gradient);
    const first = nextStep(start.memory as object, way.slope, gradient);
    const search = searchByLosses(this.#options.search, "forwardTracking");
    return { lastStep: stepAlong(objective, way, { search, loss, first }), lastSlope: way.slope };
  }

  /** The configuration, from which the optimizer can be made again. */
  override getConfig(): tf.serialization.ConfigDict {
    return { ...this.#options };
  }
}
tf.serialization.registerClass(GradientDescentOptimizer);

/**
 * Gradient descent that finds its step size by a line search: w <- w - t g. Nothing to tune; slow in narrow valleys.
 * Source: Nocedal and Wright (2006), Numerical Optimization, chapter 3.
 *
 * A step costs a gradient, and a forward pass or a gradient a sample of the search (see {@linkcode SearchName}). On
 * webgpu, if nothing is read back, a gradient and exactly 12 forward passes.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { gradientDescent, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const w = tf.variable(tf.tensor1d([5, 1]));
 * const bowl = () => tf.sum(tf.mul(tf.square(w), [1, 20])) as tf.Scalar;
 * const optimizer = gradientDescent({ search: "strongWolfe" });
 * for (let i = 0; i < 60; i++) optimizer.minimize(bowl, false, [w]);
 * console.log(bowl().dataSync()[0] < 1e-6); // true
 * ```
 * @throws {RangeError} If there is no search of that name.
 */
export function gradientDescent(
  options?: GradientDescentOptimizerOptions,
): GradientDescentOptimizer {
  return new GradientDescentOptimizer(options);
}
