/**
 * The order of a category's levels.
 *
 * @module
 */

/** Numbers by size, and before words; words by their letters. */
export function byNumber(a: string, b: string): number {
  const [x, y] = [a, b].map((level) => level.trim() === "" ? NaN : Number(level));
  if (Number.isNaN(x) || Number.isNaN(y)) {
    return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || (a < b ? -1 : 1);
  }
  return x - y || (a < b ? -1 : 1);
}
