/**
 * Where the polynomial through samples of phi has its minimum.
 *
 * @module
 */
import type { Sample } from "./search.ts";

/**
 * The minimizer of the cubic through two samples with slopes. Source: Nocedal and Wright (3.59). NaN if the cubic has no
 * minimum.
 */
export function cubicMinimizer(a: Sample, b: Sample): number {
  const d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.step - b.step);
  const d2 = Math.sign(b.step - a.step) * Math.sqrt(d1 ** 2 - a.slope * b.slope);
  return b.step - (b.step - a.step) * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2);
}

/** The minimizer of the parabola through a sample with slope and a value. Source: Nocedal and Wright (3.58). */
export function quadraticMinimizer(a: Sample, b: Sample): number {
  const distance = b.step - a.step;
  return a.step - a.slope * distance ** 2 / (2 * (b.value - a.value - a.slope * distance));
}

/** The root of the line through two slopes. Source: Hager and Zhang (2005), section 4, "secant". */
export function secant(a: Sample, b: Sample): number {
  return (a.step * b.slope - b.step * a.slope) / (b.slope - a.slope);
}
