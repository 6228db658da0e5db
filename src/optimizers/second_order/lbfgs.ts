/**
 * L-BFGS, one iteration a step.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { deviceArithmetic } from "../../numeric/device_arithmetic.ts";
import {
  type CurvaturePair,
  curvaturePair,
  inverseHessianTimes,
  lbfgs as lbfgsMethod,
} from "../../methods/lbfgs.ts";
import { unitLength } from "../../methods/scale.ts";
import { deviceSpace } from "../../methods/tensor_space.ts";
import type { Objective } from "../../objectives/objective.ts";
import { descending, firstStep, stepAlong } from "../line_search/step_along.ts";
import { evaluate, type Flat } from "../flat.ts";
import { MethodOptimizer } from "../method_optimizer.ts";
import type { StepStart } from "../method_step.ts";
import { checkOption, isCount, withDefaults } from "../options.ts";
import { gradientSearch, searchByLosses, type SearchName } from "../line_search/named_searches.ts";

/** What {@linkcode lbfgs} takes; each has a default. */
export interface LbfgsOptimizerOptions {
  /** How many of the last steps the Hessian is learned from. Default 10. */
  memory?: number;
  /** How far to go along a direction. Default `strongWolfe`; on webgpu, `backtracking`. */
  search?: SearchName;
}

type DevicePair = CurvaturePair<Flat, tf.Scalar>;

/** The optimizer that {@linkcode lbfgs} makes. */
export class LbfgsOptimizer extends MethodOptimizer {
  /** The name under which it is serialised. */
  static readonly className = "Lbfgs";
  readonly #options: Required<LbfgsOptimizerOptions>;

  /** See {@linkcode lbfgs}. */
  constructor(options: LbfgsOptimizerOptions = {}) {
    const complete = withDefaults({ memory: 10, search: "strongWolfe" as SearchName }, options);
    const { memory, search } = complete;
    checkOption("Lbfgs", "memory", memory, isCount, "a whole number above 0. Try 10");
    const byGradients = gradientSearch("Lbfgs", search, 0.9);
    super(byGradients && lbfgsMethod({ memory, search: byGradients, firstLength: unitLength }), [
      "pairs",
    ]);
    this.#options = complete;
  }

  /**
   * Two-loop recursion, a search of losses alone, and the step's pair, which counts for nothing if it is of no use.
   */
  protected override stepByWalk(objective: Objective, start: StepStart): object {
    const { loss, gradient } = start;
    const pairs = (start.memory.pairs ?? []) as unknown as DevicePair[];
    const { less, max, select } = deviceArithmetic;

    const newton = inverseHessianTimes(deviceSpace, pairs, gradient);
    const way = descending(deviceSpace.scale(-1, newton), gradient);
    const knowsCurvature = less(0, pairs.map(({ rho }) => rho).reduce(max, tf.scalar(0)));
    const first = select(knowsCurvature, 1, firstStep(gradient));
    const search = searchByLosses(this.#options.search, "backtracking");
    const step = stepAlong(objective, way, { search, loss, first });

    const y = deviceSpace.add(evaluate(objective).gradient, -1, gradient);
    const pair = curvaturePair(deviceSpace, deviceSpace.scale(step, way.direction), y);
    return { pairs: [...pairs, useful(pair)].slice(-this.#options.memory) };
  }

  /** The configuration, from which the optimizer can be made again. */
  override getConfig(): tf.serialization.ConfigDict {
    return { ...this.#options };
  }
}
tf.serialization.registerClass(LbfgsOptimizer);

/** A pair that does not count, without its vectors: they may be NaN, and 0 times NaN is NaN. */
function useful({ s, y, rho, gamma }: DevicePair): DevicePair {
  const counts = tf.greater(rho, 0);
  const orZero = ([vector]: Flat): Flat => [tf.where(counts, vector, 0)];
  return { s: orZero(s), y: orZero(y), rho, gamma };
}

/**
 * L-BFGS: w <- w - t H g, with H the inverse Hessian that the last `memory` steps suggest, and t by a line search. The
 * change of the gradient over a step is taken on one batch, so that it is curvature and not the difference of two
 * batches. Source: Nocedal and Wright (2006), Numerical Optimization, algorithms 7.4 and 7.5; on batches, Schraudolph,
 * Yu and Günter (2007), A stochastic quasi-Newton method for online convex optimization.
 *
 * A step costs a gradient at its start and one a sample of the search, mostly one, or with `backtracking` a forward
 * pass a sample and a gradient; and about 8 * memory operations on vectors. On webgpu, if nothing is read back,
 * backtracking on the device: two gradients and exactly 12 forward passes; awaited (`minimizeAsync`), as elsewhere.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { lbfgs, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const w = tf.variable(tf.tensor1d([5, 1]));
 * const bowl = () => tf.sum(tf.mul(tf.square(w), [1, 20])) as tf.Scalar;
 * const optimizer = lbfgs();
 * for (let i = 0; i < 12; i++) optimizer.minimize(bowl, false, [w]);
 * console.log(bowl().dataSync()[0] < 1e-6); // true
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function lbfgs(options?: LbfgsOptimizerOptions): LbfgsOptimizer {
  return new LbfgsOptimizer(options);
}
