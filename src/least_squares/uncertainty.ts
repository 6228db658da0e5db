/**
 * How well a fit knows its parameters.
 *
 * @module
 */

/** What a least-squares fit of m residuals by n parameters says about its own precision. */
export interface Uncertainty {
  /** The standard deviation of each parameter's estimate, [n]: NaN where the data do not determine it. */
  standardErrors: Float64Array;
  /** The covariance of the estimates, n rows of [n]. */
  covariance: Float64Array[];
  /** The standard deviation of a residual: sqrt(sum of squares / degrees of freedom); NaN without degrees of freedom. */
  residualStandardDeviation: number;
  /** The sum of the squares of the residuals. */
  residualSumOfSquares: number;
  /** m - n. */
  degreesOfFreedom: number;
}
