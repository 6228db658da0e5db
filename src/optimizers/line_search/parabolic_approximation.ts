/**
 * A step to the minimum of a parabola: the slope is known, and one loss is measured along the line.
 *
 * @module
 */
import { unflatten } from "../../numeric/flat.ts";
import * as tf from "../../deps/tf.ts";
import { checkOptions, isPositive, isShare, withDefaults } from "../options.ts";
import { type Num, numbersHere } from "../vector_numbers.ts";
import { VectorOptimizer } from "../vector_optimizer.ts";
import type { NextStep, StepAt } from "../vector_step.ts";
import { lossHere } from "./loss_here.ts";

/** What {@linkcode parabolicApproximation} takes; each has a default. */
export interface ParabolicApproximationOptions {
  /** How far along the line the loss is measured (mu). Default 1; 0.1 is as usual. */
  probe?: number;
  /** The longest step. Default 3.16. */
  maxStep?: number;
  /** What of the last direction is added to the gradient (beta). Default 0.4. */
  directionMomentum?: number;
  /** A factor of the step to the parabola's minimum (alpha). Default 1 / 0.6. */
  stepFactor?: number;
  /** Whether the slope is the direction's own; else minus its length, which costs an inner product less. Default true. */
  exactSlope?: boolean;
}

const defaults: Required<ParabolicApproximationOptions> = {
  probe: 1,
  maxStep: 3.16,
  directionMomentum: 0.4,
  stepFactor: 1 / 0.6,
  exactSlope: true,
};

/** Below it, float32 has no inverse that is finite. */
const smallestDivisor = 1e-30;

/** The optimizer that {@linkcode parabolicApproximation} makes. */
export class ParabolicApproximationOptimizer
  extends VectorOptimizer<Required<ParabolicApproximationOptions>> {
  /** The name under which it is serialised. */
  static readonly className = "ParabolicApproximation";
  /** A gradient alone is not enough. */
  override readonly takesGradients: boolean = false;
  /** It measures losses of the same batch. */
  protected override readonly asksAgain: boolean = true;

  /** See {@linkcode parabolicApproximation}. */
  constructor(options: ParabolicApproximationOptions = {}) {
    super(withDefaults(defaults, options));
    const { probe, maxStep, directionMomentum, stepFactor } = this.options;
    const name = "ParabolicApproximation";
    checkOptions(name, isPositive, { probe, maxStep, stepFactor });
    checkOptions(name, isShare, { directionMomentum });
  }

  /** u <- beta u + g; b = -<g, u> / |u|; q = (f(w - mu u / |u|) - f - b mu) / mu^2; w <- w - s u / |u| with s = min(-alpha b / (2 q), maxStep). */
  protected override update({ w, g, loss, vectors, variables, objective }: StepAt): NextStep {
    const { probe, directionMomentum, exactSlope } = this.options;
    const { div, dot, max, sqrt, sub } = numbersHere();
    const u = vectors.u ? tf.add(tf.mul(vectors.u, directionMomentum), g) : g;
    const length = max(sqrt(dot(u, u)), smallestDivisor);
    const slope = sub(0, exactSlope ? div(dot(g, u), length) : length);
    const along = (step: Num) => tf.sub(w, tf.mul(u, div(step, length)));
    const ahead = unflatten(along(probe) as tf.Tensor1D, variables);
    variables.forEach((variable, i) => variable.assign(ahead[i]));
    const step = this.#step(loss, slope, lossHere(objective!));
    return { w: along(step), vectors: { u } };
  }

  /** 0 uphill; the probe, where the line does not curve upwards; else to the parabola's minimum. */
  #step(loss: Num, slope: Num, probed: Num): Num {
    const { probe, maxStep, stepFactor } = this.options;
    const { div, less, max, min, mul, select, sub } = numbersHere();
    const curvature = div(sub(sub(probed, loss), mul(slope, probe)), probe ** 2);
    const minimizer = div(mul(slope, -0.5 * stepFactor), max(curvature, smallestDivisor));
    const upwards = select(less(0, curvature), min(minimizer, maxStep), probe);
    // NaN is less than nothing: then there is no step.
    return select(less(slope, 0), select(less(probed, Infinity), upwards, 0), 0);
  }
}
tf.serialization.registerClass(ParabolicApproximationOptimizer);

/**
 * PAL: SGD whose step goes to the minimum of the parabola through the loss, its slope, and one more loss along the line. Source: Mutschler and Zell (2020), Parabolic approximation line
 * search for DNNs. A step costs one gradient and one forward pass on the same batch; on webgpu it reads nothing back.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { parabolicApproximation } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(3));
 * parabolicApproximation({ stepFactor: 1 }).minimize(() => tf.square(x), false, [x]);
 * console.log(Math.abs(x.dataSync()[0]) < 1e-5); // true
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function parabolicApproximation(
  options?: ParabolicApproximationOptions,
): ParabolicApproximationOptimizer {
  return new ParabolicApproximationOptimizer(options);
}
