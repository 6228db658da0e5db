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
import type { Coefficient, FitSummary, Quality } from "./fit_summary.ts";
import type { Matrix } from "../../numeric/symmetric.ts";
import { termTests } from "./term_tests.ts";
import {
  dispersionOf,
  hasDispersion,
  leastLoss,
  standardErrors,
  toRaw,
} from "./standard_errors.ts";
import { logLikelihoodOf } from "./likelihood.ts";
import type { Model } from "../model/model.ts";
import type { Solution } from "../newton/solution.ts";

/** What a solution means in the data's units. Confidence is that of the intervals, 0.95 say. */
export function summarise(model: Model, solution: Solution, confidence: number): FitSummary {
  const { start, condition, status } = solution;
  const { kept, dependent, answer } = start;
  const label = (j: number) => model.columns[j].label;
  const df = answer.used - freedomOf(model, solution);
  const { transform, units } = toRaw(model, solution);
  const { targetShift, shift } = start.moments.scaling;
  // What the target and an offset were moved by is the intercept's.
  const moved = start.columns.slice(kept.length).reduce((sum, j) => sum - shift[j], targetShift);
  const estimates = transform.map((row, k) =>
    row.reduce((sum, value, m) => sum + value * solution.coefficients[m], 0) +
    (model.columns[kept[k]].input === undefined ? moved / units[k] : 0)
  );
  const errors = standardErrors(model, solution, transform, df);
  const hasStudent = hasDispersion(model);
  const quantile = errors &&
    (hasStudent ? studentQuantile : normalQuantileOf)(df, 0.5 + confidence / 2);
  const coefficients = estimated(model).map((j): Coefficient => {
    const name = label(j);
    const k = kept.indexOf(j);
    const none = { standardError: null, statistic: null, p: null, low: null, high: null };
    if (k < 0) return { name, estimate: null, ...none };
    const [own, error, unit] = [estimates[k], errors?.[k], units[k]];
    const estimate = unit * own;
    if (error === undefined || quantile === undefined) return { name, estimate, ...none };
    const statistic = own / error;
    // Of an exact fit's 0 / 0 nothing can be said.
    const open = Number.isNaN(statistic);
    const p = open ? null : hasStudent ? studentP(statistic, df) : normalP(statistic);
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
    link: model.family.link,
    target: model.target,
    status,
    coefficients,
    dependent: dependent.map(({ column, of }) => ({
      name: label(column),
      of: of.filter((j) => model.columns[j].input !== undefined).map(label),
    })),
    quality: qualityOf(model, solution, df),
    terms: termTests(model, solution, df),
    condition,
    digits: trustedDigits(solution, estimates, errors, transform),
  };
}

/** How many coefficients are free: of a lasso those that are not 0 (Zou, Hastie and Tibshirani, 2007), and the intercept. */
function freedomOf({ columns, path }: Model, { start: { kept }, coefficients }: Solution): number {
  if (path === undefined) return kept.length;
  return kept.filter((j, k) => columns[j].input === undefined || coefficients[k] !== 0).length;
}

/** The design's columns that have a coefficient to be estimated: all but an offset. */
export function estimated({ columns }: Model): number[] {
  return columns.flatMap(({ isOffset }, j) => isOffset ? [] : [j]);
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

function qualityOf(model: Model, solution: Solution, df: number): Quality {
  const { start: { answer, constantLoss, moments }, loss, residuals } = solution;
  const n = answer.used;
  const { targetScale } = moments.scaling;
  const least = leastLoss(model, moments.totals);
  const [deviance, nullDeviance] = [loss, constantLoss].map((each) =>
    2 * (each - least) * targetScale * targetScale
  );
  // Ratios are taken of losses, which the target's unit has no part in.
  const logLikelihood = logLikelihoodOf(model, solution);
  const { hasDispersion: isSpread, isLinear, shape } = model.family;
  // theta is a parameter too, and so is the variance.
  const parameters = freedomOf(model, solution) + (isSpread || shape !== undefined ? 1 : 0);
  const shared = {
    residualDf: df,
    deviance,
    nullDeviance,
    logLikelihood,
    aic: -2 * logLikelihood + 2 * parameters,
    bic: -2 * logLikelihood + Math.log(n) * parameters,
  };
  if (!isLinear) {
    const dispersion = hasDispersion(model) ? dispersionOf(model, solution, df) : undefined;
    const theta = solution.shape &&
      { theta: solution.shape.theta, thetaError: solution.shape.error };
    return { ...shared, pearson: residuals?.pearson, dispersion, ...theta };
  }
  const explaining = freedomOf(model, solution) - (model.intercept ? 1 : 0);
  const rSquared = 1 - loss / constantLoss;
  if (df <= 0 || model.path !== undefined) return { ...shared, rSquared };
  const sigma = targetScale * Math.sqrt(2 * loss / df);
  if (explaining === 0) return { ...shared, rSquared: 0, adjustedRSquared: 0, sigma };
  const f = Math.max(0, constantLoss - loss) / explaining / (loss / df);
  return {
    ...shared,
    rSquared,
    adjustedRSquared: 1 - (1 - rSquared) * (df + explaining) / df,
    sigma,
    f,
    fP: loss === 0 ? 0 : incompleteBeta(df / 2, explaining / 2, df / (df + explaining * f)),
  };
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
