/**
 * A path of elastic nets over the lambdas, of a scan's sums.
 *
 * @module
 */
import type { Model, Scaling } from "../model/model.ts";
import type { Sums } from "../model/questions.ts";
import { standardise } from "../newton/standardise.ts";
import { type Correlations, elasticNet } from "./elastic_net.ts";

/** The solution of one lambda, in the data's own units. */
export interface PathPoint {
  /** In the target's unit, as glmnet has it. */
  lambda: number;
  /** Of the columns as they are. */
  intercept: number;
  /** One a design column, 0 of the intercept. */
  coefficients: number[];
  /** Coefficients that are not 0. */
  df: number;
  /** The share of the null deviance that is explained. */
  explained: number;
}

/** Lambdas of a path, and the least of them against the largest: where the rows are as many as the columns, and where they are not. */
const [count, leastShare, leastShareOfWide] = [100, 1e-4, 0.01];

/** Below this alpha the largest lambda is that of this one: a ridge has none that makes all coefficients 0. */
const leastAlpha = 1e-3;

/** The lambdas from the least one that leaves no coefficient, downwards, evenly by their logarithms. */
export function lambdasOf(model: Model, scaling: Scaling, sums: Sums, alpha: number): number[] {
  const { correlations: { moment }, targetScale } = correlate(model, scaling, sums);
  const largest = targetScale * Math.max(...moment.map(Math.abs)) / Math.max(alpha, leastAlpha);
  const share = sums.used < moment.length ? leastShareOfWide : leastShare;
  return Array.from({ length: count }, (_, k) => largest * share ** (k / (count - 1)));
}

/**
 * Solves for each lambda, the largest first, each from the one before it. Costs no scan: about columns squared times sweeps.
 *
 * @param scaling How the sums' columns were moved and scaled.
 * @param lambdas In descending order.
 */
export function pathOf(
  model: Model,
  scaling: Scaling,
  sums: Sums,
  alpha: number,
  lambdas: number[],
): PathPoint[] {
  const { correlations, columns, ...own } = correlate(model, scaling, sums);
  const { gram, moment } = correlations;
  let b = moment.map(() => 0);
  return lambdas.map((lambda) => {
    b = elasticNet(correlations, { lambda: lambda / own.targetScale, alpha }, b);
    const coefficients = model.columns.map(() => 0);
    columns.forEach((j, k) => coefficients[j] = b[k] * own.targetScale / own.scale[j]);
    return {
      lambda,
      intercept: own.targetShift - coefficients.reduce((sum, c, j) => sum + c * own.shift[j], 0),
      coefficients,
      df: b.filter((value) => value !== 0).length,
      explained: b.reduce(
        (sum, value, j) =>
          sum +
          value * (2 * moment[j] - b.reduce((rest, other, k) => rest + other * gram[j][k], 0)),
        0,
      ),
    };
  });
}

/** Sums as correlations, and what their columns were moved and scaled by; the intercept is not among the columns. */
function correlate(
  model: Model,
  scaling: Scaling,
  sums: Sums,
): Scaling & { correlations: Correlations; columns: number[] } {
  const { scaling: own, gram, moment, totals } = standardise(model, scaling, sums);
  const columns = model.columns.flatMap(({ input }, j) => input === undefined ? [] : [j]);
  const { weight } = totals;
  return {
    ...own,
    columns,
    correlations: {
      gram: columns.map((i) => columns.map((j) => gram[i][j] / weight)),
      // A column that is the same in every row has rounding alone.
      moment: columns.map((j) => gram[j][j] > 0 ? moment[j] / weight : 0),
    },
  };
}
