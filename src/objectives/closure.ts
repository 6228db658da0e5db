/**
 * Any tfjs closure, as an objective.
 *
 * @module
 */
import { gradientOver } from "../calculus/gradient.ts";
import { variableHessianVectorProduct } from "../calculus/hessian_vector_product.ts";
import { variableHessian } from "../calculus/hessian.ts";
import * as tf from "../deps/tf.ts";
import {
  type LossAndGradient,
  noCost,
  type Objective,
  type Walk,
  type WalkOptions,
} from "./objective.ts";
import { searchOnHost } from "../searches/machines/on_host.ts";
import { shaderSearch, stateIndex } from "../searches/machines/on_shader.ts";
import { decidesOnDevice, moveAlong, squaredNorm, squaredNormOnDevice } from "./moves.ts";
import { movable } from "./movable.ts";
import { scalar } from "./scalar.ts";
import type { LineSearch } from "../searches/machines/line_search.ts";

/** How a {@linkcode closureObjective} answers. */
export interface ClosureOptions {
  /** The Hessian, if there is a faster answer than differentiating the closure twice. */
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
 * @param variables The variables to move; without it, all trainable ones. Others, and those that are not float32, are left
 * alone.
 * @throws {Error} If there is nothing to move.
 */
export function closureObjective(
  f: () => tf.Scalar,
  variables?: tf.Variable[],
  options: ClosureOptions = {},
): Objective {
  return new ClosureObjective(f, movable(variables), options);
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
        "Cannot minimize: there is no trainable float32 variable to move. Make one with tf.variable(...).",
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
    return decidesOnDevice()
      ? this.#walkOnDevice(direction, search, options)
      : this.#walkOnHost(direction, search, options);
  }

  /** Reads each loss, and stops as soon as the search is over. */
  #walkOnHost(direction: tf.Tensor[], search: LineSearch, options: WalkOptions): Walk {
    const origin = this.variables.map((variable) => variable.clone());
    let at = 0;
    const moveTo = (step: number) => {
      if (step !== at) moveAlong(this.variables, origin, direction, step);
      at = step;
    };
    try {
      const { step, loss } = searchOnHost(search, {
        loss: options.loss ? read(options.loss) : this.#readLoss(),
        slope: options.slope ? read(options.slope) : -squaredNorm(direction),
        lastStep: options.lastStep ? read(options.lastStep) : 0,
      }, (step) => {
        moveTo(step);
        return this.#readLoss();
      });
      moveTo(step);
      return { step: tf.scalar(step), loss: tf.scalar(loss) };
    } catch (error) {
      this.variables.forEach((variable, i) => variable.assign(origin[i]));
      throw error;
    } finally {
      tf.dispose(origin);
    }
  }

  /** Evaluates all candidates that the search may ask for; a shader decides, and nothing is read back. */
  #walkOnDevice(direction: tf.Tensor[], search: LineSearch, options: WalkOptions): Walk {
    const origin = this.variables.map((variable) => variable.clone());
    try {
      return this.#walkFrom(origin, direction, search, options);
    } catch (error) {
      this.variables.forEach((variable, i) => variable.assign(origin[i]));
      throw error;
    } finally {
      tf.dispose(origin);
    }
  }

  #walkFrom(
    origin: tf.Tensor[],
    direction: tf.Tensor[],
    search: LineSearch,
    options: WalkOptions,
  ): Walk {
    return tf.tidy(() => {
      const { begin, advance } = shaderSearch(search);
      const slope = options.slope ?? tf.neg(squaredNormOnDevice(direction));
      let state = begin({
        loss: options.loss ?? this.loss(),
        lastStep: options.lastStep ?? tf.scalar(0),
        ...{ slope, direction: slope },
      });
      for (let i = 0; i < search.maxLosses; i++) {
        moveAlong(this.variables, origin, direction, state);
        const [before, loss] = [state, this.loss()];
        state = advance(before, before, { values: loss, rows: 1, columns: 1, factor: 1 });
        tf.dispose([before, loss]);
      }
      const entry = (at: number) => tf.reshape<tf.Rank.R0>(tf.slice(state, [at], [1]), []);
      const step = entry(stateIndex.step);
      moveAlong(this.variables, origin, direction, step);
      return { step, loss: entry(stateIndex.loss) };
    });
  }

  #readLoss(): number {
    const loss = this.loss();
    const value = read(loss);
    loss.dispose();
    return value;
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

function read(value: tf.Tensor): number {
  return value.dataSync()[0];
}
