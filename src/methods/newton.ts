/**
 * Newton's method in a trust region, from the whole Hessian.
 *
 * @module
 */
import { EigenvalueDecomposition, Matrix } from "../deps/matrix.ts";
import { maxNorm, powerOf2 } from "../numeric/norm.ts";
import type { Method, MethodState } from "./method.ts";
import { checkPositive } from "./options.ts";
import { hessianAt } from "./questions.ts";
import { checkObject } from "../searches/search.ts";
import type { Space } from "./space.ts";
import { beginRegion, type TrustRegionState, tryStep } from "./trust_region.ts";

/** What {@linkcode newton} takes; each has a default. */
export interface NewtonOptions {
  /** How far from the start the quadratic model is believed at first, above 0. Default |x|; 2 |f| / |g| if x is 0. */
  firstRadius?: number;
}

/**
 * Minimizes the quadratic model of f exactly within a trust region, which is Newton's step where that is inside.
 * Costs a gradient and a Hessian an iteration, and its eigenvalues: for a few hundred variables. Never ends at a
 * saddle, and bears a singular Hessian.
 * Source: Nocedal and Wright (2006), algorithm 4.1 with section 4.3; Moré and Sorensen (1983), SIAM J. Sci. Stat.
 * Comput. 4(3).
 *
 * @example With the Hessian, if it is known
 * ```ts
 * import { minimizeSync } from "./mod.ts";
 *
 * const f = ([a, b]: Float64Array) => a ** 2 + a * b + b ** 2 - 3 * a;
 * const hessian = () => [[2, 1], [1, 2]];
 * const { x, hessians } = minimizeSync(f, [0, 0], { method: "newton", hessian });
 * console.log(x.map((value) => Math.round(value)), hessians <= 3); // [2, -1] true
 * ```
 */
export function newton(options: NewtonOptions = {}): Method {
  checkObject("newton", options);
  const { firstRadius } = options;
  checkPositive("newton", { firstRadius });
  return {
    name: "newton",

    begin: <V>(space: Space<V>, start: MethodState<V>) => beginRegion(space, start, firstRadius),

    *iterate<V>(space: Space<V>, state: TrustRegionState<V>) {
      const hessian = yield* hessianAt(state.x);
      const gradient = space.toArray(state.gradient);
      const { step, reduction } = exactStep(hessian, gradient, state.radius);
      return yield* tryStep(space, state, {
        step: space.fromArray(step, state.gradient),
        reduction,
      });
    },
  };
}

/** The p that minimizes m(p) = g'p + p'Hp / 2 over |p| <= radius, and by how much m falls. */
export function exactStep(
  hessian: Float64Array,
  gradient: Float64Array,
  radius: number,
): { step: Float64Array; reduction: number } {
  const n = gradient.length;
  const largest = maxNorm(hessian);
  if (!Number.isFinite(largest)) return { step: gradient, reduction: NaN };
  // In a unit of f in which no square overflows.
  const unit = powerOf2(largest || 1);
  const matrix = Matrix.from1DArray(n, n, hessian.map((value) => value / unit));
  const { realEigenvalues, eigenvectorMatrix: vectors } = new EigenvalueDecomposition(
    Matrix.add(matrix, matrix.transpose()).mul(0.5),
    { assumeSymmetric: true },
  );
  const scaled = gradient.map((value) => value / unit);
  const slopes = vectors.transpose().mmul(Matrix.columnVector(scaled)).to1DArray();
  const inEigenvectors = stepInEigenvectors(realEigenvalues, slopes, radius);
  const reduction = inEigenvectors.reduce(
    (sum, p, i) => sum - p * (slopes[i] + realEigenvalues[i] * p / 2),
    0,
  );
  const step = vectors.mmul(Matrix.columnVector(inEigenvectors)).to1DArray();
  return { step: Float64Array.from(step), reduction: unit * reduction };
}

/**
 * The same where H is diagonal: p_i = -g_i / (lambda_i + mu), with the least mu >= 0 that keeps |p| <= radius and H +
 * mu I >= 0.
 */
function stepInEigenvectors(eigenvalues: number[], slopes: number[], radius: number): number[] {
  const least = Math.min(...eigenvalues);
  const stepFor = (mu: number) =>
    slopes.map((slope, i) => slope === 0 ? 0 : -slope / (eigenvalues[i] + mu));
  if (least > 0) {
    const newton = stepFor(0);
    if (Math.hypot(...newton) <= radius) return newton;
  }
  // |p| falls as mu grows: from above the radius just over `low`, to below it at `high`.
  let low = Math.max(0, -least);
  let high = low + Math.hypot(...slopes) / radius;
  const size = Math.max(...eigenvalues.map(Math.abs), Number.MIN_VALUE);
  while (high - low > 1e-14 * Math.max(high, Number.EPSILON * size)) {
    const mu = (low + high) / 2;
    if (Math.hypot(...stepFor(mu)) > radius) low = mu;
    else high = mu;
  }
  const step = stepFor(high);
  // Moré and Sorensen's hard case: along the lowest eigenvector the gradient is 0, and the rest of the way goes along it.
  const lowest = eigenvalues.indexOf(least);
  const missing = 1 - (Math.hypot(...step) / radius) ** 2;
  if (least <= 0 && missing > 1e-6) {
    step[lowest] += Math.sign(step[lowest] || 1) * radius * Math.sqrt(missing);
  }
  return step;
}
