/**
 * A dense network with squared error, as an objective that answers through the fused kernels.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { sizeOf, tensorsOf, valuesOf } from "../../numeric/flat.ts";
import type { DenseProblem } from "../../kernels/dense/dense.ts";
import {
  type LossAndGradient,
  noCost,
  type Objective,
  type Walk,
  type WalkOptions,
} from "../objective.ts";
import { walkOnHost } from "../host_walk.ts";
import type { LineSearch } from "../../searches/machines/line_search.ts";

/** What a {@linkcode denseObjective} is made of. */
export interface DenseObjectiveParts {
  /** The packed data and their kernels. */
  problem: DenseProblem;
  /** Layer by layer kernel [inputs, outputs], then bias [outputs]: one variable each, or one flat one for all. */
  variables: tf.Variable[];
  /** The Hessian, if there is a faster answer than a product a parameter. */
  hessian?: () => tf.Tensor2D;
}

/** Makes an objective whose loss, gradient and walk are the fused kernels' answers, on the host. */
export function denseObjective(parts: DenseObjectiveParts): Objective {
  return new DenseObjective(parts);
}

class DenseObjective implements Objective {
  readonly cost = noCost();
  readonly variables: tf.Variable[];
  readonly #parts: DenseObjectiveParts;

  constructor(parts: DenseObjectiveParts) {
    this.#parts = parts;
    this.variables = parts.variables;
  }

  loss(): tf.Scalar {
    this.cost.forwardPasses++;
    return tf.scalar(this.#parts.problem.loss(valuesOf(this.variables)));
  }

  gradient(): LossAndGradient {
    this.cost.gradients++;
    const gradient = new Float32Array(this.#parts.problem.parameters);
    const loss = this.#parts.problem.gradient(valuesOf(this.variables), gradient);
    return { loss: tf.scalar(loss), gradient: tensorsOf(gradient, this.variables) };
  }

  walk(direction: tf.Tensor[], search: LineSearch, options: WalkOptions = {}): Walk {
    const [origin, along] = [valuesOf(this.variables), valuesOf(direction)];
    const line = this.#parts.problem.line(origin, along);
    const lossAt = (step: number) => {
      this.cost.forwardPasses++;
      return line(step);
    };
    return walkOnHost({ variables: this.variables, origin, along, lossAt }, search, options);
  }

  hessianVectorProduct(direction: tf.Tensor[]): tf.Tensor[] {
    const product = this.#productAt(valuesOf(this.variables), valuesOf(direction));
    return tensorsOf(product, this.variables);
  }

  hessian(): tf.Tensor2D {
    this.cost.hessians++;
    return this.#parts.hessian?.() ?? this.#productByProduct();
  }

  #productAt(at: Float32Array, along: Float32Array): Float32Array {
    this.cost.gradients += 2;
    const product = new Float32Array(along.length);
    this.#parts.problem.hessianVectorProduct(at, along, product);
    return product;
  }

  /** The Hessian's columns, which are its rows: its products with the unit vectors. */
  #productByProduct(): tf.Tensor2D {
    const size = sizeOf(this.variables);
    const [at, unit] = [valuesOf(this.variables), new Float32Array(size)];
    const rows = new Float32Array(size * size);
    for (let k = 0; k < size; k++) {
      unit[k] = 1;
      this.#parts.problem.hessianVectorProduct(at, unit, rows.subarray(k * size, (k + 1) * size));
      unit[k] = 0;
    }
    return tf.tensor2d(rows, [size, size]);
  }
}
