/**
 * Small symmetric systems, in float64.
 *
 * @module
 */
import { CholeskyDecomposition, EigenvalueDecomposition, Matrix as Dense } from "../deps/matrix.ts";

/** Rows of a matrix. */
export type Matrix = number[][];

/** Rows and columns of a matrix, by index. */
export function select(matrix: Matrix, index: number[]): Matrix {
  return index.map((i) => index.map((j) => matrix[i][j]));
}

/** x of A x = b, for positive definite A; undefined if A is not, as far as rounding tells. */
export function solve(matrix: Matrix, right: number[]): number[] | undefined {
  if (right.length === 0) return [];
  if (!hasPositiveDiagonal(matrix)) return undefined;
  const { scaled, scale } = equilibrate(matrix);
  const cholesky = new CholeskyDecomposition(scaled);
  if (!cholesky.isPositiveDefinite()) return undefined;
  const solved = cholesky.solve(Dense.columnVector(right.map((value, i) => value / scale[i])));
  return solved.to1DArray().map((value, i) => value / scale[i]);
}

/** The inverse of a positive definite matrix; undefined if it is not. */
export function inverse(matrix: Matrix): Matrix | undefined {
  if (matrix.length === 0) return [];
  if (!hasPositiveDiagonal(matrix)) return undefined;
  const { scaled, scale } = equilibrate(matrix);
  const cholesky = new CholeskyDecomposition(scaled);
  if (!cholesky.isPositiveDefinite()) return undefined;
  const inverted = cholesky.solve(Dense.eye(matrix.length)).to2DArray();
  return inverted.map((row, i) => row.map((value, j) => value / (scale[i] * scale[j])));
}

/** R of R R' = A, lower triangular, for positive definite A; undefined if it is not. */
export function root(matrix: Matrix): Matrix | undefined {
  if (matrix.length === 0) return [];
  if (!hasPositiveDiagonal(matrix)) return undefined;
  const { scaled, scale } = equilibrate(matrix);
  const cholesky = new CholeskyDecomposition(scaled);
  if (!cholesky.isPositiveDefinite()) return undefined;
  const lower = cholesky.lowerTriangularMatrix.to2DArray();
  return lower.map((row, i) => row.map((value) => value * scale[i]));
}

/** The natural logarithm of the determinant, for positive definite A; undefined if it is not. */
export function logDeterminant(matrix: Matrix): number | undefined {
  const lower = root(matrix);
  return lower?.reduce((sum, row, i) => sum + 2 * Math.log(row[i]), 0);
}

/** The condition number of X, of X'X with its columns scaled to length 1. */
export function conditionNumber(gram: Matrix): number {
  if (gram.length === 0) return 1;
  const { realEigenvalues } = new EigenvalueDecomposition(equilibrate(gram).scaled, {
    assumeSymmetric: true,
  });
  const [least, most] = [Math.min(...realEigenvalues), Math.max(...realEigenvalues)];
  return Math.sqrt(most / Math.max(least, Number.EPSILON * most));
}

function hasPositiveDiagonal(matrix: Matrix): boolean {
  return matrix.every((row, i) => row[i] > 0);
}

/** Ones on the diagonal: Cholesky's errors then depend on how columns lean on each other, not on their units. */
function equilibrate(matrix: Matrix): { scaled: Dense; scale: number[] } {
  const scale = matrix.map((row, i) => Math.sqrt(row[i]));
  // An inverse is symmetric but for its last digits, which a decomposition does not allow.
  const even = (value: number, i: number, j: number) => (value + matrix[j][i]) / 2;
  const scaled = matrix.map((row, i) =>
    row.map((value, j) => even(value, i, j) / (scale[i] * scale[j]))
  );
  return { scaled: new Dense(scaled), scale };
}
