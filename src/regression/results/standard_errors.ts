/**
 * Standard errors of coefficients, and how standardised columns' become the data's own.
 *
 * @module
 */
import { inverse, type Matrix } from "../../numeric/symmetric.ts";
import type { Totals } from "../model/families.ts";
import type { Model } from "../model/model.ts";
import { powerOfTwo } from "../model/powers.ts";
import type { Solution } from "../newton/solution.ts";
import { robustCovariance } from "../newton/robust.ts";

/** Of the coefficients in the data's own units, each over its unit; undefined where they cannot be had. */
export function standardErrors(
  model: Model,
  solution: Solution,
  transform: Matrix,
  df: number,
): number[] | undefined {
  const covariance = covarianceOf(model, solution, df);
  if (isPenalised(model) || covariance === undefined) return undefined;
  return transform.map((row) => {
    const square = row.reduce(
      (sum, a, i) => sum + row.reduce((rest, b, j) => rest + a * b * covariance[i][j], 0),
      0,
    );
    return Math.sqrt(square);
  });
}

/** Whether coefficients are drawn towards 0, so that no errors say how far they are off. */
export function isPenalised({ ridge, path }: Pick<Model, "ridge" | "path">): boolean {
  return ridge > 0 || path !== undefined;
}

/** Whether the variance has a factor that is estimated: tests are Student's. */
export function hasDispersion({ family, errors }: Pick<Model, "family" | "errors">): boolean {
  return family.hasDispersion || errors === "quasi";
}

/** What the variance is multiplied by: of the linear family in the standardised target's units, of the others Pearson's chi squared over df. */
export function dispersionOf(model: Model, { loss, residuals }: Solution, df: number): number {
  if (model.family.isLinear) return 2 * loss / df;
  return hasDispersion(model) ? (residuals?.pearson ?? NaN) / df : 1;
}

/** Of the coefficients of standardised columns, in the standardised target's units. */
export function covarianceOf(model: Model, solution: Solution, df: number): Matrix | undefined {
  const { errors = "model", cluster } = model;
  if (cluster !== undefined || errors.startsWith("HC")) return robustCovariance(model, solution);
  const dispersion = dispersionOf(model, solution, df);
  if (hasDispersion(model) && !(df > 0 && dispersion >= 0)) return undefined;
  return inverse(solution.hessian)?.map((row) => row.map((value) => dispersion * value));
}

/**
 * The matrix that takes coefficients of standardised columns to those of the data's own; the target's shift comes on top. Row k
 * is to be multiplied by units[k], a power of two: products of rows neither overflow nor vanish, whatever the data's units.
 */
export function toRaw(
  model: Model,
  { start: { kept, moments: { scaling } } }: Solution,
): { transform: Matrix; units: number[] } {
  const { shift, scale, targetScale } = scaling;
  const targetUnit = powerOfTwo(targetScale);
  const target = targetScale / targetUnit;
  const isInput = (j: number) => model.columns[j].input !== undefined;
  const transform = kept.map((j, k) =>
    kept.map((other, m) => {
      if (isInput(j)) return k === m ? target / (scale[j] / powerOfTwo(scale[j])) : 0;
      return k === m ? target : -target * shift[other] / scale[other];
    })
  );
  const units = kept.map((j) => isInput(j) ? targetUnit / powerOfTwo(scale[j]) : targetUnit);
  return { transform, units };
}

/** What the loss is where the mean is the target in every row: above 0 for shares of several trials. */
export function leastLoss({ family }: Model, { own }: Totals): number {
  return family.name === "logistic" ? -(own[0] ?? 0) : 0;
}
