/**
 * The Gauss-Newton method.
 *
 * @module
 */
import type { Box } from "../numeric/box.ts";
import { boundedStep } from "./bounded_step.ts";
import {
  type FitMethod,
  type FitState,
  type Fitting,
  isStationary,
  linearized,
  metric,
  residualsAt,
} from "./method.ts";
import { gaussNewtonStep, linearMove } from "./trust_region.ts";
import { norm } from "./triangular.ts";
import { backtracking } from "../searches/backtracking.ts";

/** A relative fall of the sum of squares that is rounding, not progress. */
const rounding = 4 * Number.EPSILON;

/**
 * Gauss-Newton: the step that minimizes the linear model |J p + r|, shortened until the sum of squares falls. An iteration costs the residuals
 * at each step size tried (one, near a solution), a Jacobian, and about 2 m n^2 operations. Quick where the model is nearly linear or the
 * residuals small; elsewhere, and where the Jacobian is nearly singular, {@linkcode levenbergMarquardt} gets further. Source: Nocedal and Wright
 * (2006), Numerical Optimization, section 10.3.
 */
export const gaussNewton: FitMethod = {
  name: "gaussNewton",

  begin: (start) => start,

  *iterate(state, tolerance, box) {
    if (isStationary(state, tolerance, box)) return { ...state, settled: "stationary" };
    const { x, triangle } = state;
    const scales = metric(state);
    const { step } = box
      ? boundedStep(triangle, { x, box, scales, radius: Infinity, guess: 0 })
      : gaussNewtonStep(triangle, scales);
    const found = yield* shortened(state, step, box);
    if (found === undefined) return { ...state, settled: "still" };
    const next = yield* linearized(found.x, found.residuals);
    if (next === undefined) return { ...state, settled: "notFinite" };

    const before = norm(state.residuals);
    const actual = 1 - (norm(next.residuals) / before) ** 2;
    const predicted = (linearMove(state.triangle, step) / before) ** 2;
    if (actual <= tolerance && predicted <= tolerance) return { ...next, settled: "flat" };
    const isStill = norm(step) <= tolerance * norm(next.x) || actual <= rounding;
    if (isStill) return { ...next, settled: "still" };
    return next;
  },
};

/** Backs up along a step until the sum of squares has fallen enough; undefined if it does not. */
function* shortened(
  { x, residuals, triangle }: FitState,
  step: Float64Array,
  box: Box | undefined,
): Fitting<{ x: Float64Array; residuals: Float64Array } | undefined> {
  const start = {
    step: 0,
    value: norm(residuals) ** 2,
    slope: -2 * linearMove(triangle, step) ** 2,
  };
  const search = backtracking()({ start, first: 1 });
  let tried: { x: Float64Array; residuals: Float64Array } | undefined;
  let turn = search.next();
  while (!turn.done) {
    const t = turn.value.step;
    const along = step.map((value) => t * value);
    const at = box?.landing(x, along) ?? x.map((value, j) => value + along[j]);
    tried = { x: at, residuals: yield* residualsAt(at) };
    turn = search.next({ step: t, value: norm(tried.residuals) ** 2, slope: NaN });
  }
  return turn.value.step === 0 ? undefined : tried;
}
