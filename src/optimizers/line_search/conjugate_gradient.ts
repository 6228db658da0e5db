/**
 * Nonlinear conjugate gradients, one iteration a step.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import {
  conjugateBetas,
  conjugateGradient as conjugateGradientMethod,
  type ConjugateGradientBeta,
} from "../../methods/conjugate_gradient.ts";
import { unitLength } from "../../methods/scale.ts";
import { deviceSpace } from "../../methods/tensor_space.ts";
import type { Objective } from "../../objectives/objective.ts";
import { descending, nextStep, stepAlong } from "./step_along.ts";
import type { Flat } from "../flat.ts";
import { MethodOptimizer } from "../method_optimizer.ts";
import type { StepStart } from "../method_step.ts";
import { checkChoice, withDefaults } from "../options.ts";
import { gradientSearch, searchByLosses, type SearchName } from "./named_searches.ts";

/** What {@linkcode conjugateGradient} takes; each has a default. */
export interface ConjugateGradientOptimizerOptions {
  /** How much of the last direction is kept. Default `polakRibierePlus`. */
  beta?: ConjugateGradientBeta;
  /** How far to go along a direction. Default `strongWolfe`, a careful one; on webgpu, `forwardTracking`. */
  search?: SearchName;
}

interface Remembered {
  direction?: Flat;
  lastGradient?: Flat;
  lastStep?: tf.Scalar;
  lastSlope?: tf.Scalar;
}

const defaults: Required<ConjugateGradientOptimizerOptions> = {
  beta: "polakRibierePlus",
  search: "strongWolfe",
};

/** The optimizer that {@linkcode conjugateGradient} makes. */
export class ConjugateGradientOptimizer extends MethodOptimizer {
  /** The name under which it is serialised. */
  static readonly className = "ConjugateGradient";
  readonly #options: Required<ConjugateGradientOptimizerOptions>;

  /** See {@linkcode conjugateGradient}. */
  constructor(options: ConjugateGradientOptimizerOptions = {}) {
    const complete = withDefaults(defaults, options);
    const { beta, search } = complete;
    checkChoice("ConjugateGradient", "beta", beta, Object.keys(conjugateBetas));
    const byGradients = gradientSearch("ConjugateGradient", search, 0.1);
    super(
      byGradients &&
        conjugateGradientMethod({ beta, search: byGradients, firstLength: unitLength }),
      ["direction", "lastGradient", "lastStep", "lastSlope"],
    );
    this.#options = complete;
  }

  /** The same direction, with a search of losses alone. */
  protected override stepByWalk(objective: Objective, start: StepStart): object {
    const { loss, gradient } = start;
    const memory = start.memory as Remembered;
    const { direction: last, lastGradient } = memory;
    let direction = deviceSpace.scale(-1, gradient);
    if (last && lastGradient) {
      const kept = conjugateBetas[this.#options.beta](deviceSpace, gradient, lastGradient, last);
      direction = deviceSpace.add(direction, kept, last);
    }
    const way = descending(direction, gradient);
    const first = nextStep(memory, way.slope, gradient);
    const search = searchByLosses(this.#options.search, "forwardTracking");
    const lastStep = stepAlong(objective, way, { search, loss, first });
    return { direction: way.direction, lastGradient: gradient, lastStep, lastSlope: way.slope };
  }

  /** The configuration, from which the optimizer can be made again. */
  override getConfig(): tf.serialization.ConfigDict {
    return { ...this.#options };
  }
}
tf.serialization.registerClass(ConjugateGradientOptimizer);

/**
 * Nonlinear conjugate gradients: w <- w + t d, d = -g + beta * (the last d), t by a line search. It compares the
 * gradient with the last step's: for the whole data set in each step, or batches so large that their gradients agree.
 * Source: Nocedal and Wright (2006), Numerical Optimization, section 5.2; Hager and Zhang (2005), SIAM J. Optim. 16(1).
 *
 * A step costs a gradient at its start and one a sample of the search, mostly two; it remembers two vectors. On webgpu,
 * if nothing is read back, forward tracking on the device: a gradient and exactly 12 forward passes.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { conjugateGradient, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const w = tf.variable(tf.tensor1d([5, 1]));
 * const bowl = () => tf.sum(tf.mul(tf.square(w), [1, 20])) as tf.Scalar;
 * const optimizer = conjugateGradient({ beta: "hagerZhang" });
 * for (let i = 0; i < 12; i++) optimizer.minimize(bowl, false, [w]);
 * console.log(bowl().dataSync()[0] < 1e-6); // true
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function conjugateGradient(
  options?: ConjugateGradientOptimizerOptions,
): ConjugateGradientOptimizer {
  return new ConjugateGradientOptimizer(options);
}
