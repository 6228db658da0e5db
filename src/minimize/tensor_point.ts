/**
 * A start of tensors, as the one float64 vector that methods know it as.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import { assignValues, tensorsOf, valuesOfAsync } from "../numeric/flat.ts";
import { describe, type TensorStart } from "./start.ts";

/** Variables in the shapes of a start, moved to the points at which a function of them is wanted. */
export class TensorPoint<X extends TensorStart> {
  /** At the start, until they are moved. */
  readonly variables: tf.Variable[];
  readonly #starts: tf.Tensor[];

  readonly #x0: X;

  /** @throws {Error} If the start is empty, or not of float32 tensors. */
  constructor(x0: X) {
    this.#x0 = x0;
    this.#starts = Array.isArray(x0) ? x0 : [x0];
    checkStart(this.#starts);
    this.variables = this.#starts.map((tensor) => tf.tidy(() => tf.variable(tensor)));
  }

  /** The start's entries. */
  start(): Promise<Float64Array> {
    return readEntries(this.#starts);
  }

  /** Entries as a tensor, where the start is one, or as a list of them; the caller disposes them. */
  tensors(entries: Float64Array): X {
    const list = tensorsOf(entries, this.#starts);
    return (Array.isArray(this.#x0) ? list : list[0]) as X;
  }

  /** Moves the variables. */
  moveTo(entries: Float64Array): void {
    assignValues(this.variables, entries);
  }

  /** Frees the variables. */
  dispose(): void {
    tf.dispose(this.variables);
  }
}

/** Reads tensors into one vector, and frees them. */
export async function readAll(tensors: tf.Tensor[]): Promise<Float64Array> {
  try {
    return await readEntries(tensors);
  } finally {
    tf.dispose(tensors);
  }
}

async function readEntries(tensors: tf.Tensor[]): Promise<Float64Array> {
  return Float64Array.from(await valuesOfAsync(tensors));
}

function checkStart(starts: tf.Tensor[]): void {
  const wrong = starts.find((start) => !(start instanceof tf.Tensor));
  if (wrong !== undefined || starts.includes(undefined as never)) {
    throw new TypeError(
      `Cannot minimize: the start must be numbers, or tensors, got ${
        describe(wrong)
      }. Try [0, 0] or tf.zeros([2]).`,
    );
  }
  if (starts.length === 0 || starts.some((tensor) => tensor.size === 0)) {
    throw new Error("Cannot minimize: the start is empty. Give it at least one value.");
  }
  if (starts.some((start) => start.isDisposed)) {
    throw new Error("Cannot minimize: a tensor of the start is disposed. Keep it until then.");
  }
  const other = starts.find((tensor) => tensor.dtype !== "float32");
  if (other) {
    throw new Error(
      `Cannot minimize: the start must be float32, got ${other.dtype}. Cast it: tf.cast(x, "float32").`,
    );
  }
}
