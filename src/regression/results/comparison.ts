/**
 * A fit against another one of the same rows: whether what one of them has besides is worth its columns.
 *
 * @module
 */
import { chiSquaredTail, incompleteBeta } from "../../deps/distributions.ts";
import { familyOf } from "../model/families.ts";
import { TableError } from "../model/table_error.ts";
import type { FitSummary } from "./fit_summary.ts";

/** What is known of the other fit. */
export interface OtherFit
  extends Pick<FitSummary, "family" | "link" | "target" | "coefficients" | "quality"> {
  rows: { used: number };
  ridge: number;
  /** There is one of a lasso or an elastic net. */
  path?: unknown;
}

/** What came of it. */
export interface Comparison {
  /** The other fit's file. */
  other: string;
  /** This fit's AIC and BIC less the other's: below 0 this one is better. */
  aic: number;
  /** Likewise. */
  bic: number;
  /** Coefficients that the larger fit has besides; none of the test is there if the fits are not nested. */
  df?: number;
  /** F if the variance is estimated, as R's anova has it; else chi squared, the fall of the deviance. */
  test?: "F" | "chi squared";
  /** Its value. */
  statistic?: number;
  /** And its p. */
  p?: number;
}

/**
 * The other fit, of its file's text.
 *
 * @throws {TableError} If it is no finished fit.
 */
export function otherFit(text: string, path: string): OtherFit {
  const found = parsed(text);
  const isNumbers = (of: unknown, names: string[]) =>
    typeof of === "object" && of !== null &&
    names.every((name) => typeof (of as Record<string, unknown>)[name] === "number");
  const { quality, rows, coefficients, target } = found as Partial<OtherFit>;
  const isFit = isNumbers(quality, ["deviance", "residualDf", "logLikelihood", "aic", "bic"]) &&
    isNumbers(rows, ["used"]) && typeof target === "string" && Array.isArray(coefficients) &&
    coefficients.every((each) => typeof each?.name === "string");
  if (isFit) return found as OtherFit;
  throw new TableError(
    `Cannot compare with "${path}": it is not a finished fit's fit.json. Name one that fit.ts wrote.`,
  );
}

function parsed(text: string): object {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** Why fits cannot be compared, if so. */
export function incomparable(one: OtherFit, other: OtherFit): string | undefined {
  if (one.target !== other.target) return `its target is "${other.target}"`;
  if (one.family !== other.family || one.link !== (other.link ?? one.link)) {
    return `it is a ${other.family} regression${other.link ? ` (${other.link} link)` : ""}`;
  }
  const isDrawn = ({ ridge, path }: OtherFit) => ridge > 0 || path !== undefined;
  if (isDrawn(one) || isDrawn(other)) return "a penalty leaves no degrees of freedom to compare by";
  if (one.rows.used !== other.rows.used) {
    return `it used ${other.rows.used} rows, and this fit ${one.rows.used}`;
  }
}

/** The comparison of fits that can be compared. */
export function comparisonOf(one: OtherFit, other: OtherFit, path: string): Comparison {
  const shared = {
    other: path,
    aic: one.quality.aic - other.quality.aic,
    bic: one.quality.bic - other.quality.bic,
  };
  const [small, large] = one.quality.residualDf >= other.quality.residualDf
    ? [one, other]
    : [other, one];
  const df = small.quality.residualDf - large.quality.residualDf;
  const names = ({ coefficients }: OtherFit) =>
    coefficients.flatMap(({ name, estimate }) => estimate === null ? [] : [name]);
  const isNested = names(small).every((name) => names(large).includes(name));
  if (df === 0 || !isNested) return shared;
  const { quality: { residualDf, deviance, dispersion, logLikelihood, theta } } = large;
  const fall = theta === undefined
    ? small.quality.deviance - deviance
    : 2 * (logLikelihood - small.quality.logLikelihood);
  const hasDispersion = familyOf(one.family).hasDispersion || dispersion !== undefined;
  if (!hasDispersion) {
    const p = chiSquaredTail(df, Math.max(0, fall));
    return { ...shared, df, test: "chi squared", statistic: fall, p };
  }
  const statistic = fall / df / (dispersion ?? deviance / residualDf);
  const p = incompleteBeta(residualDf / 2, df / 2, residualDf / (residualDf + df * statistic));
  return { ...shared, df, test: "F", statistic, p };
}
