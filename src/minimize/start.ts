/**
 * Where to start: numbers or tensors.
 *
 * @module
 */
import type * as tf from "../deps/tf.ts";

/** Where to start: a tensor, or a list of them. */
export type TensorStart = tf.Tensor | tf.Tensor[];

/** True for a start of numbers. */
export function isNumeric(x0: unknown): x0 is Float64Array | number[] {
  return ArrayBuffer.isView(x0) ||
    Array.isArray(x0) && (x0.length === 0 || typeof x0[0] === "number");
}

/** A function of as many tensors as the start has; it may name their ranks, as a method's parameters may be narrower. */
export type TensorFunction = { of(...x: tf.Tensor[]): tf.Tensor }["of"];
