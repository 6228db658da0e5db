/**
 * Gradient descent with a line search: downhill, as far as the search goes.
 *
 * @module
 */
import { alongLine, type LineEnd } from "./line.ts";
import type { Method, MethodState } from "./method.ts";
import type { Space } from "./space.ts";
import { strongWolfe } from "../searches/strong_wolfe.ts";
import type { Search } from "../searches/search.ts";

/** What {@linkcode gradientDescent} takes; each has a default. */
export interface GradientDescentOptions {
  /** How far to go along minus the gradient. Default {@linkcode strongWolfe} with c2 = 0.1. */
  search?: Search;
}

/** A state that remembers the last search, to begin the next where it should end. */
export interface LineState<V> extends MethodState<V> {
  /** The last step, and phi'(0) there; 0 before the first. */
  lastStep: number;
  lastSlope: number;
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
  const { search = strongWolfe({ c2: 0.1 }) } = options;
  return {
    name: "gradientDescent",

    begin<V>(_space: Space<V>, start: MethodState<V>): LineState<V> {
      return { ...start, lastStep: 0, lastSlope: 0 };
    },

    *iterate<V>(space: Space<V>, state: LineState<V>) {
      const direction = space.scale(-1, state.gradient);
      const slope = space.dot(direction, state.gradient);
      const first = firstStep(state, slope);
      return afterLine(yield* alongLine(space, state, direction, { search, first, slope }));
    },
  };
}

/**
 * The step to try first: one that changes f, to first order, as much as the last one did; before the first, one of
 * length 1 at most.
 * Source: Nocedal and Wright (2006), section 3.5, "Initial step length".
 */
export function firstStep<V>({ lastStep, lastSlope }: LineState<V>, slope: number): number {
  if (lastStep > 0) return Math.min(lastStep * lastSlope / slope, 10 * lastStep);
  return Math.min(1, 1 / Math.sqrt(-slope));
}

/** The state where a search ended. */
export function afterLine<V>({ step, slope, ...end }: LineEnd<V>): LineState<V> {
  return { ...end, lastStep: step, lastSlope: slope };
}
