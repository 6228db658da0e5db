/**
 * Any tfjs closure, as an objective.
 *
 * @module
 */
import { gradientOver } from "../calculus/gradient.ts";
import { variableHessianVectorProduct } from "../calculus/hessian_vector_product.ts";
import { variableHessian } from "../calculus/hessian.ts";
import { variableSecondDerivativeAlong } from "../calculus/second_derivative_along.ts";
import * as tf from "../deps/tf.ts";
import {
  type LossAndGradient,
  noCost,
  type Objective,
  type Walk,
  type WalkOptions,
} from "./objective.ts";
import { decidesOnDevice, walkOnDevice, walkOnHost } from "../searches/machines/walk.ts";
import type { LineSearch } from "../searches/machines/line_search.ts";

/** How a {@linkcode closureObjective} answers. */
export interface ClosureOptions {
  /** Whether walks decide on the device, without a readback; by default on webgpu. */
  onDevice?: boolean;
  /** The Hessian, where there is a faster answer than differentiating the closure twice. */
  hessian?: () => tf.Tensor2D;
}

/**
 * Makes an objective of a closure.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { closureObjective, keepStepping, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(3));
 * const objective = closureObjective(() => tf.square(x), [x]);
 * keepStepping(0.1).step(objective).print(); // 9
 * console.log(objective.cost.gradients); // 1
 * ```
 * @param f The loss, of no arguments: a scalar.
 * @param variables The variables to move; without it, all trainable ones. Others are left alone.
 * @throws {Error} Where there is nothing to move.
 */
export function closureObjective(
  f: () => tf.Scalar,
  variables: tf.Variable[] = Object.values(tf.engine().registeredVariables),
  options: ClosureOptions = {},
): Objective {
  return new ClosureObjective(f, variables.filter((v) => v.trainable), options);
}

class ClosureObjective implements Objective {
  readonly cost = noCost();

  readonly #f: () => tf.Scalar;

  readonly #options: ClosureOptions;

  constructor(
    f: () => tf.Scalar,
    readonly variables: tf.Variable[],
    options: ClosureOptions,
  ) {
    this.#options = options;
    this.#f = f;
    if (variables.length === 0) {
      throw new Error(
        "Cannot minimize: there is no trainable variable to move. Make one with tf.variable(...).",
      );
    }
  }

  loss(): tf.Scalar {
    this.cost.forwardPasses++;
    return tf.tidy(() => scalar(this.#f()));
  }

  gradient(): LossAndGradient {
    this.cost.gradients++;
    return tf.tidy(() => {
      const { value, gradient } = gradientOver(1, () => scalar(this.#f()), this.variables);
      return { loss: value, gradient };
    });
  }

  walk(direction: tf.Tensor[], search: LineSearch, options: WalkOptions = {}): Walk {
    return tf.tidy(() => {
      const origin = this.variables.map((v) => v.clone());
      const loss = options.loss ?? this.loss();
      const lastStep = (options.lastStep ?? tf.scalar(0)) as tf.Scalar;
      const slope = options.slope ??
        tf.neg(tf.addN(direction.map((d) => tf.sum(tf.square(d))))) as tf.Scalar;
      const moveTo = (step: tf.Scalar) => {
        const start = tf.equal(step, 0);
        this.variables.forEach((v, i) =>
          v.assign(tf.where(start, origin[i], tf.sub(origin[i], tf.mul(step, direction[i]))))
        );
      };
      const phi = (step: tf.Scalar) => {
        moveTo(step);
        return this.loss();
      };

      if (this.#options.onDevice ?? decidesOnDevice()) {
        const end = walkOnDevice(search, { loss, slope, lastStep }, phi);
        moveTo(end.step);
        return { step: end.step, loss: end.loss };
      }
      const start = {
        loss: read(loss),
        slope: read(slope),
        lastStep: read(lastStep),
      };
      const end = walkOnHost(search, start, (step) => tf.tidy(() => read(phi(tf.scalar(step)))));
      const step = tf.scalar(end.step);
      moveTo(step);
      return { step, loss: tf.scalar(end.loss) };
    });
  }

  curvature(direction: tf.Tensor[]): tf.Scalar {
    this.cost.gradients += 2;
    return variableSecondDerivativeAlong(this.#f, this.variables, direction);
  }

  hessianVectorProduct(direction: tf.Tensor[]): tf.Tensor[] {
    this.cost.gradients += 2;
    return variableHessianVectorProduct(this.#f, this.variables, direction);
  }

  hessian(): tf.Tensor2D {
    this.cost.hessians++;
    return this.#options.hessian?.() ?? variableHessian(this.#f, this.variables);
  }
}

function read(value: tf.Scalar): number {
  return value.dataSync()[0];
}

function scalar(value: tf.Scalar): tf.Scalar {
  if (value.rank !== 0) {
    throw new Error(
      `Cannot minimize: the loss must be a scalar, got shape [${value.shape}]. Take its tf.mean or tf.sum.`,
    );
  }
  return value;
}
