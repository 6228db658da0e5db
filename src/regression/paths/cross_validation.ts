/**
 * The error of a path on rows that it was not fitted to, fold by fold, of each fold's sums alone.
 *
 * @module
 */
import type { Model, Scaling } from "../model/model.ts";
import { type Sums, unpack } from "../model/questions.ts";
import { pathOf, type PathPoint } from "./path.ts";

/** What cross-validation found, one value a lambda; errors are in the target's unit squared. */
export interface CrossValidation {
  /** The mean squared error over the folds, by their weight: cvm of cv.glmnet. */
  means: number[];
  /** Its standard error: cvsd. */
  errors: number[];
  /** Which lambda has the least mean: lambda.min. */
  least: number;
  /** The largest lambda whose mean is within a standard error of that: lambda.1se. */
  within: number;
}

/** Of a column's mean square, less than this is rounding of the difference. */
const rounding = 1e-13;

/**
 * Fits the path once for each fold, to all other rows, and takes the fold's mean squared error: cv.glmnet(..., grouped = TRUE) with
 * these lambdas. Costs no scan: as much as the path itself, for each fold.
 *
 * @param scaling How all the sums' columns were moved and scaled.
 * @param lambdas In descending order.
 */
export function crossValidate(
  model: Model,
  scaling: Scaling,
  folds: Sums[],
  alpha: number,
  lambdas: number[],
): CrossValidation {
  const total = folds.reduce((sum, fold) => combined(sum, fold, 1));
  const weights = folds.map(({ totals }) => totals.weight);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const squares = folds.map((fold) =>
    pathOf(model, scaling, withoutRounding(combined(total, fold, -1), total), alpha, lambdas)
      .map((point) => meanSquare(model, scaling, fold, point))
  );
  const average = (of: (fold: number) => number) =>
    weights.reduce((sum, weight, fold) => sum + weight * of(fold), 0) / all;
  const means = lambdas.map((_, k) => average((fold) => squares[fold][k]));
  const errors = lambdas.map((_, k) =>
    Math.sqrt(average((fold) => (squares[fold][k] - means[k]) ** 2) / (folds.length - 1))
  );
  const least = means.indexOf(Math.min(...means));
  const most = means[least] + errors[least];
  return { means, errors, least, within: means.findIndex((mean) => mean <= most) };
}

/** The mean squared residual of rows, of their sums: y'y - 2 b'X'y + b'X'X b. */
function meanSquare(
  { columns }: Model,
  { shift, scale, targetShift, targetScale }: Scaling,
  { gram, moment, totals }: Sums,
  { intercept, coefficients }: PathPoint,
): number {
  const isInput = (j: number) => columns[j].input !== undefined;
  const moved = coefficients.reduce((sum, c, j) => sum + c * shift[j], intercept - targetShift);
  const b = coefficients.map((c, j) => (isInput(j) ? c * scale[j] : moved) / targetScale);
  const products = unpack(gram, b.length);
  const square = b.reduce(
    (sum, value, i) =>
      sum + value * (products[i].reduce((rest, g, j) => rest + g * b[j], 0) - 2 * moment[i]),
    totals.square,
  );
  return Math.max(0, square) / totals.weight * targetScale ** 2;
}

/** Sums of both, or of one without the other. */
function combined(one: Sums, other: Sums, sign: 1 | -1): Sums {
  const add = (a: number, b: number) => a + sign * b;
  const each = (a: number[], b: number[]) => a.map((value, i) => add(value, b[i]));
  return {
    used: add(one.used, other.used),
    gram: each(one.gram, other.gram),
    moment: each(one.moment, other.moment),
    columnTotals: each(one.columnTotals, other.columnTotals),
    totals: {
      weight: add(one.totals.weight, other.totals.weight),
      target: add(one.totals.target, other.totals.target),
      square: add(one.totals.square, other.totals.square),
      own: [],
    },
  };
}

/** A column that only a fold's rows have is 0 in the others. */
function withoutRounding(sums: Sums, total: Sums): Sums {
  const size = sums.moment.length;
  const square = (j: number) => j * (j + 1) / 2 + j;
  const isEmpty = (j: number) => sums.gram[square(j)] <= rounding * total.gram[square(j)];
  const empty = Array.from({ length: size }, (_, j) => isEmpty(j));
  const gram = sums.gram.slice();
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) if (empty[i] || empty[j]) gram[i * (i + 1) / 2 + j] = 0;
  }
  const kept = (values: number[]) => values.map((value, j) => empty[j] ? 0 : value);
  return { ...sums, gram, moment: kept(sums.moment), columnTotals: kept(sums.columnTotals) };
}
