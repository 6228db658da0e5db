/**
 * A trust region: how far the quadratic model of f is believed.
 *
 * @module
 */
import type { MethodState } from "./method.ts";
import { type Asking, gradientAt } from "./questions.ts";
import type { Space } from "./space.ts";

/** Where a trust region method is. */
export interface TrustRegionState<V> extends MethodState<V> {
  /** The model is believed this far from x. */
  radius: number;
  /** Steps refused in a row. */
  refusals: number;
}

/** A step within the region. */
export interface ModelStep<V> {
  step: V;
  /** By how much f falls, says the model: above 0, and NaN if the model is. */
  reduction: number;
}

/** A step that brings a smaller part of what the model promised than this is refused. */
const leastRatio = 1e-4;
/** Changes of f below this part of it are rounding. */
const rounding = 10 * Number.EPSILON;
/** So many steps refused in a row have shrunk the region to nothing. */
const maxRefusals = 30;

/**
 * Tries a step: takes it where f falls about as the model says, and widens or narrows the region. Costs a gradient:
 * most steps are taken, and a value first would be paid for again with the gradient.
 * Source: Nocedal and Wright (2006), algorithm 4.1; the treatment of rounding is Conn, Gould and Toint's (2000),
 * section 17.4.2.
 */
export function* tryStep<V>(
  space: Space<V>,
  state: TrustRegionState<V>,
  { step, reduction }: ModelStep<V>,
): Asking<V, TrustRegionState<V>> {
  if (!Number.isFinite(reduction)) return { ...state, standstill: "notFinite" };
  const length = Math.sqrt(space.dot(step, step));
  const x = space.add(state.x, 1, step);
  const { value, gradient } = yield* gradientAt(x);

  const noise = rounding * Math.max(1e-300, Math.abs(state.value));
  const ratio = (state.value - value + noise) / (reduction + noise);
  const norm = space.maxNorm(gradient);
  const isFinite = Number.isFinite(value) && Number.isFinite(norm);
  // Below rounding a value says nothing: there the gradient must fall.
  const isAtFloor = reduction <= noise && norm >= space.maxNorm(state.gradient);
  if (!isFinite || ratio <= leastRatio || isAtFloor) {
    const refusals = state.refusals + 1;
    const standstill = isAtFloor || refusals > maxRefusals ? "noProgress" as const : undefined;
    return { ...state, radius: length / 4, refusals, standstill };
  }
  return { x, value, gradient, radius: nextRadius(state.radius, length, ratio), refusals: 0 };
}

/** A quarter where the model was poor, and wider where it was good as far as it was believed. */
function nextRadius(radius: number, length: number, ratio: number): number {
  if (ratio < 0.25) return length / 4;
  const isAtBoundary = length > 0.99 * radius;
  return ratio > 0.75 && isAtBoundary ? 2 * radius : radius;
}
