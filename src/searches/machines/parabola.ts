/**
 * The parabola through three points of a loss along a line.
 *
 * @module
 */
import type { Arithmetic } from "../../numeric/arithmetic.ts";

/**
 * Where the parabola through (a, fa), (b, fb) and (c, fc) has its vertex; NaN or infinite if they lie on a line.
 * Source: successive parabolic interpolation, as in Brent (1973), Algorithms for Minimization without Derivatives, ch.
 * 5.
 */
export function vertex<T>(
  { sub, mul, div }: Arithmetic<T>,
  [a, fa]: [T, T],
  [b, fb]: [T, T],
  [c, fc]: [T, T],
): T {
  const left = mul(sub(b, a), sub(fb, fc));
  const right = mul(sub(b, c), sub(fb, fa));
  const numerator = sub(mul(sub(b, a), left), mul(sub(b, c), right));
  return sub(b, div(numerator, mul(2, sub(left, right))));
}
