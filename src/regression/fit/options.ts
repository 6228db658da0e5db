import type { RowValues } from "../rows/arrays.ts";
import type { ErrorKind } from "../model/errors.ts";
import type { FamilyName, LinkName } from "../model/families.ts";

/** A regression of named columns, by a formula. */
export interface FormulaOptions extends Omit<RegressionOptions, "names" | "intercept" | "weights"> {
  /** Target and features in R's notation: "y ~ x1*x2 + log(x3)". */
  formula: string;
  /** The column of weights, each 0 or more. */
  weights?: string;
  /** Columns of numbers that stand for categories; texts always do. */
  categorical?: string[];
  /** The column whose equal values make a cluster, for standard errors: those of residuals that are added up within each. */
  cluster?: string;
}

/** A path of elastic nets, with the penalties of R's glmnet: lambda (alpha |b| + (1 - alpha) / 2 b squared) of standardised columns. */
export interface PathOptions {
  /** 1 of the lasso, 0 of a ridge. */
  alpha: number;
  /** In the target's unit; by default 100 of them. */
  lambdas?: number[];
  /** The result's; by default "1se" with cross-validation, and else the least of all. */
  lambda?: number | "min" | "1se";
  /** So many folds, by a hash of each row's values: equal rows share one. */
  cv?: number;
  /** With a formula: the column whose values are the folds. */
  folds?: string;
}

/** What kind of regression, and how far it goes. */
export interface RegressionOptions {
  /**
   * "linear" (the default), "logistic" (targets 0 and 1), "poisson" or "negative-binomial" (targets of 0 and more), "gamma" or
   * "inverse-gaussian" (targets above 0).
   */
  family?: FamilyName;
  /**
   * What x'b is of the mean; by default "identity", "logit", "log", "log", "inverse" and "1/mu^2", in the order of the families
   * above. Others are "probit" and "cloglog" for logistic, "sqrt" for counts, and "identity", "log" and "inverse", as R's glm has
   * them.
   */
  link?: LinkName;
  /** Of X's columns; by default x1, x2, ... */
  names?: string[];
  /** A constant term; by default there is one. */
  intercept?: boolean;
  /** One a row, 0 or more. */
  weights?: RowValues;
  /** lambda, of lambda / 2 times the sum of squared coefficients, intercept left out; by default 0. */
  ridge?: number;
  /** A lasso or elastic net instead of least squares: of the linear family only. */
  path?: PathOptions;
  /** Throw where a row lacks a value, instead of leaving it out. */
  strict?: boolean;
  /** Of the intervals; by default 0.95. */
  confidence?: number;
  /**
   * What standard errors are computed from: "model" (the default); squared residuals, "HC0" to "HC3", as R's sandwich has them;
   * "quasi": the model's variance times Pearson's chi squared over the degrees of freedom.
   */
  errors?: ErrorKind;
  /** Passes over the data, at most; by default 50. */
  maxScans?: number;
}
