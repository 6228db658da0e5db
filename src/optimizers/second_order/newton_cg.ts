/**
 * Newton-CG in a trust region, one iteration a step.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { newtonCg as newtonCgMethod } from "../../methods/newton_cg.ts";
import { MethodOptimizer } from "../method_optimizer.ts";
import { checkOption, isCount, isPositive, withDefaults } from "../options.ts";

/** What {@linkcode newtonCg} takes; each has a default. */
export interface NewtonCgOptimizerOptions {
  /** How far the quadratic model is believed in the first step, in the parameters' units. Default 1. */
  firstRadius?: number;
  /** At most this many Hessian-vector products a step. Default 20. */
  maxProducts?: number;
}

/** The optimizer that {@linkcode newtonCg} makes. */
export class NewtonCgOptimizer extends MethodOptimizer {
  /** The name under which it is serialised. */
  static readonly className = "NewtonCg";
  readonly #options: Required<NewtonCgOptimizerOptions>;

  /** See {@linkcode newtonCg}. */
  constructor(options: NewtonCgOptimizerOptions = {}) {
    const complete = withDefaults({ firstRadius: 1, maxProducts: 20 }, options);
    const { firstRadius, maxProducts } = complete;
    checkOption("NewtonCg", "firstRadius", firstRadius, isPositive, "a number above 0. Try 1");
    checkOption("NewtonCg", "maxProducts", maxProducts, isCount, "a whole number above 0. Try 20");
    super(newtonCgMethod({ ...complete, typicalGradient: 1 }), ["radius", "refusals"]);
    this.#options = complete;
  }

  /**
   * Not supported: each product decides about the next one.
   *
   * @throws {Error} Always: it is asked on webgpu, if nothing can be read back inside a synchronous step.
   */
  protected override stepByWalk(): object {
    throw new Error(
      "Cannot take a Newton-CG step inside fit or minimize on webgpu: it is decided on the host. Await minimizeAsync(f), or use wasm.",
    );
  }

  /** The configuration, from which the optimizer can be made again. */
  override getConfig(): tf.serialization.ConfigDict {
    return { ...this.#options };
  }
}
tf.serialization.registerClass(NewtonCgOptimizer);

/**
 * Newton-CG: minimizes the quadratic model of the loss by conjugate gradients, within the region in which it is
 * believed. For more parameters than Newton's Hessian can hold; it goes down where the loss curves downwards. Source:
 * Nocedal and Wright (2006), Numerical Optimization, algorithm 7.2 (CG-Steihaug) within algorithm 4.1.
 *
 * A step costs two gradients and at most maxProducts Hessian-vector products, each about two gradients. A step that
 * does not keep what the model promised is not taken: then the region is a quarter. On webgpu it is awaited:
 * `minimizeAsync(f)`.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { newtonCg, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const w = tf.variable(tf.tensor1d([5, 1]));
 * const bowl = () => tf.sum(tf.mul(tf.square(w), [1, 20])) as tf.Scalar;
 * const optimizer = newtonCg({ firstRadius: 10 });
 * for (let i = 0; i < 12; i++) optimizer.minimize(bowl, false, [w]);
 * console.log(bowl().dataSync()[0] < 1e-6); // true
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function newtonCg(options?: NewtonCgOptimizerOptions): NewtonCgOptimizer {
  return new NewtonCgOptimizer(options);
}
