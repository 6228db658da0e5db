/**
 * A row's fold by its values: equal rows share one, and others are spread over all of them.
 *
 * @module
 */
import type { Algebra } from "./algebra.ts";

/** What the value of each scaled column is multiplied by: irrational numbers, by whose fractions no two columns go together (Weyl). */
export function hashFactor(column: number): number {
  return 997 * Math.sqrt(column + Math.SQRT2);
}

/** The fold, from 0 on, of a row whose multiplied values have this sum; `floor` is the engine's. */
export function foldOf<T>(a: Algebra<T>, floor: (of: T) => T, sum: T, count: number): T {
  const part = a.sub(sum, floor(sum));
  return a.min(count - 1, floor(a.mul(count, part)));
}
