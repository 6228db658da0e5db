/**
 * How well a fit knows its parameters.
 *
 * @module
 */
import { float64 } from "../numeric/precision.ts";
import { norm, type Triangle } from "./triangular.ts";
import { inverseOfSquare } from "../numeric/triangulate.ts";

/** What a least-squares fit of m residuals by n parameters says about its own precision. */
export interface Uncertainty {
  /** The standard deviation of each parameter's estimate, [n]; NaN if the data do not determine the parameters. */
  standardErrors: Float64Array;
  /** The covariance of the estimates, n rows of [n]. */
  covariance: Float64Array[];
  /** The standard deviation of a residual: sqrt(sum of squares / degrees of freedom); NaN if those are 0. */
  residualStandardDeviation: number;
  /** m - n. */
  degreesOfFreedom: number;
}

/** The uncertainty of a fit whose inverse of R'R is known: its covariance is that times the residuals' variance. */
export function uncertaintyOf(
  inverse: Float64Array[],
  sumOfSquares: number,
  degreesOfFreedom: number,
): Uncertainty {
  const variance = sumOfSquares / degreesOfFreedom;
  const covariance = inverse.map((row) => row.map((value) => value * variance));
  return {
    standardErrors: Float64Array.from(covariance, (row, i) => Math.sqrt(row[i])),
    covariance,
    residualStandardDeviation: Math.sqrt(variance),
    degreesOfFreedom,
  };
}

/**
 * The uncertainty of a nonlinear fit, by the residuals' linear model at the solution: s^2 (J'J)^-1 = s^2 R^-1 R^-T. Source: Seber and Wild
 * (1989), Nonlinear regression, section 2.1.
 */
export function linearizedUncertainty({ r }: Triangle, residuals: Float64Array): Uncertainty {
  return uncertaintyOf(
    inverseOfSquare(float64, r),
    norm(residuals) ** 2,
    residuals.length - r.length,
  );
}

/** The same if the Jacobian is singular: nothing is known. */
export function unknownUncertainty(parameters: number, residuals: Float64Array): Uncertainty {
  const unknown = Array.from({ length: parameters }, () => new Float64Array(parameters).fill(NaN));
  return uncertaintyOf(unknown, norm(residuals) ** 2, residuals.length - parameters);
}
