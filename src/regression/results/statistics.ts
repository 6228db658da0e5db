/**
 * From where Newton's method ended to what a reader wants to know: coefficients in the data's own units, their errors, the fit's quality.
 *
 * @module
 */
import {
  incompleteBeta,
  normalDistribution,
  normalQuantile,
  studentQuantile,
} from "../../deps/distributions.ts";
import type { Totals } from "../model/families.ts";
import type { Coefficient, FitSummary, Quality } from "./fit_summary.ts";
import { inverse, type Matrix } from "../../numeric/symmetric.ts";
import type { Model } from "../model/model.ts";
import type { Solution } from "../newton/newton_steps.ts";
import { powerOfTwo } from "../model/powers.ts";

/** What a solution means in the data's units. Confidence is that of the intervals, 0.95 say. */
export function summarise(model: Model, solution: Solution, confidence: number): FitSummary {
  const { start, condition, status } = solution;
  const { kept, dependent, answer } = start;
  const label = (j: number) => model.columns[j].label;
  const df = answer.used - kept.length;
  const { transform, units } = toRaw(model, solution);
  const estimates = transform.map((row, k) =>
    row.reduce((sum, value, m) => sum + value * solution.coefficients[m], 0) +
    (model.columns[kept[k]].input === undefined ? start.moments.scaling.targetShift / units[k] : 0)
  );
  const errors = standardErrors(model, solution, transform, df);
  const linear = model.family.name === "linear";
  const quantile = errors &&
    (linear ? studentQuantile : normalQuantileOf)(df, 0.5 + confidence / 2);
  const coefficients = model.columns.map(({ label: name }, j): Coefficient => {
    const k = kept.indexOf(j);
    const none = { standardError: null, statistic: null, p: null, low: null, high: null };
    if (k < 0) return { name, estimate: null, ...none };
    const [own, error, unit] = [estimates[k], errors?.[k], units[k]];
    const estimate = unit * own;
    if (error === undefined || quantile === undefined) return { name, estimate, ...none };
    const statistic = own / error;
    // Of an exact fit's 0 / 0 nothing can be said.
    const open = Number.isNaN(statistic);
    const p = open ? null : linear ? studentP(statistic, df) : normalP(statistic);
    const half = quantile * error;
    return {
      name,
      estimate,
      standardError: unit * error,
      statistic,
      p,
      low: unit * (own - half),
      high: unit * (own + half),
    };
  });
  return {
    family: model.family.name,
    target: model.target,
    status,
    coefficients,
    dependent: dependent.map(({ column, of }) => ({
      name: label(column),
      of: of.filter((j) => model.columns[j].input !== undefined).map(label),
    })),
    quality: qualityOf(model, solution, df),
    condition,
    digits: trustedDigits(solution, estimates, errors, transform),
  };
}

/** The part of the largest below which a coefficient is next to nothing. */
const leastPart = 1e-3;

/** An error of a standardised coefficient against the largest, as one of each coefficient in its own units. */
function trustedDigits(
  { coefficients, error }: Solution,
  estimates: number[],
  errors: number[] | undefined,
  transform: Matrix,
): number {
  const largest = Math.max(...coefficients.map(Math.abs));
  const shares = estimates.map((estimate, k) => {
    // What a standardised coefficient as large as the largest would be: one that is next to nothing of that has no digits.
    const scale = largest * Math.hypot(...transform[k]);
    return error * scale / Math.max(Math.abs(estimate), errors?.[k] ?? 0, leastPart * scale);
  });
  return Math.max(0, Math.min(14, -Math.log10(Math.max(...shares))));
}

/**
 * The matrix that takes coefficients of standardised columns to those of the data's own; the target's shift comes on top. Row k
 * is to be multiplied by units[k], a power of two: products of rows neither overflow nor vanish, whatever the data's units.
 */
function toRaw(
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

function standardErrors(
  model: Model,
  { hessian, loss }: Solution,
  transform: Matrix,
  df: number,
): number[] | undefined {
  const linear = model.family.name === "linear";
  const covariance = inverse(hessian);
  if (model.ridge > 0 || covariance === undefined || (linear && df === 0)) return undefined;
  const dispersion = linear ? 2 * loss / df : 1;
  return transform.map((row) => {
    const square = row.reduce(
      (sum, a, i) => sum + row.reduce((rest, b, j) => rest + a * b * covariance[i][j], 0),
      0,
    );
    return Math.sqrt(dispersion * square);
  });
}

function qualityOf(model: Model, solution: Solution, df: number): Quality {
  const { start: { answer, kept, constantLoss, moments }, loss, residuals } = solution;
  const { name } = model.family;
  const n = answer.used;
  const { targetScale } = moments.scaling;
  const [deviance, nullDeviance] = [loss, constantLoss].map((each) =>
    2 * each * targetScale * targetScale
  );
  // Ratios are taken of losses, which the target's unit has no part in.
  const logLikelihood = name === "linear"
    ? -0.5 * n * (Math.log(4 * Math.PI * loss / n) + 2 * Math.log(targetScale) + 1) +
      0.5 * answer.logWeights
    : (name === "poisson" ? saturated(moments.totals) : 0) - loss;
  const parameters = kept.length + (name === "linear" ? 1 : 0);
  const shared = {
    residualDf: df,
    deviance,
    nullDeviance,
    logLikelihood,
    aic: -2 * logLikelihood + 2 * parameters,
    bic: -2 * logLikelihood + Math.log(n) * parameters,
  };
  if (name !== "linear") return { ...shared, pearson: residuals?.pearson };
  const explaining = kept.length - (model.intercept ? 1 : 0);
  const rSquared = 1 - loss / constantLoss;
  if (df <= 0 || explaining === 0) return { ...shared, rSquared };
  const f = Math.max(0, constantLoss - loss) / explaining / (loss / df);
  return {
    ...shared,
    rSquared,
    adjustedRSquared: 1 - (1 - rSquared) * (df + explaining) / df,
    sigma: targetScale * Math.sqrt(2 * loss / df),
    f,
    fP: loss === 0 ? 0 : incompleteBeta(df / 2, explaining / 2, df / (df + explaining * f)),
  };
}

/** The poisson log-likelihood of a mean for every row. */
function saturated({ own: [yLogY, logFactorial], target }: Totals): number {
  return yLogY - target - logFactorial;
}

function normalQuantileOf(_df: number, p: number): number {
  return normalQuantile(p);
}

/** Two-sided. */
function studentP(t: number, df: number): number {
  return incompleteBeta(df / 2, 0.5, df / (df + t * t));
}

/** Two-sided. */
function normalP(z: number): number {
  return 2 * normalDistribution(-Math.abs(z));
}
