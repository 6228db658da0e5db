/**
 * Adam with a smoothed Armijo search.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { decidesOnDevice } from "../../objectives/moves.ts";
import { backtrackingMachine } from "../../searches/machines/backtracking.ts";
import { running, scaledRoot } from "../first_order/moments.ts";
import {
  checkOption,
  checkOptions,
  isCount,
  isFraction,
  isShare,
  withDefaults,
} from "../options.ts";
import { type Num, numbersHere } from "../vector_numbers.ts";
import { VectorOptimizer } from "../vector_optimizer.ts";
import type { NextStep, StepAt } from "../vector_step.ts";
import { walkAlong } from "./loss_here.ts";

/** What {@linkcode armijoAdam} takes; each has a default. */
export interface ArmijoAdamOptions {
  /** The Armijo constant c. Default 0.5. */
  sufficientDecrease?: number;
  /** What is kept of the mean gradient. Default 0.9. */
  beta1?: number;
  /** What is kept of the mean square. Default 0.999. */
  beta2?: number;
  /** What is kept of the mean decrease and slope (beta3). Default 0.9. */
  smoothing?: number;
  /** Whether the search is along Adam's own direction; else along the preconditioned gradient. Default false. */
  searchesMomentum?: boolean;
  /** Whether searches become rarer while the step size stays as it is; on webgpu every step searches. Default true. */
  skipsSearches?: boolean;
  /** A step is shortened at most so often; then the batch moves nothing. Default 40. */
  maxBacktracks?: number;
}

const defaults: Required<ArmijoAdamOptions> = {
  sufficientDecrease: 0.5,
  beta1: 0.9,
  beta2: 0.999,
  smoothing: 0.9,
  searchesMomentum: false,
  skipsSearches: true,
  maxBacktracks: 40,
};

/** What a search begins with, in the last step, and what shortens it: the paper's code. */
const [growth, shrinkage] = [1.1, 0.8];
/** Losses and slopes below it are 0. */
const nothing = 1e-8;
/** The first steps all search. */
const warmUp = 10;

/** The optimizer that {@linkcode armijoAdam} makes. */
export class ArmijoAdamOptimizer extends VectorOptimizer<Required<ArmijoAdamOptions>> {
  /** The name under which it is serialised. */
  static readonly className = "ArmijoAdam";
  /** A gradient alone is not enough. */
  override readonly takesGradients: boolean = false;
  /** It measures losses of the same batch. */
  protected override readonly asksAgain: boolean = true;

  /** See {@linkcode armijoAdam}. */
  constructor(options: ArmijoAdamOptions = {}) {
    super(withDefaults(defaults, options));
    const { sufficientDecrease, beta1, beta2, smoothing, maxBacktracks } = this.options;
    checkOptions("ArmijoAdam", isFraction, { sufficientDecrease });
    checkOptions("ArmijoAdam", isShare, { beta1, beta2, smoothing });
    checkOption(
      "ArmijoAdam",
      "maxBacktracks",
      maxBacktracks,
      isCount,
      "a whole number above 0. Try 40",
    );
  }

  /** Adam's direction with the step size a; where it searches, the first a of 1.1 a, 0.8 * 1.1 a, ... with a mean decrease H >= c a S, for the mean slope S. */
  protected override update(at: StepAt): NextStep {
    const { w, g, t, vectors, numbers } = at;
    const { beta1, beta2 } = this.options;
    const m = running(vectors.m, beta1, g);
    const v = running(vectors.v, beta2, tf.square(g));
    const root = scaledRoot(v, 1 - beta2 ** (t + 1), 1e-8);
    const adam = tf.div(tf.div(m, 1 - beta1 ** (t + 1)), root);
    const since = (numbers.since as number ?? 100) + 1;
    const { mul } = numbersHere();
    if (!this.#searches(at, since)) {
      const w1 = tf.sub(w, tf.mul(adam, mul(numbers.a ?? 1, growth)));
      return { w: w1, vectors: { m, v }, numbers: { ...defined(numbers), since } };
    }
    const preconditioned = tf.div(g, root);
    return { ...this.#searched(at, { adam, preconditioned }), vectors: { m, v } };
  }

  /** Whether this step searches: rarely, once the step size changes little. */
  #searches({ t, numbers }: StepAt, since: number): boolean {
    if (!this.options.skipsSearches || decidesOnDevice() || t <= warmUp) return true;
    const [fast, slow] = [numbers.fast as number ?? nothing, numbers.slow as number ?? nothing];
    const ratio = Math.max(fast / slow, slow / fast);
    return since >= Math.min(10, 1 / (ratio - 1 + nothing));
  }

  #searched(
    { g, loss, numbers, objective }: StepAt,
    { adam, preconditioned }: { adam: tf.Tensor; preconditioned: tf.Tensor },
  ): Pick<NextStep, "w" | "numbers"> {
    const { sufficientDecrease, smoothing, searchesMomentum, maxBacktracks } = this.options;
    const { add, div, dot, less, max, mul, or, select, sub } = numbersHere();
    const u = searchesMomentum ? adam : preconditioned;
    const S = add(mul(numbers.S ?? 0, smoothing), mul(dot(g, u), 1 - smoothing));
    const isFlat = or(less(loss, nothing), less(S, nothing));
    const chosen = tf.add(tf.mul(u, select(isFlat, 0, 1)), tf.mul(adam, select(isFlat, 1, 0)));
    // H' = b H + (1 - b)(f - f') >= c a S is Armijo's condition, from f + b H / (1 - b) and with the slope -S / (1 - b).
    const H = numbers.H ?? 0;
    const above = select(isFlat, 1e30, div(mul(H, smoothing), 1 - smoothing));
    const search = backtrackingMachine({
      ...{ firstStep: 1, maxStep: Infinity, growth, sufficientDecrease, shrinkage },
      ...{ maxBacktracks, rounding: 0 },
    });
    const from = numbers.a ?? 1;
    const walked = walkAlong(objective!, chosen, {
      ...{ search, loss: add(loss, above), first: from },
      slope: select(isFlat, -1e-30, div(S, smoothing - 1)),
    });
    const { w, step } = walked;
    const a = select(less(0, step), step, mul(mul(from, growth), shrinkage ** maxBacktracks));
    const fallen = sub(loss, walked.loss);
    const accepted = select(less(0, step), add(mul(H, smoothing), mul(fallen, 1 - smoothing)), H);
    const means = { slow: [0.99, 0.01], fast: [0.9, 0.1] } as const;
    const mean = (name: "slow" | "fast"): Num =>
      add(mul(numbers[name] ?? nothing, means[name][0]), mul(a, means[name][1]));
    return {
      w,
      numbers: {
        a,
        S,
        H: select(isFlat, H, accepted),
        slow: max(mean("slow"), nothing),
        fast: mean("fast"),
        since: 0,
      },
    };
  }
}
tf.serialization.registerClass(ArmijoAdamOptimizer);

function defined(numbers: { [name: string]: Num | undefined }): { [name: string]: Num } {
  return Object.fromEntries(
    Object.entries(numbers).filter(([, value]) => value !== undefined),
  ) as { [name: string]: Num };
}

/**
 * SaLSa: Adam that finds its step size by Armijo's condition on running means of decreases and slopes, and searches rarely once the step size has settled. Source: Kenneweg, Kenneweg, Fumagalli and
 * Hammer (2024), No learning rates needed: introducing SALSA. A step costs one gradient, and one forward pass a trial where it searches, mostly one; on webgpu, where nothing is read back, it always
 * searches: exactly maxBacktracks + 1.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { armijoAdam } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * const optimizer = armijoAdam();
 * for (let i = 0; i < 50; i++) optimizer.minimize(() => tf.square(x), false, [x]);
 * console.log(Math.abs(x.dataSync()[0]) < 0.5); // true
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function armijoAdam(options?: ArmijoAdamOptions): ArmijoAdamOptimizer {
  return new ArmijoAdamOptimizer(options);
}
