/**
 * The loss of a chain of dense layers on a batch of rows, as an objective that the chain kernel answers.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import type { ChainNetwork } from "../../kernels/chain/network.ts";
import type { ChainRows } from "../../kernels/chain/rows.ts";
import { tensorsOf, valuesOf } from "../../numeric/flat.ts";
import type { LineSearch } from "../../searches/machines/line_search.ts";
import { walkOnHost } from "../host_walk.ts";
import {
  type LossAndGradient,
  noCost,
  type Objective,
  type Walk,
  type WalkOptions,
} from "../objective.ts";

/** A batch: a part of the network's order, and what its dropout begins with. */
export interface Batch {
  from: number;
  count: number;
  seed: number;
}

/** Such an objective; the batch may be changed between steps. */
export class NetworkObjective implements Objective {
  readonly cost = noCost();
  readonly variables: tf.Variable[];
  /** The batch that it answers for. */
  batch: Batch = { from: 0, count: 1, seed: 0 };
  /** The share of rows classified correctly where the gradient was last asked for. */
  accuracy = NaN;
  readonly #network: ChainNetwork;
  readonly #rows: ChainRows;
  readonly #sizes: readonly number[];

  constructor(network: ChainNetwork, rows: ChainRows, variables: tf.Variable[]) {
    [this.#network, this.#rows, this.variables] = [network, rows, variables];
    this.#sizes = variables.map(({ size }) => size);
  }

  loss(): tf.Scalar {
    return tf.scalar(this.#lossAt(valuesOf(this.variables)));
  }

  gradient(): LossAndGradient {
    this.cost.gradients++;
    const theta = valuesOf(this.variables);
    const gradient = new Float32Array(theta.length);
    const { from, count, seed } = this.batch;
    this.#network.write("weights", this.#parts(theta));
    const { loss, accuracy } = this.#network.gradient(this.#rows, from, count, seed);
    this.accuracy = accuracy;
    this.#network.read("gradient", this.#parts(gradient));
    return { loss: tf.scalar(loss), gradient: tensorsOf(gradient, this.variables) };
  }

  walk(direction: tf.Tensor[], search: LineSearch, options: WalkOptions = {}): Walk {
    const [origin, along] = [valuesOf(this.variables), valuesOf(direction)];
    const lossAt = (step: number) => this.#lossAt(origin.map((w, i) => w - step * along[i]));
    return walkOnHost({ variables: this.variables, origin, along, lossAt }, search, options);
  }

  /** @throws {Error} Always: the kernel has no second derivatives. */
  hessianVectorProduct(_direction: tf.Tensor[]): tf.Tensor[] {
    return refuse();
  }

  /** @throws {Error} Always. */
  hessian(): tf.Tensor2D {
    return refuse();
  }

  #lossAt(theta: Float32Array): number {
    this.cost.forwardPasses++;
    const { from, count, seed } = this.batch;
    this.#network.write("weights", this.#parts(theta));
    return this.#network.trainingLoss(this.#rows, from, count, seed);
  }

  #parts(theta: Float32Array): Float32Array[] {
    let end = 0;
    return this.#sizes.map((size) => theta.subarray(end, end += size));
  }
}

function refuse(): never {
  throw new Error(
    "Cannot take second derivatives here: trainer has none. Give minimize a loss of the model, or use modelLoss.",
  );
}
