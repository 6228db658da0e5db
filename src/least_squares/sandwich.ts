/**
 * How well a robust fit knows its parameters.
 *
 * @module
 */
import { float64 } from "../numeric/precision.ts";
import { inverse } from "../numeric/symmetric.ts";
import { backSubstitute } from "../numeric/triangulate.ts";
import type { Loss } from "./loss.ts";
import type { LeastSquaresSolution } from "./solution.ts";
import { isSingular, type Triangle, triangle } from "./triangular.ts";
import { type Errors, spread } from "./uncertainty.ts";

/** A robust fit's residuals, over sigma, at its solution, their Jacobian by columns, and the loss of a scale. */
export interface Pulls {
  residuals: Float64Array;
  jacobian: readonly Float64Array[];
  loss: Loss;
  scale: number;
}

/**
 * The covariance A^-1 B A^-1 m / (m - n) of the parameters that no bound holds, with A = J' diag(psi') J and B = J' diag(psi^2) J for psi, half the
 * derivative of the loss: it does not suppose that residuals are normal, nor of one variance. NaN if A is not positive definite, as where most of the
 * residuals are outliers. Source: Huber (1981), Robust statistics, section 7.6; Stefanski and Boos (2002), The calculus of M-estimation.
 */
export function sandwich(
  { x, activeBounds, degreesOfFreedom }: LeastSquaresSolution<Float64Array>,
  pulls: Pulls | undefined,
): Errors {
  const free = [...x.keys()].filter((j) => !activeBounds?.[j]);
  const covariance = pulls && degreesOfFreedom > 0
    ? covarianceOf(pulls, free, degreesOfFreedom)
    : undefined;
  const standardErrors = Float64Array.from(covariance ?? [], (row, k) => Math.sqrt(row[k]));
  return spread(covariance && { covariance, standardErrors }, free, x.length);
}

function covarianceOf(
  { residuals, jacobian, loss, scale }: Pulls,
  free: readonly number[],
  degreesOfFreedom: number,
): Float64Array[] | undefined {
  const columns = free.map((j) => jacobian[j]);
  const model = triangle(columns, residuals);
  if (isSingular(model)) return undefined;
  // In an orthonormal basis of J's columns, U = J R^-1, no digit is lost to how they lean on each other.
  const basis = orthonormal(columns, model);
  const z = residuals.map((r) => (r / scale) ** 2);
  const slopes = z.map((z) => loss.slope(z) + 2 * z * loss.curvature(z));
  const bread = inverse(products(basis, slopes));
  if (!bread) return undefined;
  const meat = products(basis, residuals.map((r, i) => (r * loss.slope(z[i])) ** 2));
  const correction = (degreesOfFreedom + free.length) / degreesOfFreedom;
  const inBasis = multiply(multiply(bread, meat), bread);
  // R^-1 V R^-T, by columns and then by rows.
  const half = transposed(transposed(inBasis).map((column) => solved(model, column)));
  return half.map((row) => Float64Array.from(solved(model, row), (value) => value * correction));
}

function orthonormal(columns: readonly Float64Array[], { r }: Triangle): Float64Array[] {
  const basis: Float64Array[] = [];
  columns.forEach((column, k) => {
    const rest = column.slice();
    basis.forEach((u, i) => float64.addScaled(rest, -r[k][i], u, 0, rest.length));
    basis.push(rest.map((value) => value / r[k][k]));
  });
  return basis;
}

/** U' diag(weights) U. */
function products(basis: readonly Float64Array[], weights: Float64Array): number[][] {
  const weighted = basis.map((u) => u.map((value, i) => value * weights[i]));
  const product = (i: number, j: number) =>
    float64.dot(weighted[Math.max(i, j)], basis[Math.min(i, j)], 0, weights.length);
  return basis.map((_, i) => basis.map((_, j) => product(i, j)));
}

function solved({ r }: Triangle, right: readonly number[]): number[] {
  return backSubstitute(float64, r, right);
}

function multiply(a: readonly number[][], b: readonly number[][]): number[][] {
  return a.map((row) => b.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
}

function transposed(a: readonly number[][]): number[][] {
  return a.map((_, j) => a.map((row) => row[j]));
}
