/**
 * A trust region: how far the quadratic model of f is believed.
 *
 * @module
 */
import type { MethodState } from "./method.ts";
import { type Asking, gradientAt } from "./questions.ts";
import { lengthOf, noiseOf } from "./scale.ts";
import type { Space } from "./space.ts";

/** Where a trust region method is. */
export interface TrustRegionState<V> extends MethodState<V> {
  /** The model is believed this far from x. */
  radius: number;
  /** Steps refused in a row. */
  refusals: number;
  /** The largest |f| seen at an accepted point: the terms that cancel near a minimum of 0 may be as large. */
  largest: number;
}

/** A step within the region. */
export interface ModelStep<V> {
  step: V;
  /** By how much f falls, says the model: above 0, and NaN if the model is. */
  reduction: number;
}

/** A step that brings a smaller part of what the model promised than this is refused. */
const leastRatio = 1e-4;
/** So many steps refused in a row have shrunk the region to nothing. */
const maxRefusals = 30;

/** How a region begins: as long as x, or as firstRadius says. */
export function beginRegion<V>(
  space: Space<V>,
  start: MethodState<V>,
  firstRadius: number | undefined,
): TrustRegionState<V> {
  const { value, gradient } = start;
  const fall = 2 * Math.abs(value) / lengthOf(space, gradient);
  const radius = firstRadius ?? (lengthOf(space, start.x) || (fall < Infinity && fall || 1));
  return { ...start, radius, refusals: 0, largest: Math.abs(value) };
}

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
  const length = lengthOf(space, step);
  const x = space.add(state.x, 1, step);
  const { value, gradient } = yield* gradientAt(x);

  const noise = noiseOf(space, state.value);
  const byValue = reduction + noise > 0 ? (state.value - value + noise) / (reduction + noise) : NaN;
  const norm = space.maxNorm(gradient);
  const isFinite = Number.isFinite(value) && Number.isFinite(norm);
  const isGradientLower = norm < space.maxNorm(state.gradient);
  // Below rounding a value says nothing: there the gradient must fall.
  const isAtFloor = isFinite && reduction <= noise && !isGradientLower;
  const isWhole = length < 0.99 * state.radius;
  const ratio = byValue > leastRatio ? byValue : bySlopes();
  if (!isFinite || !(ratio > leastRatio) || isAtFloor) {
    const refusals = state.refusals + 1;
    const isNothing = isAtFloor || refusals > maxRefusals;
    const standstill = isAtFloor && isWhole ? "rounding" : isNothing ? "noProgress" : undefined;
    return { ...state, radius: length / 4, refusals, standstill };
  }
  const radius = nextRadius(state.radius, length, ratio);
  const largest = Math.max(state.largest, Math.abs(value));
  return { x, value, gradient, radius, refusals: 0, largest, share: isWhole ? 1 : 0 };

  /** What the slopes at both ends say that f fell by, if the values differ by less than their terms' rounding. */
  function bySlopes(): number {
    const isBlurred = Math.abs(state.value - value) <= noiseOf(space, state.largest);
    if (!isBlurred || !isGradientLower) return byValue;
    const slopes = space.dot(state.gradient, step) + space.dot(gradient, step);
    return -slopes / 2 / reduction;
  }
}

/** A quarter where the model was poor, and wider where it was good as far as it was believed. */
function nextRadius(radius: number, length: number, ratio: number): number {
  if (ratio < 0.25) return length / 4;
  const isAtBoundary = length > 0.99 * radius;
  return ratio > 0.75 && isAtBoundary ? 2 * radius : radius;
}
