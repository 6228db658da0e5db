/**
 * The step that minimizes a linear model of the residuals within a trust region.
 *
 * @module
 */
import {
  columnLengths,
  damped,
  isSingular,
  norm,
  slopes,
  solution,
  solveTransposed,
  times,
  type Triangle,
} from "./triangular.ts";

/** The step's length may miss the radius by this part of it. */
const slack = 0.1;
/** By then Newton's method on lambda has come close enough. */
const maxRounds = 10;

/** A step, and the damping that it was found with. */
export interface DampedStep {
  step: Float64Array;
  lambda: number;
  /** |D step|: its length in the metric of the scales. */
  length: number;
  /** The slope of the length over lambda. */
  slope: number;
  /** sqrt(lambda) |D p|: the linear model promises a fall by |J p|^2 + 2 dampedLength^2. */
  dampedLength: number;
}

/**
 * The p that minimizes |J p + r| for |D p| <= radius: the Gauss-Newton step if it is short enough; otherwise p(lambda), which
 * minimizes |J p + r|^2 + lambda |D p|^2, with a lambda at which |D p(lambda)| is within a tenth of the radius. Costs a QR of [2 n, n] for each
 * lambda tried, two or three mostly. Source: Moré (1978), The Levenberg-Marquardt algorithm: implementation and theory, section 5.
 *
 * @param guess The lambda to begin with; 0 for none.
 */
export function trustRegionStep(
  model: Triangle,
  scales: Float64Array,
  radius: number,
  guess: number,
): DampedStep {
  const undamped = gaussNewtonStep(model, scales);
  if (undamped.length <= (1 + slack) * radius) return undamped;

  const gradient = norm(slopes(model).map((slope, j) => slope / scales[j]));
  let upper = gradient / radius;
  let lower = undamped.lambda || (undamped.length - radius) / -undamped.slope;
  let lambda = guess || gradient / undamped.length;
  for (let round = 1;; round++) {
    lambda = Math.min(Math.max(lambda, lower), upper) || 0.001 * upper;
    const found = dampedStep(model, scales, lambda);
    const excess = found.length - radius;
    if (Math.abs(excess) <= slack * radius || round === maxRounds) return found;
    if (excess < 0) upper = lambda;
    lower = Math.max(lower, lambda - excess / found.slope);
    lambda -= found.length / radius * excess / found.slope;
  }
}

/**
 * The p that minimizes |J p + r|. A singular Jacobian has many: then the shortest, to rounding, by the least damping that drowns rounding.
 */
export function gaussNewtonStep(model: Triangle, scales: Float64Array): DampedStep {
  if (!isSingular(model)) return dampedStep(model, scales, 0);
  const scaled = columnLengths(model).map((length, j) => length / scales[j]);
  return dampedStep(model, scales, Number.EPSILON * norm(scaled) ** 2);
}

/** p(lambda), with the slope of |D p| by Moré's (5.8). */
function dampedStep(model: Triangle, scales: Float64Array, lambda: number): DampedStep {
  const factor = lambda === 0 ? model : damped(model, scales.map((d) => Math.sqrt(lambda) * d));
  const step = solution(factor);
  const length = norm(step.map((p, j) => scales[j] * p));
  const w = solveTransposed(factor.r, step.map((p, j) => scales[j] ** 2 * p / length));
  return {
    step,
    lambda,
    length,
    slope: -length * norm(w) ** 2,
    dampedLength: Math.sqrt(lambda) * length,
  };
}

/** |J p|: how far the linear model's residuals move. */
export function linearMove(model: Triangle, step: Float64Array): number {
  return norm(times(model.r, step));
}
