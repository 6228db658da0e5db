/**
 * The residuals' linear model, reduced to a triangle in float64.
 *
 * @module
 */
import { float64 } from "../numeric/precision.ts";
import { backSubstitute, dropDependent, triangulate, type Upper } from "../numeric/triangulate.ts";

/** |J p + r| after a rotation Q', but for a constant: |R p + q|. */
export interface Triangle {
  /** The columns of the upper triangular R, [n, n]. */
  r: Upper<number>;
  /** [n]. */
  q: Float64Array;
}

/** The triangle of |J p + r|, for the columns of J. Costs about 2 m n^2 operations. */
export function triangle(jacobian: readonly Float64Array[], residuals: Float64Array): Triangle {
  const n = jacobian.length;
  const q = residuals.slice();
  const r = triangulate(float64, jacobian.map((column) => column.slice()), q);
  dropDependent(float64, r, residuals.length);
  return { r: r.map((column) => Float64Array.from(column).slice(0, n)), q: q.slice(0, n) };
}

/** The triangle of |R p + q|^2 + |d p|^2 for a diagonal d. */
export function damped({ r, q }: Triangle, d: Float64Array): Triangle {
  const n = q.length;
  const columns = r.map((column, j) => {
    const joined = new Float64Array(2 * n);
    for (let i = 0; i <= j; i++) joined[i] = column[i];
    joined[n + j] = d[j];
    return joined;
  });
  const joined = new Float64Array(2 * n);
  joined.set(q);
  return { r: triangulate(float64, columns, joined), q: joined.subarray(0, n) };
}

/** The p that minimizes |R p + q|. */
export function solution({ r, q }: Triangle): Float64Array {
  return Float64Array.from(backSubstitute(float64, r, q.map((value) => -value)));
}

/** Solves R'x = b. */
export function solveTransposed(r: Upper<number>, b: Float64Array): Float64Array {
  const x = b.slice();
  r.forEach((column, k) => x[k] = (x[k] - float64.dot(column, x, 0, k)) / column[k]);
  return x;
}

/** R p. */
export function times(r: Upper<number>, p: Float64Array): Float64Array {
  const product = new Float64Array(p.length);
  r.forEach((column, j) => float64.addScaled(product, p[j], column, 0, j + 1));
  return product;
}

/** R'q = J'r: half the gradient of the sum of squares. */
export function slopes({ r, q }: Triangle): Float64Array {
  return Float64Array.from(r, (column, j) => float64.dot(column, q, 0, j + 1));
}

/** The lengths of the Jacobian's columns. */
export function columnLengths({ r }: Triangle): Float64Array {
  return Float64Array.from(r, (column, j) => Math.sqrt(float64.dot(column, column, 0, j + 1)));
}

/** True if columns of J depend on each other. */
export function isSingular({ r }: Triangle): boolean {
  return r.some((column, k) => column[k] === 0);
}

/** The Euclidean length. */
export function norm(x: Float64Array): number {
  return Math.sqrt(float64.dot(x, x, 0, x.length));
}
