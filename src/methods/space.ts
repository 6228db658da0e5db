/**
 * What a method may do with its vectors, whatever they are: float64 arrays, lists of tensors.
 *
 * @module
 */
import type { Arithmetic } from "../numeric/arithmetic.ts";

/**
 * A vector space over vectors `V` with scalars `T`: numbers that the host knows, or scalars that stay on the device. No
 * operation changes its arguments.
 */
export interface Space<V, T = number> {
  /** The relative rounding of f's values: 2^-52 if f computes in float64, 2^-23 for tensors. */
  readonly epsilon: number;
  /** What can be done with scalars. */
  readonly arithmetic: Arithmetic<T>;
  /** The inner product a'b. */
  dot(a: V, b: V): T;
  /** a + scale * b. */
  add(a: V, scale: T | number, b: V): V;
  /** scale * a. */
  scale(scale: T | number, a: V): V;
  /** The zero vector in the shape of `like`. */
  zeros(like: V): V;
  /** The infinity norm: the largest entry's size. NaN if there is one. */
  maxNorm(a: V): T;
  /** All entries, one after another, read to the host: not inside a synchronous step on webgpu. */
  toArray(a: V): Float64Array;
  /** The vector of these entries, in the shape of `like`. */
  fromArray(entries: Float64Array, like: V): V;
  /** Computes, and frees every vector made on the way that is not in the result. */
  tidy<R>(compute: () => R): R;
}
