/**
 * What is long and what is rounding, in the units of x and f at hand.
 *
 * @module
 */
import { powerOf2 } from "../numeric/norm.ts";
import type { Evaluation } from "./questions.ts";
import type { Space } from "./space.ts";

/** Rounding of f, in its number type's epsilons. */
const roundings = 10;
/** A first step is no shorter than this part of x, however near to 0 f happens to be. */
const shortest = 1e-3;

/** Changes of f below this are rounding. */
export function noiseOf<V>(space: Space<V>, value: number): number {
  return roundings * space.epsilon * Math.abs(value);
}

/** The Euclidean length, without overflow or underflow. */
export function lengthOf<V>(space: Space<V>, a: V): number {
  const largest = space.maxNorm(a);
  if (!(largest > 0 && largest < Infinity)) return largest;
  const unit = powerOf2(largest);
  const scaled = space.scale(1 / unit, a);
  return unit * Math.sqrt(space.dot(scaled, scaled));
}

/** How long a method's first step is, from its start. */
export type FirstLength = <V>(space: Space<V>, start: Evaluation<V> & { x: V }) => number;

/** Of length 1 at most, |g| if that is less: for variables of size 1, as those of a network are. Source: Nocedal and Wright (2006), section 3.5. */
export const unitLength: FirstLength = (space, { gradient }) =>
  Math.min(1, Math.sqrt(space.dot(gradient, gradient)));

/**
 * A length to begin with: |x|, or 2 |f| / |g| if that is shorter, which is where f's linear model has fallen by twice its size. It scales
 * with x, and does not depend on f's unit. 1 if x and f are both 0.
 */
export const relativeLength: FirstLength = (space, { x, value, gradient }) => {
  const size = lengthOf(space, x);
  const fall = 2 * Math.abs(value) / lengthOf(space, gradient);
  if (!(fall > 0 && fall < Infinity)) return size || 1;
  return size > 0 ? Math.min(size, Math.max(fall, shortest * size)) : fall;
};
