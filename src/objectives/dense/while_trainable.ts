/**
 * A fused objective, as long as all of its variables may move.
 *
 * @module
 */
import type * as tf from "../../deps/tf.ts";
import type { LineSearch } from "../../searches/machines/line_search.ts";
import type { Cost, LossAndGradient, Objective, Walk, WalkOptions } from "../objective.ts";

/**
 * The fused kernels answer for all weights at once. Once a layer is frozen, tfjs's own operations answer for the others.
 *
 * @param plain Makes the objective of those variables that are trainable.
 */
export function whileTrainable(fused: Objective, plain: () => Objective): Objective {
  return new WhileTrainable(fused, plain);
}

class WhileTrainable implements Objective {
  readonly #fused: Objective;
  readonly #makePlain: () => Objective;
  #plain?: Objective;

  constructor(fused: Objective, plain: () => Objective) {
    this.#fused = fused;
    this.#makePlain = plain;
  }

  get variables(): readonly tf.Variable[] {
    return this.#current().variables;
  }

  get cost(): Cost {
    const [fused, plain] = [this.#fused.cost, this.#plain?.cost];
    if (!plain) return fused;
    return {
      forwardPasses: fused.forwardPasses + plain.forwardPasses,
      gradients: fused.gradients + plain.gradients,
      hessians: fused.hessians + plain.hessians,
    };
  }

  loss(): tf.Scalar {
    return this.#current().loss();
  }

  gradient(): LossAndGradient {
    return this.#current().gradient();
  }

  walk(direction: tf.Tensor[], search: LineSearch, options?: WalkOptions): Walk {
    return this.#current().walk(direction, search, options);
  }

  hessianVectorProduct(direction: tf.Tensor[]): tf.Tensor[] {
    return this.#current().hessianVectorProduct(direction);
  }

  hessian(): tf.Tensor2D {
    return this.#current().hessian();
  }

  #current(): Objective {
    const trainable = this.#fused.variables.filter((variable) => variable.trainable);
    if (trainable.length === this.#fused.variables.length) return this.#fused;
    const isKnown = this.#plain?.variables.length === trainable.length &&
      trainable.every((variable, i) => variable === this.#plain?.variables[i]);
    return isKnown ? this.#plain! : this.#plain = this.#makePlain();
  }
}
