/**
 * Householder's orthogonal triangulation in double-double.
 *
 * @module
 */
import {
  add,
  divide,
  dot,
  type DoubleDouble,
  exactly,
  multiply,
  negate,
  squareRoot,
  subtract,
} from "./double_double.ts";

/** A column of numbers of about 32 digits. */
export type DoubleDoubleColumn = readonly DoubleDouble[];

/**
 * The columns of R in A = Q R, for A of n columns of m >= n values each; column k of R has its first k + 1 values. Costs 2 m n^2
 * double-double operations. Source: Golub and Van Loan, Matrix Computations, algorithm 5.2.1.
 */
export function triangulate(a: readonly DoubleDoubleColumn[]): DoubleDouble[][] {
  const r = a.map((column) => [...column]);
  r.forEach((column, k) => {
    const mirror = column.slice(k);
    const norm = squareRoot(dot(mirror, mirror));
    if (norm[0] === 0) return;
    // The sign that adds: the mirror's first value loses no digits.
    const diagonal = mirror[0][0] > 0 ? negate(norm) : norm;
    mirror[0] = subtract(mirror[0], diagonal);
    const scale = divide(exactly(2), dot(mirror, mirror));
    for (const other of r.slice(k + 1)) reflect(other, k, mirror, scale);
    column.splice(k, column.length, diagonal);
  });
  return r.map((column, k) => column.slice(0, k + 1));
}

/** x <- x - (2 v'x / v'v) v, on the values from `from`. */
function reflect(x: DoubleDouble[], from: number, v: DoubleDoubleColumn, scale: DoubleDouble) {
  const factor = negate(multiply(scale, dot(v, x.slice(from))));
  v.forEach((value, i) => x[from + i] = add(x[from + i], multiply(factor, value)));
}

/** Solves R x = b for the upper triangular R given by its columns. */
export function backSubstitute(r: readonly DoubleDoubleColumn[], b: DoubleDoubleColumn) {
  const x = [...b];
  for (let k = x.length - 1; k >= 0; k--) {
    x[k] = divide(x[k], r[k][k]);
    for (let i = 0; i < k; i++) x[i] = subtract(x[i], multiply(r[k][i], x[k]));
  }
  return x;
}
