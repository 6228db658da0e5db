/**
 * L-BFGS-B: L-BFGS within a box.
 *
 * @module
 */
import type { Box } from "../numeric/box.ts";
import { strongWolfe } from "../searches/strong_wolfe.ts";
import type { Search } from "../searches/search.ts";
import { cauchyPoint } from "./cauchy_point.ts";
import { CompactHessian } from "./compact_hessian.ts";
import { alongLine } from "./line.ts";
import type { Method, MethodState } from "./method.ts";
import { lengthOf, relativeLength } from "./scale.ts";
import type { Space } from "./space.ts";
import { subspaceMinimum } from "./subspace_minimum.ts";

/** A step and the change of the gradient over it. */
interface Pair {
  s: Float64Array;
  y: Float64Array;
}

/** Where L-BFGS-B is. */
export interface LbfgsbState<V> extends MethodState<V> {
  pairs: Pair[];
}

/** A pair counts if s'y is above this part of |s| |y|. */
const leastCosine = 2.2e-16;

/**
 * From x the quadratic model that the last pairs suggest is minimized along the projected gradient, to the generalised Cauchy
 * point, and from there over the variables that are free; the way there is searched by strong Wolfe conditions, no farther than
 * the box. Costs a gradient a sample, and about 4 m n + m^3 operations for m pairs.
 * Source: Byrd, Lu, Nocedal and Zhu (1995), A limited memory algorithm for bound constrained optimization, SIAM J. Sci.
 * Comput. 16(5).
 */
export function lbfgsb(
  box: Box,
  { memory = 10, search = strongWolfe() }: { memory?: number; search?: Search } = {},
): Method {
  return {
    name: "lbfgs",

    begin<V>(_space: Space<V>, start: MethodState<V>): LbfgsbState<V> {
      return { ...start, pairs: [] };
    },

    *iterate<V>(space: Space<V>, from: MethodState<V>) {
      const state = from as LbfgsbState<V>;
      const [x, gradient] = [space.toArray(state.x), space.toArray(state.gradient)];
      const { pairs } = state;
      const scale = lengthOf(space, state.gradient) / relativeLength(space, state);
      const model = new CompactHessian(pairs, pairs.length > 0 ? undefined : scale);
      const cauchy = cauchyPoint(box, model, x, gradient);
      const target = subspaceMinimum(box, model, { x, gradient, cauchy });
      const way = target.map((value, i) => value - x[i]);
      const longest = longestStep(box, x, way);
      const direction = space.fromArray(way, state.x);
      const end = yield* alongLine(space, state, direction, {
        search: upTo(search, longest),
        first: Math.min(1, longest),
      });
      if (end.standstill) {
        const isLast = pairs.length === 0 || end.standstill === "rounding";
        return isLast ? { ...state, standstill: end.standstill } : { ...state, pairs: [] };
      }
      // Rounding may leave the box by a digit.
      const next = box.project(space.toArray(end.x));
      const slopes = space.toArray(end.gradient);
      const pair = { s: next.map((v, i) => v - x[i]), y: slopes.map((g, i) => g - gradient[i]) };
      const kept = counts(pair) ? [...pairs, pair].slice(-memory) : pairs;
      const { value, step, first } = end;
      return {
        ...{ x: space.fromArray(next, state.x), value, gradient: end.gradient, pairs: kept },
        share: step / first,
      };
    },
  };
}

function counts({ s, y }: Pair): boolean {
  let [sy, ss, yy] = [0, 0, 0];
  s.forEach((value, i) => {
    sy += value * y[i];
    ss += value * value;
    yy += y[i] * y[i];
  });
  return sy > leastCosine * Math.sqrt(ss) * Math.sqrt(yy);
}

/** How far the way stays within the box; at least the target, which is in it. */
function longestStep({ lower, upper }: Box, x: Float64Array, way: Float64Array): number {
  let longest = Infinity;
  way.forEach((d, i) => {
    const bound = d < 0 ? lower[i] : upper[i];
    if (d !== 0) longest = Math.min(longest, (bound - x[i]) / d);
  });
  return Math.max(1, longest);
}

/** A search for which phi is too high at every step beyond the longest. */
function upTo(search: Search, longest: number): Search {
  if (longest === Infinity) return search;
  return function* (line) {
    const searching = search(line);
    let turn = searching.next();
    let atLongest;
    while (!turn.done) {
      const { step } = turn.value;
      if (step > longest) {
        // As far as the box goes, once; then what is there is accepted.
        atLongest ??= yield { step: longest, slope: true };
        if (atLongest.value <= line.start.value + 1e-4 * longest * line.start.slope) {
          return atLongest;
        }
        turn = searching.next({ step, value: Infinity, slope: NaN });
      } else turn = searching.next(yield turn.value);
    }
    return turn.value;
  };
}
