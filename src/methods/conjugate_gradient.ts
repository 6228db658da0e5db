/**
 * Nonlinear conjugate gradients: the last direction bends the gradient towards the valley's floor.
 *
 * @module
 */
import { afterLine, firstStep, type LineState } from "./gradient_descent.ts";
import { alongLine } from "./line.ts";
import type { Method, MethodState } from "./method.ts";
import { hagerZhang } from "../searches/hager_zhang.ts";
import { checkObject, type Search } from "../searches/search.ts";
import { strongWolfe } from "../searches/strong_wolfe.ts";
import { type FirstLength, relativeLength } from "./scale.ts";
import type { Space } from "./space.ts";

/** How much of the last direction is kept. */
export type ConjugateGradientBeta = "polakRibierePlus" | "hestenesStiefel" | "hagerZhang";

/** What {@linkcode conjugateGradient} takes; each has a default. */
export interface ConjugateGradientOptions {
  /** How much of the last direction is kept. Default `polakRibierePlus`. */
  beta?: ConjugateGradientBeta;
  /**
   * How far to go along a direction. Default {@linkcode strongWolfe} with c2 = 0.1; with beta `hagerZhang`,
   * {@linkcode hagerZhang}.
   */
  search?: Search;
  /** How long the first step is. Default: |x|, or 2 |f| / |g| if that is less. */
  firstLength?: FirstLength;
}

/** Where conjugate gradients are. */
export interface ConjugateGradientState<V> extends LineState<V> {
  /** The last direction; none at the start and after a restart. */
  direction?: V;
  /** The gradient before the last step. */
  lastGradient?: V;
}

/**
 * x <- x + t d, d = -g + beta * (the last d), and t by a line search. Costs what the search asks for, and three inner
 * products; it remembers two vectors, where L-BFGS remembers twenty. It restarts with the gradient where d does not
 * descend.
 * Source: Nocedal and Wright (2006), section 5.2; Hager and Zhang (2005), SIAM J. Optim. 16(1).
 *
 * @example Hager and Zhang's
 * ```ts
 * import { methods, minimizeSync } from "./mod.ts";
 *
 * const f = ([a, b]: Float64Array) => (a - 1) ** 2 + 10 * (b + 2) ** 2;
 * const method = methods.conjugateGradient({ beta: "hagerZhang" });
 * console.log(minimizeSync(f, [0, 0], { method }).status); // converged
 * ```
 */
export function conjugateGradient(options: ConjugateGradientOptions = {}): Method {
  checkObject("conjugateGradient", options);
  const { beta = "polakRibierePlus", firstLength = relativeLength } = options;
  if (!Object.hasOwn(conjugateBetas, beta)) {
    throw new RangeError(
      `Cannot make conjugateGradient: there is no beta "${beta}". Expected one of ${
        Object.keys(conjugateBetas).join(", ")
      }.`,
    );
  }
  const { search = beta === "hagerZhang" ? hagerZhang() : strongWolfe({ c2: 0.1 }) } = options;
  return {
    name: "conjugateGradient",

    begin<V>(_space: Space<V>, start: MethodState<V>): ConjugateGradientState<V> {
      return { ...start, lastStep: 0, lastSlope: 0, longest: 0 };
    },

    *iterate<V>(space: Space<V>, state: ConjugateGradientState<V>) {
      const { gradient, lastGradient } = state;
      const downhill = space.scale(-1, gradient);
      let direction = downhill;
      if (state.direction && lastGradient) {
        const kept = conjugateBetas[beta](space, gradient, lastGradient, state.direction);
        direction = space.add(downhill, kept, state.direction);
      }
      let slope = space.dot(direction, gradient);
      if (!(slope < 0)) {
        direction = downhill;
        slope = space.dot(direction, gradient);
      }
      const first = firstStep(space, state, { slope, firstLength });
      const end = yield* alongLine(space, state, direction, { search, first, slope });
      // The direction leads nowhere: the next iteration begins with the gradient alone.
      if (end.standstill && end.standstill !== "rounding" && direction !== downhill) {
        return { ...afterLine(state, end), standstill: undefined };
      }
      return { ...afterLine(state, end), direction, lastGradient: gradient };
    },
  };
}

/** How much of the last direction is kept, by name: from the gradients g after and before it. */
export const conjugateBetas = {
  polakRibierePlus,
  hestenesStiefel,
  hagerZhang: hagerZhangBeta,
} as const;

/** max(0, g'y / |last g|^2), y = g - last g: Nocedal and Wright (5.44) with (5.45). */
function polakRibierePlus<V, T>(space: Space<V, T>, gradient: V, lastGradient: V): T {
  const { div, max } = space.arithmetic;
  const y = space.add(gradient, -1, lastGradient);
  return max(0, div(space.dot(gradient, y), space.dot(lastGradient, lastGradient)));
}

/** g'y / d'y: Nocedal and Wright (5.46), where it is above 0. */
function hestenesStiefel<V, T>(
  space: Space<V, T>,
  gradient: V,
  lastGradient: V,
  direction: V,
): T {
  const { div, max } = space.arithmetic;
  const y = space.add(gradient, -1, lastGradient);
  return max(0, div(space.dot(gradient, y), space.dot(direction, y)));
}

/**
 * (y - 2 d |y|^2 / d'y)'g / d'y, no less than -1 / (|d| min(0.01, |last g|)): Hager and Zhang (2005), (1.3) with
 * (1.5).
 */
function hagerZhangBeta<V, T>(
  space: Space<V, T>,
  gradient: V,
  lastGradient: V,
  direction: V,
): T {
  const { div, max, min, mul, sqrt, sub } = space.arithmetic;
  const y = space.add(gradient, -1, lastGradient);
  const dy = space.dot(direction, y);
  const shift = div(mul(2, mul(space.dot(y, y), space.dot(direction, gradient))), dy);
  const beta = div(sub(space.dot(y, gradient), shift), dy);
  const length = sqrt(space.dot(direction, direction));
  const least = mul(length, min(0.01, sqrt(space.dot(lastGradient, lastGradient))));
  return max(beta, div(-1, least));
}
