/**
 * The conditions that line searches hold a step to. Source: Nocedal and Wright (2006), Numerical Optimization, section 3.1;
 * Hager and Zhang (2005), SIAM J. Optim. 16(1), section 4.
 *
 * @module
 */
import type { Sample } from "./search.ts";

/** Nocedal and Wright (3.4): phi fell by at least a share c1 of what its slope at the start promises. */
export function satisfiesArmijo(start: Sample, sample: Sample, c1: number): boolean {
  return sample.value <= start.value + c1 * sample.step * start.slope;
}

/** Nocedal and Wright (3.7b): the slope has flattened to a share c2 of the start's, on either side. */
export function satisfiesCurvature(start: Sample, sample: Sample, c2: number): boolean {
  return Math.abs(sample.slope) <= -c2 * start.slope;
}

/** Hager and Zhang (4.1): Armijo's condition, and a slope that has risen enough. */
export function satisfiesWolfe(start: Sample, sample: Sample, delta: number, sigma: number) {
  return satisfiesArmijo(start, sample, delta) && sample.slope >= sigma * start.slope;
}

/**
 * Hager and Zhang (4.2) with (4.3): Armijo's condition in slopes, which rounding does not blur where phi is nearly
 * flat, at a value at most `error` above the start's.
 */
export function satisfiesApproximateWolfe(
  start: Sample,
  sample: Sample,
  { delta, sigma, error }: { delta: number; sigma: number; error: number },
): boolean {
  return sample.value <= start.value + error &&
    (2 * delta - 1) * start.slope >= sample.slope && sample.slope >= sigma * start.slope;
}

/**
 * Armijo's condition, and if phi is the start's but for rounding the same in slopes: Hager and Zhang's (4.2) without its
 * lower bound.
 */
export function fellEnough(
  { start, noise = 0 }: { start: Sample; noise?: number },
  sample: Sample,
  c1: number,
): boolean {
  return satisfiesArmijo(start, sample, c1) ||
    Math.abs(sample.value - start.value) <= noise && (2 * c1 - 1) * start.slope >= sample.slope;
}

/** Whether both value and slope are numbers. */
export function isFiniteSample({ value, slope }: Sample): boolean {
  return Number.isFinite(value) && Number.isFinite(slope);
}
