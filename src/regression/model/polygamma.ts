/**
 * The first two derivatives of ln gamma, in plain arithmetic, for SQL engines that lack them.
 *
 * @module
 */
import type { Algebra } from "./algebra.ts";

/** Steps up, after which the series are good to 1e-14. */
const steps = 8;

/** B(2k) / 2k, of Stirling's series for the first derivative (Abramowitz and Stegun 6.3.18). */
const first = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12];

/** B(2k), likewise for the second (6.4.12). */
const second = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6];

/** The derivative of ln gamma at x > 0. */
export function digamma<T>(a: Algebra<T>, x: T): T {
  const { inverse, square } = beyond(a, x);
  const tail = a.add(a.mul(0.5, inverse), a.mul(square, series(a, square, first)));
  const main = a.sub(a.sub(0, a.ln(inverse)), tail);
  return a.sub(main, stepped(a, x, (of) => a.div(1, of)));
}

/** The second derivative of ln gamma at x > 0. */
export function trigamma<T>(a: Algebra<T>, x: T): T {
  const { inverse, square } = beyond(a, x);
  const odd = a.add(1, a.mul(square, series(a, square, second)));
  const main = a.add(a.mul(inverse, odd), a.mul(0.5, square));
  return a.add(main, stepped(a, x, (of) => a.div(1, a.mul(of, of))));
}

/** 1 / (x + 8) and its square. */
function beyond<T>(a: Algebra<T>, x: T): { inverse: T; square: T } {
  const inverse = a.div(1, a.add(x, steps));
  return { inverse, square: a.mul(inverse, inverse) };
}

function series<T>(a: Algebra<T>, square: T, coefficients: number[]): T {
  const [last, ...others] = coefficients.toReversed();
  return others.reduce((sum, each) => a.add(each, a.mul(square, sum)), a.of(last));
}

/** The sum over x, x + 1, ..., x + 7. */
function stepped<T>(a: Algebra<T>, x: T, term: (of: T) => T): T {
  let sum = term(x);
  for (let i = 1; i < steps; i++) sum = a.add(sum, term(a.add(x, i)));
  return sum;
}
