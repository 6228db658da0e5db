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
  return ArrayBuffer.isView(x0) && !(x0 instanceof DataView) ||
    Array.isArray(x0) && x0.every((value) => typeof value === "number");
}

/** What a value is, in a word. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return `${value}`;
  if (Array.isArray(value)) {
    return `a list with ${describe(value.find((v) => typeof v !== "number"))}`;
  }
  return typeof value === "object" ? value.constructor?.name ?? "an object" : `a ${typeof value}`;
}

/** A function of as many tensors as the start has; it may name their ranks, as a method's parameters may be narrower. */
export type TensorFunction = { of(...x: tf.Tensor[]): tf.Tensor }["of"];
