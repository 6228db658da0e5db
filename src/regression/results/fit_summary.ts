/**
 * What a fit found, in the data's own units.
 *
 * @module
 */
import type { FamilyName, LinkName } from "../model/families.ts";
import type { TermTest } from "./term_tests.ts";
import type { FitStatus } from "../newton/solution.ts";

/** A coefficient. What cannot be had is null: errors under a ridge or without spare rows, all of a dependent column. */
export interface Coefficient {
  /** The column's, with its level for a category; "(intercept)". */
  name: string;
  /** In the data's own units. */
  estimate: number | null;
  /** Of the estimate. */
  standardError: number | null;
  /** t for the linear family, z for the others. */
  statistic: number | null;
  /** Two-sided. */
  p: number | null;
  /** Where the interval begins. */
  low: number | null;
  /** Where it ends. */
  high: number | null;
}

/** How good the fit is. */
export interface Quality {
  /** Rows less coefficients. */
  residualDf: number;
  /** For the linear family the sum of squared residuals. */
  deviance: number;
  /** Of the model with an intercept alone; without one, of none. */
  nullDeviance: number;
  /** The natural logarithm, constants included. */
  logLikelihood: number;
  /** As R counts: for the linear family the variance is one more parameter. */
  aic: number;
  /** Likewise. */
  bic: number;
  /** Share of the squares that is explained; linear only, as the next four. */
  rSquared?: number;
  /** The same, for as many columns. */
  adjustedRSquared?: number;
  /** The residual standard error. */
  sigma?: number;
  /** F of the model against the constant alone. */
  f?: number;
  /** Its p. */
  fP?: number;
  /** Sum of squared residuals over their variance; not for linear. */
  pearson?: number;
  /** What the variance is multiplied by: Pearson's chi squared over the degrees of freedom; not for linear, nor where it is 1. */
  dispersion?: number;
  /** theta of the negative binomial, and its standard error. */
  theta?: number;
  /** Likewise. */
  thetaError?: number;
}

/** What a fit found. */
export interface FitSummary {
  /** What kind of regression. */
  family: FamilyName;
  /** What eta is of the mean. */
  link: LinkName;
  /** What is explained. */
  target: string;
  /** How the steps ended. */
  status: FitStatus;
  /** In the design's order: the intercept first, then the features. */
  coefficients: Coefficient[];
  /** Columns that are combinations of others, and of which. Constant ones are of none. */
  dependent: { name: string; of: string[] }[];
  /** How good the fit is. */
  quality: Quality;
  /** A test for each term; none under a ridge, or where errors cannot be had. */
  terms: TermTest[];
  /** Condition number of the standardised design. */
  condition: number;
  /** Digits that can be trusted of every coefficient, or, where it is less than its standard error, of that. */
  digits: number;
}
