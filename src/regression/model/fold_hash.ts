import type { Algebra } from "./algebra.ts";

/** A row's fold, from 0 on, by its scaled values: equal rows share one, and others are spread over all. `floor` is the engine's. */
export function foldOf<T>(
  a: Algebra<T>,
  floor: (of: T) => T,
  values: T[],
  count: number,
): T {
  // Multiples of irrational numbers, by whose fractions no two columns go together (Weyl).
  const sum = values.map((value, j) => a.mul(997 * Math.sqrt(j + Math.SQRT2), value))
    .reduce((total, each) => a.add(total, each));
  const part = a.sub(sum, floor(sum));
  return a.min(count - 1, floor(a.mul(count, part)));
}
