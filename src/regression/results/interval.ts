/**
 * How far a fitted value may be off, of any row.
 *
 * @module
 */
import { normalQuantile, studentQuantile } from "../../deps/distributions.ts";
import { type Matrix, root } from "../../numeric/symmetric.ts";
import type { Model } from "../model/model.ts";
import { TableError } from "../model/table_error.ts";
import type { Solution } from "../newton/solution.ts";
import { covarianceOf, dispersionOf, hasDispersion, isPenalised } from "./standard_errors.ts";

/** Whose interval: the mean's at such values, or that of one more row's. */
export type IntervalKind = "mean" | "row";

/** What a row's standard error is computed from: the length of R' c, with c its standardised columns. */
export interface Interval {
  /** R, with R R' the covariance of the coefficients of standardised columns. */
  root: Matrix;
  /** Which design columns these are, and how they are moved and scaled. */
  columns: readonly number[];
  shift: readonly number[];
  scale: readonly number[];
  /** The variance of a row about its mean, as the covariance has it; 0 for the mean's interval. */
  rowVariance: number;
  /** What standard errors are multiplied by: the target's unit, and the quantile. */
  factor: number;
}

/**
 * Intervals of a fit.
 *
 * @throws {TableError} If its errors cannot be had, or a row's interval is asked for of another family than linear.
 */
export function intervalOf(
  model: Model,
  solution: Solution,
  confidence: number,
  kind: IntervalKind,
): Interval {
  const { start } = solution;
  const df = start.answer.used - start.kept.length;
  const linear = model.family.isLinear;
  if (kind === "row" && !linear) {
    throw new TableError(
      "Cannot predict with intervals of a row: only a linear family has them. Try --intervals mean.",
    );
  }
  const covariance = isPenalised(model) ? undefined : covarianceOf(model, solution, df);
  const square = covariance && root(covariance);
  if (square === undefined) {
    throw new TableError("Cannot predict with intervals: this fit has no standard errors.");
  }
  const { shift, scale, targetScale } = start.moments.scaling;
  const share = 0.5 + confidence / 2;
  const quantile = hasDispersion(model) ? studentQuantile(df, share) : normalQuantile(share);
  return {
    root: square,
    columns: start.kept,
    shift: start.kept.map((j) => shift[j]),
    scale: start.kept.map((j) => scale[j]),
    rowVariance: kind === "row" ? dispersionOf(model, solution, df) : 0,
    factor: quantile * (linear ? targetScale : 1),
  };
}
