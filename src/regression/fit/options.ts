import type { RowValues } from "../rows/arrays.ts";
import type { FamilyName } from "../model/families.ts";

/** What kind of regression, and how far it goes. */
export interface RegressionOptions {
  /** "linear", "logistic" (targets 0 and 1) or "poisson" (targets of 0 and more); by default linear. */
  family?: FamilyName;
  /** Of X's columns; by default x1, x2, ... */
  names?: string[];
  /** A constant term; by default there is one. */
  intercept?: boolean;
  /** One a row, 0 or more. */
  weights?: RowValues;
  /** lambda, of lambda / 2 times the sum of squared coefficients, intercept left out; by default 0. */
  ridge?: number;
  /** Throw where a row lacks a value, instead of leaving it out. */
  strict?: boolean;
  /** Of the intervals; by default 0.95. */
  confidence?: number;
  /** Passes over the data, at most; by default 50. */
  maxScans?: number;
}
