import type { Algebra } from "./algebra.ts";

/** Up to here, on either side of 0, e^t - 1 - t is its series. */
export const seriesReach = 0.5;

/** e^t - 1 - t, for t between -1/2 and 1/2: what the difference itself would lose to rounding. */
export function exponentialRest<T>(a: Algebra<T>, t: T): T {
  let sum: T | number = 1;
  for (let k = 16; k > 2; k--) sum = a.add(1, a.mul(a.div(t, k), sum));
  return a.mul(a.mul(0.5, a.mul(t, t)), sum);
}
