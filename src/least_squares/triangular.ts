/**
 * The linear least-squares problem inside a step, reduced to a triangle.
 *
 * @module
 */
import { Matrix, QrDecomposition } from "../deps/matrix.ts";

/** |J p + r| after an orthogonal rotation Q', but for a constant: |R p + q|, with R upper triangular [n, n]. */
export interface Triangle {
  r: Matrix;
  q: Float64Array;
}

/**
 * The triangle of |J p + r| for J of m rows of n. A diagonal value of R that is rounding alone is made 0: its column is a combination of
 * those before it. Costs about 2 m n^2 operations.
 */
export function triangle(
  jacobian: readonly ArrayLike<number>[],
  residuals: ArrayLike<number>,
): Triangle {
  const { r, q } = rotated(jacobian, residuals);
  r.diagonal().forEach((value, k) => {
    if (Math.abs(value) <= r.columns * Number.EPSILON * norm(r.getColumn(k))) r.set(k, k, 0);
  });
  return { r, q };
}

/** Householder's QR of [J, r]: Q'r is the last column, and Q is never formed. */
function rotated(jacobian: readonly ArrayLike<number>[], residuals: ArrayLike<number>): Triangle {
  const n = jacobian[0].length;
  const joined = new Matrix(Math.max(jacobian.length, n + 1), n + 1);
  jacobian.forEach((row, i) => joined.setRow(i, [...Array.from(row), residuals[i]]));
  const upper = new QrDecomposition(joined).upperTriangularMatrix;
  return {
    r: upper.subMatrix(0, n - 1, 0, n - 1),
    q: Float64Array.from({ length: n }, (_, i) => upper.get(i, n)),
  };
}

/** The triangle of |R p + q|^2 + |d p|^2 for a diagonal d. */
export function damped({ r, q }: Triangle, d: Float64Array): Triangle {
  const below = Matrix.diag(Array.from(d)).to2DArray();
  return rotated([...r.to2DArray(), ...below], [...q, ...d.map(() => 0)]);
}

/** The p that minimizes |R p + q|: R p = -q. */
export function solution({ r, q }: Triangle): Float64Array {
  return solveUpper(r, q.map((value) => -value));
}

/** Solves R x = b. */
export function solveUpper(r: Matrix, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  for (let k = x.length - 1; k >= 0; k--) {
    x[k] /= r.get(k, k);
    for (let i = 0; i < k; i++) x[i] -= r.get(i, k) * x[k];
  }
  return x;
}

/** Solves R'x = b. */
export function solveTransposed(r: Matrix, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  for (let k = 0; k < x.length; k++) {
    for (let i = 0; i < k; i++) x[k] -= r.get(i, k) * x[i];
    x[k] /= r.get(k, k);
  }
  return x;
}

/** R p. */
export function times(r: Matrix, p: Float64Array): Float64Array {
  return Float64Array.from(r.mmul(Matrix.columnVector(p)).to1DArray());
}

/** True where columns of J depend on each other. */
export function isSingular({ r }: Triangle): boolean {
  return r.diagonal().includes(0);
}

/** True where no value is infinite or NaN. */
export function isFiniteTriangle({ r, q }: Triangle): boolean {
  return r.to1DArray().every(Number.isFinite) && q.every(Number.isFinite);
}

/** The Euclidean length, without overflow. */
export function norm(x: ArrayLike<number>): number {
  const values = Array.from(x);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!(largest > 0 && largest < Infinity)) return largest;
  return largest * Math.sqrt(values.reduce((sum, value) => sum + (value / largest) ** 2, 0));
}
