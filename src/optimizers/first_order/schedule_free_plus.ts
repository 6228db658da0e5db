/**
 * Schedule-free AdamW with a Polyak step inside.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { checkOption, checkOptions, isPositive, isShare, withDefaults } from "../options.ts";
import { type Num, numbersHere } from "../vector_numbers.ts";
import { VectorOptimizer } from "../vector_optimizer.ts";
import type { Decays, NextStep, Remembered, StepAt } from "../vector_step.ts";
import { mix } from "./averaging.ts";
import { running, scaledRoot } from "./moments.ts";

/** What {@linkcode scheduleFreePlus} takes; each has a default. */
export interface ScheduleFreePlusOptions {
  /** A factor of the Polyak step. Default 1. */
  learningRate?: number;
  /** What is kept of the mean gradient. Default 0.9. */
  beta1?: number;
  /** What is kept of the mean square. Default 0.95. */
  beta2?: number;
  /** How far from the newest point towards the average the gradient is taken. Default 0.9. */
  beta?: number;
  /** Where that is annealed to. Default 0.965. */
  lastBeta?: number;
  /** Over this many steps. Default 0: it stays. */
  annealing?: number;
  /** Added to the root of the mean square. Default 1e-8. */
  epsilon?: number;
  /** What is kept of the mean size of the gradient. Default 0. */
  sizeBeta?: number;
  /** So many steps at the beginning are no part of the average. Default 0. */
  averageFrom?: number;
  /** Steps weigh t^r. Default 0. */
  stepPower?: number;
  /** Steps weigh the largest step size so far, to this power: 1 or 2. Default 2. */
  ratePower?: number;
  /** Weight decay at the point of the gradient, times the square of the step size. Default 0. */
  weightDecay?: number;
  /** Default `all`. */
  decays?: Decays;
}

const defaults: Required<ScheduleFreePlusOptions> = {
  learningRate: 1,
  beta1: 0.9,
  beta2: 0.95,
  beta: 0.9,
  lastBeta: 0.965,
  annealing: 0,
  epsilon: 1e-8,
  sizeBeta: 0,
  averageFrom: 0,
  stepPower: 0,
  ratePower: 2,
  weightDecay: 0,
  decays: "all",
};

/** The optimizer that {@linkcode scheduleFreePlus} makes. */
export class ScheduleFreePlusOptimizer extends VectorOptimizer<Required<ScheduleFreePlusOptions>> {
  /** The name under which it is serialised. */
  static readonly className = "ScheduleFreePlus";
  /** It needs the loss. */
  override readonly takesGradients: boolean = false;

  /** See {@linkcode scheduleFreePlus}. */
  constructor(options: ScheduleFreePlusOptions = {}) {
    super(withDefaults(defaults, options));
    const { learningRate, epsilon, beta1, beta2, beta, lastBeta, sizeBeta, weightDecay } =
      this.options;
    const { annealing, averageFrom, stepPower, ratePower } = this.options;
    const name = "ScheduleFreePlus";
    checkOptions(name, isPositive, { learningRate, epsilon });
    checkOptions(name, isShare, { beta1, beta2, beta, lastBeta, sizeBeta, weightDecay });
    for (const [option, value] of Object.entries({ annealing, averageFrom, stepPower })) {
      checkOption(name, option, value, (v) => v >= 0 && v < Infinity, "0 or more. Try 0");
    }
    checkOption(
      name,
      "ratePower",
      ratePower,
      (power) => power === 1 || power === 2,
      "1 or 2. Try 2",
    );
  }

  /** y = b x + (1 - b) z, with the b of the step before. */
  protected override trainingPoint(
    x: tf.Tensor,
    { vectors }: Remembered,
    t: number,
  ): tf.Tensor | undefined {
    return vectors.z && mix(x, vectors.z, this.#beta(t - 1));
  }

  /** a = rate max(0, f + b <g, z - x>) / e, with e the size of the gradient; z <- z - a^2 decay y - a Adam's direction; x <- (1 - c) x + c z. */
  protected override update({ w: x, g, loss, t, decaying, vectors, numbers }: StepAt): NextStep {
    const { learningRate, beta1, beta2, epsilon, sizeBeta, weightDecay } = this.options;
    const { add, div, dot, max, mul, norm1 } = numbersHere();
    const z = vectors.z ?? tf.clone(x);
    const inner = mul(dot(g, tf.sub(z, x)), this.#beta(t));
    const size = mul(norm1(g), (1 - sizeBeta) * Math.sqrt(Math.PI / 2));
    const mean = add(mul(numbers.size ?? 0, sizeBeta), size);
    const a = mul(div(max(add(loss, inner), 0), div(mean, 1 - sizeBeta ** t)), learningRate);

    const m = running(vectors.m, beta1, g);
    const v = running(vectors.v, beta2, tf.square(g));
    const direction = tf.div(tf.div(m, 1 - beta1 ** t), scaledRoot(v, 1 - beta2 ** t, epsilon));
    const y = decaying(mix(x, z, this.#beta(t - 1)));
    const kept = weightDecay ? tf.sub(z, tf.mul(y, mul(mul(a, a), weightDecay))) : z;
    const next = tf.sub(kept, tf.mul(direction, a));
    const { share, ...averaged } = this.#share(a, t, numbers);
    return {
      w: mix(next, x, share as number),
      vectors: { z: next, m, v },
      numbers: { size: mean, ...averaged },
    };
  }

  /** Annealed geometrically in 1 - b. */
  #beta(t: number): number {
    const { beta, lastBeta, annealing } = this.options;
    if (annealing === 0) return beta;
    const share = Math.min(Math.max(t - 1, 0) / annealing, 1);
    return 1 - (1 - beta) ** (1 - share) * (1 - lastBeta) ** share;
  }

  /** The step's share of the average: all of it at the beginning. */
  #share(a: Num, t: number, { sum = 0, largest = 0 }: { [name: string]: Num | undefined }) {
    const { averageFrom, stepPower, ratePower } = this.options;
    const { add, div, less, max, mul, select } = numbersHere();
    const most = max(largest, a);
    if (t <= averageFrom) return { share: 1, sum, largest: most };
    const weight = mul(ratePower === 2 ? mul(most, most) : most, t ** stepPower);
    const total = add(sum, weight);
    const share = select(less(0, total), div(weight, max(total, 1e-38)), 0);
    return { share, sum: total, largest: most };
  }
}
tf.serialization.registerClass(ScheduleFreePlusOptimizer);

/**
 * ScheduleFree+: Schedule-Free AdamW whose step size is Polyak's, from the loss at hand; for losses whose minimum is about 0.
 * The variables hold the average x whenever no step is under way, so that `evaluate`, `predict` and `save` use it without a switch; a step takes its gradient
 * at y, and the loss that it returns is the one there. Source: Defazio (2026), arXiv 2605.19095. The mean size of the
 * gradient, with sizeBeta above 0, is corrected once, where the published code corrects it again at every step. A step costs one gradient; on webgpu it reads nothing back.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { scheduleFreePlus } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * const optimizer = scheduleFreePlus();
 * for (let i = 0; i < 100; i++) optimizer.minimize(() => tf.square(x), false, [x]);
 * console.log(Math.abs(x.dataSync()[0]) < 0.3); // true
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function scheduleFreePlus(options?: ScheduleFreePlusOptions): ScheduleFreePlusOptimizer {
  return new ScheduleFreePlusOptimizer(options);
}
