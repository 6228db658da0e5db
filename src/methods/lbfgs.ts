/**
 * L-BFGS: Newton's step with a Hessian learned from the last few gradients.
 *
 * @module
 */
import { afterLine, firstStep as firstStepOf, type LineState } from "./gradient_descent.ts";
import { lbfgsb } from "./lbfgsb.ts";
import { alongLine } from "./line.ts";
import type { Method, MethodState } from "./method.ts";
import { checkPositive } from "./options.ts";
import { checkCount, checkObject, type Search } from "../searches/search.ts";
import { strongWolfe } from "../searches/strong_wolfe.ts";
import { type FirstLength, relativeLength } from "./scale.ts";
import type { Space } from "./space.ts";

/** What {@linkcode lbfgs} takes; each has a default. */
export interface LbfgsOptions {
  /** How many of the last steps the Hessian is learned from. Default 10. */
  memory?: number;
  /** How far to go along a direction. Default {@linkcode strongWolfe}. */
  search?: Search;
  /** The step to try first in the first iteration, in gradients. Default: as long as firstLength says. */
  firstStep?: number;
  /** How long the first step is. Default: |x|, or 2 |f| / |g| if that is less. */
  firstLength?: FirstLength;
}

/** A step s, the change y of the gradient over it, and what the recursion needs of them. */
export interface CurvaturePair<V, T = number> {
  s: V;
  y: V;
  /** 1 / s'y; 0 if the pair does not count, because f did not curve upwards along s. */
  rho: T;
  /** s'y / y'y: the scale of the inverse Hessian. */
  gamma: T;
}

/** Where L-BFGS is. */
export interface LbfgsState<V> extends LineState<V> {
  /** The last pairs, the newest last. */
  pairs: CurvaturePair<V>[];
}

/** A pair counts if s'y is above this part of |s| |y|, whatever the units of x and f: else it is rounding. */
const leastCosine = 2.2e-16;

/**
 * L-BFGS: x <- x + t d, d = -H g, with H the inverse Hessian that the last `memory` steps suggest, and t by a line
 * search. Costs what the search asks for, mostly one gradient, and 4 * memory inner products. The method of choice
 * for a smooth function of many variables.
 * Within bounds it is L-BFGS-B. Source: Nocedal and Wright (2006), algorithms 7.4 and 7.5.
 *
 * @example With a longer memory
 * ```ts
 * import { methods, minimizeSync } from "./mod.ts";
 *
 * const f = ([a, b]: Float64Array) => (a - 1) ** 2 + 10 * (b + 2) ** 2;
 * const { x } = minimizeSync(f, [0, 0], { method: methods.lbfgs({ memory: 20 }) });
 * console.log(x.map((value) => Math.round(value))); // [1, -2]
 * ```
 */
export function lbfgs(options: LbfgsOptions = {}): Method {
  checkObject("lbfgs", options);
  const { memory = 10, search = strongWolfe(), firstStep, firstLength = relativeLength } = options;
  checkCount("lbfgs", { memory });
  checkPositive("lbfgs", { firstStep });
  return {
    name: "lbfgs",

    within: (box) => lbfgsb(box, { memory, search }),

    begin<V>(_space: Space<V>, start: MethodState<V>): LbfgsState<V> {
      return { ...start, pairs: [], lastStep: 0, lastSlope: 0, longest: 0 };
    },

    *iterate<V>(space: Space<V>, state: LbfgsState<V>) {
      const { x, gradient, pairs } = state;
      const direction = space.scale(-1, inverseHessianTimes(space, pairs, gradient));
      const slope = space.dot(gradient, direction);
      const given = state.lastStep === 0 ? firstStep : undefined;
      const first = pairs.length > 0
        ? 1
        : given ?? firstStepOf(space, state, { slope, firstLength });
      const { standstill, ...end } = yield* alongLine(space, state, direction, {
        ...{ search, first, slope },
      });

      // What the memory suggests leads nowhere: the next iteration begins with the gradient alone.
      if (standstill) {
        const isLast = pairs.length === 0 || standstill === "rounding";
        const fresh = { ...state, pairs: [], lastStep: 0 };
        return isLast ? { ...fresh, standstill } : fresh;
      }
      const pair = curvaturePair(
        space,
        space.add(end.x, -1, x),
        space.add(end.gradient, -1, gradient),
      );
      const kept = pair.rho > 0 ? [...pairs, pair].slice(-memory) : pairs;
      const after = { ...afterLine(state, end), pairs: kept };
      return pairs.length > 0 ? { ...after, share: end.step, longest: state.longest } : after;
    },
  };
}

/** A pair of the recursion: without effect if f did not curve upwards along s. */
export function curvaturePair<V, T>(space: Space<V, T>, s: V, y: V): CurvaturePair<V, T> {
  const { div, mul, less, select, sqrt } = space.arithmetic;
  const [sy, yy] = [space.dot(s, y), space.dot(y, y)];
  const lengths = mul(sqrt(space.dot(s, s)), sqrt(yy));
  const counts = less(mul(lengths, leastCosine), sy);
  return { s, y, rho: select(counts, div(1, sy), 0), gamma: select(counts, div(sy, yy), 1) };
}

/** H times a vector, by the two-loop recursion: Nocedal and Wright (2006), algorithm 7.4, with (7.20) for H's scale. */
export function inverseHessianTimes<V, T>(
  space: Space<V, T>,
  pairs: CurvaturePair<V, T>[],
  vector: V,
): V {
  const { mul, sub } = space.arithmetic;
  return space.tidy(() => {
    let q = vector;
    const alphas: T[] = [];
    for (const { s, y, rho } of pairs.toReversed()) {
      const alpha = mul(rho, space.dot(s, q));
      q = space.add(q, mul(alpha, -1), y);
      alphas.unshift(alpha);
    }
    const scale = pairs.at(-1)?.gamma ?? 1;
    let r = space.scale(scale, q);
    pairs.forEach(({ s, y, rho }, i) => {
      const beta = mul(rho, space.dot(y, r));
      r = space.add(r, sub(alphas[i], beta), s);
    });
    return r;
  });
}
