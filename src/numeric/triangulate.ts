/**
 * Householder's orthogonal triangulation, in any precision.
 *
 * @module
 */
import type { Column, Precision } from "./precision.ts";

/** The upper triangular R of n columns: column k has at least k + 1 values, of which those are R's. */
export type Upper<T> = readonly Column<T>[];

/**
 * Turns the n columns of A, of m >= n values each, into R by rotations Q' A = R, and b into Q'b, in place: then |A x - b| is least for
 * R x = b, and what is left of b is b[n] to b[m - 1].
 * Costs 2 m n^2 operations. Source: Golub and Van Loan, Matrix Computations, algorithm 5.2.1.
 */
export function triangulate<T>(
  precision: Precision<T>,
  a: readonly Column<T>[],
  b: Column<T>,
): Upper<T> {
  const { from, rounded, subtract, multiply, divide, squareRoot, dot, addScaled } = precision;
  const m = b.length;
  a.forEach((v, k) => {
    const squares = dot(v, v, k, m);
    if (rounded(squares) === 0) return;
    const norm = squareRoot(squares);
    // The sign that adds: v[k] loses no digits.
    const diagonal = rounded(v[k]) > 0 ? subtract(from(0), norm) : norm;
    v[k] = subtract(v[k], diagonal);
    const scale = divide(from(-2), dot(v, v, k, m));
    for (const column of [...a.slice(k + 1), b]) {
      addScaled(column, multiply(scale, dot(v, column, k, m)), v, k, m);
    }
    v[k] = diagonal;
  });
  return a;
}

/**
 * Makes those of R's diagonal values 0 that are the rounding of m rows alone: their columns are, as far as can be seen, combinations of those
 * before them. Returns which columns.
 */
export function dropDependent<T>(precision: Precision<T>, r: Upper<T>, m: number): number[] {
  const { from, rounded, dot, epsilon } = precision;
  const rounding = r.length * Math.sqrt(m) * epsilon;
  const isDependent = (column: Column<T>, k: number) =>
    rounded(dot(column, column, k, k + 1)) <=
      rounding ** 2 * rounded(dot(column, column, 0, k + 1));
  const dependent = [...r.keys()].filter((k) => isDependent(r[k], k));
  for (const k of dependent) r[k][k] = from(0);
  return dependent;
}

/** The x that solves R x = b. */
export function backSubstitute<T>(
  { subtract, multiply, divide }: Precision<T>,
  r: Upper<T>,
  b: ArrayLike<T>,
): T[] {
  const x = Array.from(b).slice(0, r.length);
  for (let k = x.length - 1; k >= 0; k--) {
    x[k] = divide(x[k], r[k][k]);
    for (let i = 0; i < k; i++) x[i] = subtract(x[i], multiply(r[k][i], x[k]));
  }
  return x;
}

/** (R'R)^-1 = R^-1 R^-T, n rows of [n]. */
export function inverseOfSquare<T>(precision: Precision<T>, r: Upper<T>): Float64Array[] {
  const { from, rounded, dot } = precision;
  const unit = (k: number) => r.map((_, i) => from(Number(i === k)));
  const columns = r.map((_, k) => backSubstitute(precision, r, unit(k)));
  const rows = r.map((_, i) => columns.map((column) => column[i]));
  return rows.map((row) =>
    Float64Array.from(rows, (other) => rounded(dot(row, other, 0, r.length)))
  );
}
