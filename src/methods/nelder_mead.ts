/**
 * The simplex method of Nelder and Mead, with the coefficients of Gao and Han.
 *
 * @module
 */
import type { Box } from "../numeric/box.ts";
import { type Asking, valueAt } from "./questions.ts";

type Vector = Float64Array;

/** A point and f there. */
export interface Vertex {
  x: Vector;
  /** Infinity where f is NaN. */
  value: number;
}

/** n + 1 points, the lowest first: all that the next iteration depends on. */
export type Simplex = Vertex[];

/**
 * n + 1 vertices: the start, and a step from it along each variable, back where a step would leave the box. Costs n + 1 forward passes.
 *
 * @param steps One a variable, positive.
 */
export function* simplexAround(start: Vector, steps: Vector, box?: Box): Asking<Vector, Simplex> {
  const stepped = start.keys().map((i) => {
    const isOut = box !== undefined && start[i] + steps[i] > box.upper[i];
    return start.with(i, start[i] + (isOut ? -steps[i] : steps[i]));
  });
  const simplex: Simplex = [];
  for (const x of [start, ...stepped]) simplex.push(yield* vertexAt(x, box));
  return sorted(simplex);
}

/**
 * One iteration: the worst vertex w is reflected through the centroid c of the others to r = c + (c - w), and beyond it to c + expansion (r - c) if
 * that is lowest; if r is worse than all but w, the simplex contracts towards c, and if that does not help, shrinks towards its best vertex. Costs 1
 * or 2 forward passes, n more if it shrinks. Source: Nelder and Mead (1965), A simplex method for function minimization; the coefficients for n
 * variables, those of 1965 for n = 2: Gao and Han (2012), Implementing the Nelder-Mead simplex algorithm with adaptive parameters.
 */
export function* nelderMead(simplex: Simplex, box?: Box): Asking<Vector, Simplex> {
  const n = simplex.length - 1;
  const [expansion, contraction, shrinkage] = n < 2
    ? [2, 0.5, 0.5]
    : [1 + 2 / n, 0.75 - 1 / (2 * n), 1 - 1 / n];
  const others = simplex.slice(0, n);
  const [best, worst, secondWorst] = [simplex[0], simplex[n], simplex[n - 1]];
  const c = centroid(others);
  const r = between(c, worst.x, -1);
  const reflected = yield* vertexAt(r, box);

  if (reflected.value < best.value) {
    const expanded = yield* vertexAt(between(c, r, expansion), box);
    return sorted([...others, expanded.value < reflected.value ? expanded : reflected]);
  }
  if (reflected.value < secondWorst.value) return sorted([...others, reflected]);

  const isOutside = reflected.value < worst.value;
  const towards = isOutside ? r : worst.x;
  const contracted = yield* vertexAt(between(c, towards, contraction), box);
  if (contracted.value < (isOutside ? reflected : worst).value) {
    return sorted([...others, contracted]);
  }
  const shrunk: Simplex = [best];
  for (const { x } of simplex.slice(1)) {
    shrunk.push(yield* vertexAt(between(best.x, x, shrinkage), box));
  }
  return sorted(shrunk);
}

function* vertexAt(at: Vector, box: Box | undefined): Asking<Vector, Vertex> {
  const x = box?.project(at) ?? at;
  const value = yield* valueAt(x);
  return { x, value: Number.isNaN(value) ? Infinity : value };
}

/** a + t (b - a). */
function between(a: Vector, b: Vector, t: number): Vector {
  return a.map((value, i) => value + t * (b[i] - value));
}

function centroid(vertices: Simplex): Vector {
  const n = vertices.length;
  return vertices[0].x.map((_, i) => vertices.reduce((sum, { x }) => sum + x[i] / n, 0));
}

/** Sorting is stable: of equal vertices the older one counts as better. */
function sorted(simplex: Simplex): Simplex {
  return simplex.sort((a, b) => a.value - b.value || 0);
}
