/**
 * Polyak's step size on each mini-batch, with a bound.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import {
  decidesOnDevice,
  moveAlong,
  squaredNorm,
  squaredNormOnDevice,
} from "../../objectives/moves.ts";
import type { Objective } from "../../objectives/objective.ts";
import { ObjectiveOptimizer } from "../objective_optimizer.ts";
import { checkOption, isPositive, withDefaults } from "../options.ts";

/** What {@linkcode polyak} takes; each has a default. */
export interface PolyakOptions {
  /** The longest step, in gradients (the paper's gamma_b). Default 1. */
  maxStep?: number;
  /** What a batch's loss cannot fall below (f_i*). Default 0, which is right for squared error and cross-entropy. */
  lowerBound?: number;
  /** The divisor's constant c: 1/2 for convex losses, less for longer steps. Default 0.5. */
  scale?: number;
}

/** Below it, float32 has no inverse that is finite. */
const smallestDivisor = 1e-30;

/** The optimizer that {@linkcode polyak} makes. */
export class PolyakOptimizer extends ObjectiveOptimizer {
  /** The name under which it is serialised. */
  static readonly className = "Polyak";
  /** A step asks for one gradient, and nothing else. */
  protected override readonly asksAgain = false;
  readonly #options: Required<PolyakOptions>;

  /** See {@linkcode polyak}. */
  constructor(options: PolyakOptions = {}) {
    super();
    this.#options = withDefaults({ maxStep: 1, lowerBound: 0, scale: 0.5 }, options);
    const { maxStep, lowerBound, scale } = this.#options;
    checkOption("Polyak", "maxStep", maxStep, isPositive, "a number above 0. Try 1");
    checkOption("Polyak", "lowerBound", lowerBound, Number.isFinite, "a finite number. Try 0");
    checkOption("Polyak", "scale", scale, isPositive, "a number above 0. Try 0.5");
  }

  /** Takes one step. It costs a gradient; on webgpu it reads nothing back. */
  override step(objective: Objective): tf.Scalar {
    const { loss, gradient } = objective.gradient();
    const { variables } = objective;
    tf.tidy(() => {
      const step = decidesOnDevice()
        ? this.#stepOnDevice(loss, squaredNormOnDevice(gradient))
        : this.#stepSize(loss.dataSync()[0], squaredNorm(gradient));
      moveAlong(variables, variables, gradient, step);
    });
    tf.dispose(gradient);
    this.incrementIterations();
    return loss;
  }

  /** min((loss - lowerBound) / (c |g|^2), maxStep), and never backwards; 0 if loss or gradient are not finite. */
  #stepSize(loss: number, squaredNorm: number): number {
    const { maxStep, lowerBound, scale } = this.#options;
    if (!Number.isFinite(loss) || !Number.isFinite(squaredNorm)) return 0;
    // A gradient of 0 moves nothing, whatever the step size, so long as that is a number.
    const divisor = Math.max(squaredNorm * scale, smallestDivisor);
    return Math.min(Math.max(loss - lowerBound, 0) / divisor, maxStep);
  }

  /** The same, as a tensor. */
  #stepOnDevice(loss: tf.Scalar, squaredNorm: tf.Scalar): tf.Tensor {
    const { maxStep, lowerBound, scale } = this.#options;
    const above = tf.maximum(tf.sub(loss, lowerBound), 0);
    const divisor = tf.maximum(tf.mul(squaredNorm, scale), smallestDivisor);
    const isFinite = tf.logicalAnd(tf.isFinite(loss), tf.isFinite(squaredNorm));
    return tf.where(isFinite, tf.minimum(tf.div(above, divisor), maxStep), 0);
  }

  /** The configuration, from which the optimizer can be made again. */
  override getConfig(): tf.serialization.ConfigDict {
    return { ...this.#options };
  }
}
tf.serialization.registerClass(PolyakOptimizer);

/**
 * Stochastic gradient descent with Polyak's step size: w <- w - t g with t = min((loss - lowerBound) / (c |g|^2),
 * maxStep). Source: Loizou, Vaswani, Laradji and Lacoste-Julien (2021), Stochastic Polyak step-size for SGD, SPS_max.
 *
 * A step costs one gradient, and reads nothing back on any backend. Where loss or gradient are not finite the variables
 * stay.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { polyak, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * polyak().minimize(() => tf.square(x), false, [x]);
 * x.print(); // 0
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function polyak(options?: PolyakOptions): PolyakOptimizer {
  return new PolyakOptimizer(options);
}
