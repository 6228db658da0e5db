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
  // Loops: map of a typed array takes ten times as long.
  add(a, scale, b) {
    const sum = new Float64Array(a.length);
    for (let i = 0; i < a.length; i++) sum[i] = a[i] + scale * b[i];
    return sum;
  },
  scale(scale, a) {
    const scaled = new Float64Array(a.length);
    for (let i = 0; i < a.length; i++) scaled[i] = scale * a[i];
    return scaled;
  },
  zeros: (like) => new Float64Array(like.length),
  maxNorm,
  toArray: (a) => a,
  fromArray: (entries) => entries,
  tidy: (compute) => compute(),
};
