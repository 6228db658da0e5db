/**
 * Powers of two: factors that take a column's unit away and leave its digits.
 *
 * @module
 */

/** The least positive number with all its digits; its inverse is finite. */
export const leastNormal = 2 ** -1022;

/** Values beyond this are refused: the difference of two of them may overflow. */
export const largestValue = 2 ** 1022;

/** A power of two of about a value's size, whose inverse is finite; 1 for 0. */
export function powerOfTwo(value: number): number {
  if (value === 0) return 1;
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  return 2 ** Math.max(-1022, Math.min(1022, exponent));
}
