/**
 * Variables as the one vector that a kernel knows them as: flattened, one after the other.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";

/** Several variables, read and written as one vector on the host. */
export class FlatParameters {
  readonly #starts: number[] = [];
  /** How many values there are. */
  readonly size: number;

  constructor(readonly variables: tf.Variable[]) {
    let size = 0;
    for (const variable of variables) {
      this.#starts.push(size);
      size += variable.size;
    }
    this.size = size;
  }

  /** The values now, for the caller to keep. */
  read(): Float32Array {
    return this.flat(this.variables);
  }

  /** Tensors of the variables' shapes, as one vector. */
  flat(tensors: readonly tf.Tensor[]): Float32Array {
    if (tensors.length === 1) return tensors[0].dataSync() as Float32Array;
    const values = new Float32Array(this.size);
    tensors.forEach((tensor, i) => values.set(tensor.dataSync(), this.#starts[i]));
    return values;
  }

  /** One vector, as tensors of the variables' shapes. */
  tensors(values: Float32Array): tf.Tensor[] {
    return this.variables.map(({ shape, size }, i) =>
      tf.tensor(values.slice(this.#starts[i], this.#starts[i] + size), shape)
    );
  }

  /** Moves the variables there. */
  assign(values: Float32Array): void {
    const tensors = this.tensors(values);
    this.variables.forEach((variable, i) => variable.assign(tensors[i]));
    tf.dispose(tensors);
  }
}
