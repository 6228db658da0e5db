/**
 * The generalised Cauchy point.
 *
 * @module
 */
import type { Box } from "../numeric/box.ts";
import type { CompactHessian } from "./compact_hessian.ts";

/**
 * The first minimizer of the quadratic model along the projected gradient P(x - t g), which bends where a variable meets its bound.
 * Source: Byrd, Lu, Nocedal and Zhu (1995), algorithm CP; names as there (p = W'd, c = W'(x^c - x)).
 */
export function cauchyPoint(
  box: Box,
  model: CompactHessian,
  x: Float64Array,
  gradient: Float64Array,
): Float64Array {
  const { theta } = model;
  const times = gradient.map((g, i) => breakpoint(box, x[i], g, i));
  const d = gradient.map((g, i) => times[i] > 0 ? -g : 0);
  const cauchy = x.slice();
  const order = [...times.keys()].filter((i) => times[i] > 0 && times[i] < Infinity)
    .sort((a, b) => times[a] - times[b]);

  let p = model.project(d);
  let c = new Array<number>(model.columns).fill(0);
  let slope = -inner(d, d);
  const first = -theta * slope;
  let curvature = first - inner(p, model.middleTimes(p));
  let best = -slope / curvature;
  let old = 0;
  for (const b of order) {
    const t = times[b];
    if (best < t - old) break;
    const interval = t - old;
    cauchy[b] = d[b] > 0 ? box.upper[b] : box.lower[b];
    const [z, g] = [cauchy[b] - x[b], gradient[b]];
    c = c.map((value, k) => value + interval * p[k]);
    const w = model.row(b);
    const [mc, mp, mw] = [c, p, w].map((vector) => model.middleTimes(vector));
    slope += interval * curvature + g * g + theta * g * z - g * inner(w, mc);
    curvature -= theta * g * g + 2 * g * inner(w, mp) + g * g * inner(w, mw);
    // Rounding may leave nothing, or less.
    curvature = Math.max(curvature, Number.EPSILON * first);
    p = p.map((value, k) => value + g * w[k]);
    d[b] = 0;
    best = slope < 0 ? -slope / curvature : 0;
    old = t;
  }
  const end = old + Math.max(best, 0);
  return box.project(cauchy.map((value, i) => d[i] === 0 ? value : x[i] + end * d[i]));
}

/** The t at which x - t g meets a bound. */
function breakpoint({ lower, upper }: Box, x: number, g: number, i: number): number {
  if (g < 0) return (x - upper[i]) / g;
  return g > 0 ? (x - lower[i]) / g : Infinity;
}

function inner(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
