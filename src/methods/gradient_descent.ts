/**
 * Gradient descent with a line search: downhill, as far as the search goes.
 *
 * @module
 */
import { alongLine, type LineEnd } from "./line.ts";
import type { Method, MethodState } from "./method.ts";
import { type FirstLength, lengthOf, relativeLength } from "./scale.ts";
import type { Space } from "./space.ts";
import { strongWolfe } from "../searches/strong_wolfe.ts";
import { checkObject, type Search } from "../searches/search.ts";

/** What {@linkcode gradientDescent} takes; each has a default. */
export interface GradientDescentOptions {
  /** How far to go along minus the gradient. Default {@linkcode strongWolfe} with c2 = 0.1. */
  search?: Search;
  /** How long the first step is. Default: |x|, or 2 |f| / |g| if that is less. */
  firstLength?: FirstLength;
}

/** A state that remembers the last search, to begin the next where it should end. */
export interface LineState<V> extends MethodState<V> {
  /** The last step, and phi'(0) there; 0 before the first. */
  lastStep: number;
  lastSlope: number;
  /** The longest step that was tried first or taken. */
  longest: number;
}

/**
 * x <- x - t g, t by a line search. Costs what the search asks for. Converges linearly, and slowly in a narrow
 * valley; here it is what the other methods are compared with. Source: Nocedal and Wright (2006), section 3.3.
 *
 * @example With KeepStepping's search
 * ```ts
 * import { methods, minimizeSync, searches } from "./mod.ts";
 *
 * const f = ([a, b]: Float64Array) => (a - 1) ** 2 + 10 * (b + 2) ** 2;
 * const method = methods.gradientDescent({ search: searches.forwardTracking() });
 * console.log(minimizeSync(f, [0, 0], { method }).status); // converged
 * ```
 */
export function gradientDescent(options: GradientDescentOptions = {}): Method {
  checkObject("gradientDescent", options);
  const { search = strongWolfe({ c2: 0.1 }), firstLength = relativeLength } = options;
  return {
    name: "gradientDescent",

    begin<V>(_space: Space<V>, start: MethodState<V>): LineState<V> {
      return { ...start, lastStep: 0, lastSlope: 0, longest: 0 };
    },

    *iterate<V>(space: Space<V>, state: LineState<V>) {
      const direction = space.scale(-1, state.gradient);
      const slope = space.dot(direction, state.gradient);
      const first = firstStep(space, state, { slope, firstLength });
      return afterLine(state, yield* alongLine(space, state, direction, { search, first, slope }));
    },
  };
}

/**
 * The step to try first along minus the gradient: one that changes f, to first order, as much as the last one did; before
 * the first, one of firstLength.
 * Source: Nocedal and Wright (2006), section 3.5, "Initial step length".
 */
export function firstStep<V>(
  space: Space<V>,
  state: LineState<V>,
  { slope, firstLength }: { slope: number; firstLength: FirstLength },
): number {
  const { lastStep, lastSlope } = state;
  if (lastStep > 0) return Math.min(lastStep * lastSlope / slope, 10 * lastStep);
  return firstLength(space, state) / lengthOf(space, state.gradient);
}

/** The state where a search ended. */
export function afterLine<V>(
  state: LineState<V>,
  { step, first, slope, ...end }: LineEnd<V>,
): LineState<V> {
  const longest = Math.max(state.longest, first, step);
  return { ...end, lastStep: step, lastSlope: slope, longest, share: step / longest };
}
