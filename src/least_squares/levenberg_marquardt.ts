/**
 * The Levenberg-Marquardt method.
 *
 * @module
 */
import {
  type FitMethod,
  type FitState,
  isStationary,
  linearized,
  metric,
  residualsAt,
} from "./method.ts";
import type { Box } from "../numeric/box.ts";
import { boundedStep } from "./bounded_step.ts";
import { norm } from "./triangular.ts";
import { type DampedStep, gaussNewtonStep, linearMove, trustRegionStep } from "./trust_region.ts";

/** The first radius, in lengths of the start, if the Gauss-Newton step is not shorter: a larger one may leap to where residuals no longer change. */
const firstRadius = 10;
/** A step is taken where the sum of squares falls by at least this part of what the linear model promised. */
const leastRatio = 1e-4;

/** Where Levenberg-Marquardt is. */
export interface LevenbergMarquardtState extends FitState {
  /** D: the longest that each of the Jacobian's columns has been, the metric of the trust region. */
  scales: Float64Array;
  /** How far the linear model is trusted: |D p| <= radius. */
  radius: number;
  /** The last step's damping. */
  lambda: number;
}

/**
 * Levenberg-Marquardt: the step that minimizes the linear model |J p + r| within a trust region, whose radius follows how well the model
 * foretold the sum of squares. An iteration tries one step: it costs the residuals there, a Jacobian if the step is taken, and about 2 m n^2
 * operations. Within a box the step is a {@linkcode boundedStep}. Source: Moré (1978), The Levenberg-Marquardt algorithm: implementation and theory, algorithm 7.1, as in MINPACK's lmder.
 */
export const levenbergMarquardt: FitMethod<LevenbergMarquardtState> = {
  name: "levenbergMarquardt",

  begin(start) {
    const scales = metric(start);
    const reach = gaussNewtonStep(start.triangle, scales).length;
    const radius = Math.min(firstRadius * (scaledNorm(scales, start.x) || 1), reach);
    return { ...start, scales, radius, lambda: 0 };
  },

  *iterate(state, tolerance, box) {
    if (isStationary(state, tolerance, box)) return { ...state, settled: "stationary" };
    const trial = stepFrom(state, box);
    const { x, scales } = state;
    const next = box?.landing(x, trial.step) ?? x.map((value, j) => value + trial.step[j]);
    const residuals = yield* residualsAt(next);
    const found = gainOf(state, trial, norm(residuals));
    const isWanted = found.ratio >= leastRatio;
    const landed = isWanted ? yield* linearized(next, residuals) : undefined;
    const isFinite = Number.isFinite(norm(residuals)) && (!isWanted || landed !== undefined);
    const gain = isFinite ? found : { ...found, actual: -1, ratio: -1, shrink: 0.1 };
    const point = landed ?? state;
    const moved: LevenbergMarquardtState = {
      ...point,
      ...nextRegion(state, trial, gain),
      scales: metric(point).map((length, j) => Math.max(length, scales[j])),
    };
    if (Math.abs(gain.actual) <= tolerance && gain.predicted <= tolerance && gain.ratio <= 2) {
      return { ...moved, settled: "flat" };
    }
    if (moved.radius <= tolerance * scaledNorm(moved.scales, moved.x)) {
      return { ...moved, settled: isFinite ? "still" : "notFinite" };
    }
    return moved;
  },
};

function stepFrom(state: LevenbergMarquardtState, box: Box | undefined): DampedStep {
  const { x, triangle, scales, radius, lambda } = state;
  if (!box) return trustRegionStep(triangle, scales, radius, lambda);
  return boundedStep(triangle, { x, box, scales, radius, guess: lambda });
}

/** How the sum of squares changed, relative to what it was. */
interface Gain {
  /** Its fall; -1 if it grew a hundredfold or is not finite. */
  actual: number;
  /** The fall that the linear model with its damping promised. */
  predicted: number;
  ratio: number;
  /** The factor for the radius if the model was wrong: the minimizer of a parabola along the step, between 0.1 and 0.5. */
  shrink: number;
}

/** Moré's (4.1) to (4.4): |J p|, |D p| and lambda give the promise without subtracting what nearly cancels. */
function gainOf({ triangle, residuals }: FitState, trial: DampedStep, after: number): Gain {
  const before = norm(residuals);
  const linear = (linearMove(triangle, trial.step) / before) ** 2;
  const damping = (trial.dampedLength / before) ** 2;
  const actual = after < 10 * before ? 1 - (after / before) ** 2 : -1;
  const predicted = linear + 2 * damping;
  const slope = -(linear + damping);
  const minimizer = actual >= 0 ? 0.5 : 0.5 * slope / (slope + 0.5 * actual);
  const shrink = after < 10 * before ? Math.max(minimizer, 0.1) : 0.1;
  return { actual, predicted, ratio: predicted === 0 ? 0 : actual / predicted, shrink };
}

/** The radius and lambda after a trial. */
function nextRegion(
  { radius }: LevenbergMarquardtState,
  { length, lambda }: DampedStep,
  { ratio, shrink }: Gain,
): { radius: number; lambda: number } {
  if (ratio <= 0.25) {
    return { radius: shrink * Math.min(radius, 10 * length), lambda: lambda / shrink };
  }
  if (ratio >= 0.75 || lambda === 0) return { radius: 2 * length, lambda: 0.5 * lambda };
  return { radius, lambda };
}

function scaledNorm(scales: Float64Array, x: Float64Array): number {
  return norm(x.map((value, j) => value * scales[j]));
}
