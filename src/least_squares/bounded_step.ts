/**
 * The step of a linear model of the residuals within a trust region and a box.
 *
 * @module
 */
import type { Box } from "../numeric/box.ts";
import { maxNorm } from "../numeric/norm.ts";
import { norm, slopes, type Triangle, triangleOf } from "./triangular.ts";
import { type DampedStep, gaussNewtonStep, linearMove, trustRegionStep } from "./trust_region.ts";

/** Less of the radius than this is not worth a further leg. */
const leastShare = 0.1;

/** Where a step begins, and how far it may go. */
export interface StepRoom {
  x: Float64Array;
  box: Box;
  scales: Float64Array;
  /** Infinity for none: each leg is then a Gauss-Newton step. */
  radius: number;
  /** The lambda to begin with; 0 for none. */
  guess: number;
}

/**
 * A step p on which |J p + r| only falls, with |D p| <= radius and x + p in the box, in legs: each is the trust region's step of
 * those parameters that may still move, as far as the first bound on its way, which holds its parameter from there on. Every leg but the
 * last holds one parameter more, so there are at most n + 1. The bounds that hold at x let go where the slope points
 * inwards. Where no bound is met this is the trust region's step. Costs a QR of [n, n] more a leg, and no residuals.
 */
export function boundedStep(model: Triangle, room: StepRoom): DampedStep {
  const { x, box, scales, radius, guess } = room;
  const slope = slopes(model);
  let free = [...x.keys()].filter((j) => box.isFree(j, x[j], slope[j]));
  const step = new Float64Array(x.length);
  const lengthOf = () => norm(step.map((p, j) => scales[j] * p));
  let first: DampedStep | undefined;
  while (free.length > 0) {
    const left = radius - lengthOf();
    if (radius < Infinity && left <= leastShare * radius) break;
    const part = triangleOf(model, free, step);
    if (maxNorm(slopes(part)) === 0) break;
    const leg = legOf(part, free.map((j) => scales[j]), left, guess);
    first ??= leg;
    const along = new Float64Array(x.length);
    free.forEach((j, k) => along[j] = leg.step[k]);
    const here = x.map((value, j) => value + step[j]);
    const share = box.within(here, along, 1);
    const met = free.filter((j) => isMet(box, j, here[j] + share * along[j], along[j]));
    for (const j of free) step[j] += share * along[j];
    for (const j of met) step[j] = (along[j] < 0 ? box.lower[j] : box.upper[j]) - x[j];
    if (share === 1 || met.length === 0) break;
    free = free.filter((j) => !met.includes(j));
  }
  // |r|^2 - |J p + r|^2 = -2 r'J p - |J p|^2, as the trust region has it.
  const damping = -slope.reduce((sum, value, j) => sum + value * step[j], 0) -
    linearMove(model, step) ** 2;
  const dampedLength = Math.sqrt(Math.max(damping, 0));
  return { lambda: 0, slope: 0, ...first, step, length: lengthOf(), dampedLength };
}

function legOf(model: Triangle, scales: number[], radius: number, guess: number): DampedStep {
  const lengths = Float64Array.from(scales);
  return radius === Infinity
    ? gaussNewtonStep(model, lengths)
    : trustRegionStep(model, lengths, radius, guess);
}

/** Whether a leg ends on a bound, but for the rounding of the way there. */
function isMet(box: Box, j: number, end: number, along: number): boolean {
  const bound = along < 0 ? box.lower[j] : box.upper[j];
  const rounding = 4 * Number.EPSILON * Math.max(Math.abs(bound), Math.abs(along));
  return along !== 0 && (along < 0 ? end <= bound + rounding : end >= bound - rounding);
}
