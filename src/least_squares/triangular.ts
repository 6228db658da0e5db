/**
 * The residuals' linear model, reduced to a triangle in float64.
 *
 * @module
 */
import { maxNorm, norm, powerOf2 } from "../numeric/norm.ts";
import { float64 } from "../numeric/precision.ts";
import { backSubstitute, dropDependent, triangulate, type Upper } from "../numeric/triangulate.ts";

/** |J p + r| after a rotation Q', but for a constant: |R p + q|. */
export interface Triangle {
  /** The columns of the upper triangular R, [n, n]. */
  r: readonly Float64Array[];
  /** [n]. */
  q: Float64Array;
}

export { norm };

/**
 * The triangle of |J p + r|, for the columns of J, each scaled by a power of 2 so that no square overflows or underflows.
 * Fewer rows than columns count as if the others were 0. Costs about 2 m n^2 operations.
 */
export function triangle(jacobian: readonly Float64Array[], residuals: Float64Array): Triangle {
  const n = jacobian.length;
  const rows = Math.max(residuals.length, n);
  const q = padded(residuals, rows);
  const units = unitsOf(jacobian);
  const scaled = jacobian.map((column, j) => padded(column, rows).map((v) => v / units[j]));
  triangulate(float64, scaled, q);
  dropDependent(float64, scaled, rows);
  return {
    r: scaled.map((column, j) => column.slice(0, n).map((value) => value * units[j])),
    q: q.slice(0, n),
  };
}

function padded(values: Float64Array, rows: number): Float64Array {
  const all = new Float64Array(rows);
  all.set(values);
  return all;
}

/** A power of 2 for each column: divided by it, its largest entry is about 1. */
export function unitsOf(columns: readonly ArrayLike<number>[]): number[] {
  return columns.map(unitOf);
}

/** A power of 2 about as large as the largest entry; 1 if there is none, or it is not finite. */
export function unitOf(values: ArrayLike<number>): number {
  const size = maxNorm(values);
  return size > 0 && size < Infinity ? powerOf2(size) : 1;
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
  triangulate(float64, columns, joined);
  return { r: columns, q: joined.subarray(0, n) };
}

/** The triangle of some of J's columns, after a step p: of |J_some s + (J p + r)|. */
export function triangleOf(
  { r, q }: Triangle,
  columns: readonly number[],
  p: Float64Array,
): Triangle {
  const moved = times(r, p).map((value, i) => value + q[i]);
  // Below its diagonal, R's columns hold what is left of the rotations.
  return triangle(columns.map((j) => r[j].map((value, i) => i <= j ? value : 0)), moved);
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
  return Float64Array.from(r, (column, j) => norm(column.subarray(0, j + 1)));
}

/** True if columns of J depend on each other. */
export function isSingular({ r }: Triangle): boolean {
  return r.some((column, k) => column[k] === 0);
}
