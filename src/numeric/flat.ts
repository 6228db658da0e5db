/**
 * Tensors of several shapes as one vector, and back: on their backend, and as numbers on the host.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";

/** Something with a place in a vector: a tensor or a variable. */
export type Shaped = Pick<tf.Tensor, "shape" | "size">;

/** All values, one tensor after the other. May be differentiated. */
export function flatten(tensors: readonly tf.Tensor[]): tf.Tensor1D {
  const vectors = tensors.map((tensor) => tf.reshape<tf.Rank.R1>(tensor, [tensor.size]));
  return vectors.length === 1 ? vectors[0] : tf.concat1d(vectors);
}

/** A vector as tensors of these shapes. May be differentiated. */
export function unflatten(vector: tf.Tensor1D, like: readonly Shaped[]): tf.Tensor[] {
  let end = 0;
  return like.map(({ size, shape }) => {
    const start = end;
    end += size;
    const part = size === vector.size ? vector : tf.slice(vector, [start], [size]);
    return tf.reshape(part, shape);
  });
}

/** All values, read at once, for the caller to keep. */
export function valuesOf(tensors: readonly tf.Tensor[]): Float32Array {
  if (tensors.length === 1) return tensors[0].dataSync() as Float32Array;
  return joined(tensors.map((tensor) => tensor.dataSync()));
}

/** All values, awaited: on every backend. */
export async function valuesOfAsync(tensors: readonly tf.Tensor[]): Promise<Float32Array> {
  return joined(await Promise.all(tensors.map((tensor) => tensor.data())));
}

/** Numbers, in float32, as tensors of these shapes; the caller disposes them. */
export function tensorsOf(values: ArrayLike<number>, like: readonly Shaped[]): tf.Tensor[] {
  const all = values instanceof Float32Array ? values : Float32Array.from(values);
  let end = 0;
  return like.map(({ size, shape }) => tf.tensor(all.slice(end, end += size), shape));
}

/** Moves variables to numbers, one after the other. */
export function assignValues(variables: readonly tf.Variable[], values: ArrayLike<number>): void {
  assignAll(variables, tensorsOf(values, variables));
}

/** Moves variables to tensors of their shapes, which are freed. */
export function assignAll(variables: readonly tf.Variable[], tensors: tf.Tensor[]): void {
  variables.forEach((variable, i) => variable.assign(tensors[i]));
  tf.dispose(tensors);
}

/** How many values there are in all. */
export function sizeOf(tensors: readonly Shaped[]): number {
  return tensors.reduce((sum, { size }) => sum + size, 0);
}

function joined(parts: ArrayLike<number>[]): Float32Array {
  const values = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    values.set(part, end);
    end += part.length;
  }
  return values;
}
