/**
 * How well a fit knows its parameters.
 *
 * @module
 */
import { float64 } from "../numeric/precision.ts";
import { isSingular, norm, type Triangle, triangleOf, unitsOf } from "./triangular.ts";
import { inverseOfSquare } from "../numeric/triangulate.ts";

/** What a least-squares fit of m residuals by n parameters says about its own precision. */
export interface Uncertainty {
  /**
   * The standard deviation of each parameter's estimate, [n]; NaN if the data do not determine the parameters, or leave no
   * degree of freedom to judge by, and for a parameter that is at a bound.
   */
  standardErrors: Float64Array;
  /** The covariance of the estimates, n rows of [n]. */
  covariance: Float64Array[];
  /** The standard deviation of a residual: sqrt(sum of squares / degrees of freedom); NaN if those are 0. */
  residualStandardDeviation: number;
  /** m - n: the residuals that count, less the parameters that are at no bound. */
  degreesOfFreedom: number;
}

/** How well each parameter is known. */
export type Errors = Pick<Uncertainty, "standardErrors" | "covariance">;

/**
 * The uncertainty of a fit: its covariance is the inverse of R'R times the residuals' variance.
 *
 * @param inverse Of R'R, for columns divided by `units`.
 * @param length The residuals' length, sqrt(sum of squares).
 */
export function uncertaintyOf(
  inverse: Float64Array[],
  units: readonly number[],
  { length, degreesOfFreedom }: { length: number; degreesOfFreedom: number },
): Uncertainty {
  const deviation = degreesOfFreedom > 0 ? length / Math.sqrt(degreesOfFreedom) : NaN;
  return {
    ...inUnits(inverse, units, deviation),
    residualStandardDeviation: deviation,
    degreesOfFreedom,
  };
}

/** The inverse of R'R times a variance, for columns divided by `units`. */
function inUnits(
  inverse: readonly Float64Array[],
  units: readonly number[],
  deviation: number,
): Errors {
  const relative = units.map((unit) => deviation / unit);
  return {
    standardErrors: Float64Array.from(inverse, (row, i) => Math.sqrt(row[i]) * relative[i]),
    covariance: inverse.map((row, i) => row.map((value, j) => value * relative[i] * relative[j])),
  };
}

/** What a fit's uncertainty depends on beside its linear model. */
export interface Evidence {
  residuals: Float64Array;
  /** Residuals that do not count. */
  ignored: number;
  /** The parameters that no bound holds. */
  free: readonly number[];
  /** The residuals' standard deviation, if it is known and not estimated. */
  deviation?: number;
}

/**
 * The uncertainty of a nonlinear fit, by the residuals' linear model at the solution: s^2 (J'J)^-1 = s^2 R^-1 R^-T, of those parameters
 * that no bound holds. Source: Seber and Wild (1989), Nonlinear regression, section 2.1.
 *
 * @param model The linear model; undefined if nothing is known.
 * @param n The number of parameters.
 */
export function linearizedUncertainty(
  model: Triangle | undefined,
  n: number,
  { residuals, ignored, free, deviation }: Evidence,
): Uncertainty {
  const degreesOfFreedom = residuals.length - ignored - free.length;
  const estimated = degreesOfFreedom > 0 ? norm(residuals) / Math.sqrt(degreesOfFreedom) : NaN;
  const part = model && free.length < n ? triangleOf(model, free, new Float64Array(n)) : model;
  return {
    ...spread(part && errorsOf(part, deviation ?? estimated), free, n),
    residualStandardDeviation: estimated,
    degreesOfFreedom,
  };
}

function errorsOf(model: Triangle, deviation: number): Errors | undefined {
  if (isSingular(model)) return undefined;
  const units = unitsOf(model.r);
  const scaled = model.r.map((column, j) => column.map((value) => value / units[j]));
  return inUnits(inverseOfSquare(float64, scaled), units, deviation);
}

/** The errors of n parameters, given those of some; NaN for the others. */
export function spread(some: Errors | undefined, free: readonly number[], n: number): Errors {
  const standardErrors = new Float64Array(n).fill(NaN);
  const covariance = Array.from({ length: n }, () => new Float64Array(n).fill(NaN));
  some?.standardErrors.forEach((error, k) => {
    standardErrors[free[k]] = error;
    free.forEach((j, l) => covariance[free[k]][j] = some.covariance[k][l]);
  });
  return { standardErrors, covariance };
}
