/**
 * Lengths that neither overflow nor underflow.
 *
 * @module
 */

/** Squares of numbers between these add up without overflow or underflow. */
const [least, most] = [1e-140, 1e140];

/** The largest size of an entry; NaN if there is one; 0 if there is none. */
export function maxNorm(x: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]));
  return largest;
}

/** The Euclidean length, scaled by a power of 2 if squares would overflow or underflow. Source: MINPACK's enorm, in one pass more. */
export function norm(x: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * x[i];
  if (sum > least ** 2 && sum < most ** 2) return Math.sqrt(sum);
  const largest = maxNorm(x);
  if (!(largest > 0 && largest < Infinity)) return largest;
  const unit = powerOf2(largest);
  sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] / unit) ** 2;
  return unit * Math.sqrt(sum);
}

/** The power of 2 just at or below a positive, finite number: to divide by it costs no digit. */
export function powerOf2(size: number): number {
  const power = 2 ** Math.max(-1022, Math.floor(Math.log2(size)));
  return Number.isFinite(power) ? power : 2 ** 1023;
}
