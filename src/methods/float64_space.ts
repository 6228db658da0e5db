/**
 * Vectors as float64 arrays.
 *
 * @module
 */
import { hostArithmetic } from "../numeric/arithmetic.ts";
import { maxNorm } from "../numeric/norm.ts";
import type { Space } from "./space.ts";

/** The space of Float64Arrays, with numbers as its scalars. */
export const float64Space: Space<Float64Array> = {
  epsilon: Number.EPSILON,
  arithmetic: hostArithmetic,
  dot(a, b) {
    let sum = 0;
    for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
  },
  add: (a, scale, b) => a.map((value, i) => value + scale * b[i]),
  scale: (scale, a) => a.map((value) => scale * value),
  zeros: (like) => new Float64Array(like.length),
  maxNorm,
  toArray: (a) => a,
  fromArray: (entries) => entries,
  tidy: (compute) => compute(),
};
