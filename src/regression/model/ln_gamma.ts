/**
 * The logarithm of the gamma function, in plain arithmetic, for SQL engines that lack it.
 *
 * @module
 */
import type { Algebra } from "./algebra.ts";

/** Coefficients of 1/x, 1/x^3, ... in Stirling's series (Abramowitz and Stegun 6.1.41). */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188];

/** From here on the series is right without them. */
const large = 20;

/** ln of Poisson's probability of y where y is the mean: y ln y - y - ln y!, of large y without what nearly cancels. */
export function saturatedLog<T>(a: Algebra<T>, y: T): T {
  const inverse = a.div(1, a.max(y, large));
  const square = a.mul(inverse, inverse);
  const [last, ...others] = stirling.toReversed();
  let series: T | number = last;
  for (const coefficient of others) series = a.add(coefficient, a.mul(square, series));
  const far = a.sub(
    a.mul(-0.5, a.add(Math.log(2 * Math.PI), a.ln(y))),
    a.mul(inverse, series),
  );
  const near = a.sub(a.sub(a.mul(y, a.ln(y)), y), lnGamma(a, a.add(y, 1)));
  return a.select(a.less(y, large), near, far);
}

/** Steps up, after which five terms of the series are good to 1e-14. */
const steps = 8;

/** ln gamma(x), for x of 1 or more: Stirling's series at x + 8, less ln(x (x + 1) ... (x + 7)). */
export function lnGamma<T>(a: Algebra<T>, x: T): T {
  const z = a.add(x, steps);
  const inverse = a.div(1, z);
  const square = a.mul(inverse, inverse);
  const [last, ...others] = stirling.toReversed();
  let series: T | number = last;
  for (const coefficient of others) series = a.add(coefficient, a.mul(square, series));
  let product = x;
  for (let i = 1; i < steps; i++) product = a.mul(product, a.add(x, i));
  const main = a.sub(a.mul(a.sub(z, 0.5), a.ln(z)), z);
  const tail = a.add(0.5 * Math.log(2 * Math.PI), a.mul(inverse, series));
  return a.sub(a.add(main, tail), a.ln(product));
}
