/**
 * Where Newton's method ended.
 *
 * @module
 */
import type { Matrix } from "../../numeric/symmetric.ts";
import type { Bin, Bins, ScoresAnswer } from "../model/questions.ts";
import type { Start } from "./start.ts";

/** How the steps ended. */
export type FitStatus = "converged" | "out of scans" | "no further descent";

/** Where the steps ended. Coefficients and Hessian are those of standardised columns. */
export interface Solution {
  status: FitStatus;
  start: Start;
  coefficients: number[];
  /** Fisher's information, X'WX with the family's weights, and the ridge's. */
  hessian: Matrix;
  /** Half the deviance, ridge left out. */
  loss: number;
  /** What each scan brought the loss down to, ridge included. */
  losses: { scans: number; loss: number }[];
  /** The last scan's residuals, if one looked at them. */
  residuals?: { pearson: number; bins: Bins; binned: Bin[] };
  /** Scans that were made. */
  scans: number;
  /** theta of the negative binomial, and its standard error; the log-likelihood of a mean for every row. */
  shape?: { theta: number; error: number; saturated: number };
  /** For robust errors. */
  scores?: ScoresAnswer;
  /** Of the standardised design. */
  condition: number;
  /** What may be wrong in any coefficient of a standardised column, against the largest. */
  error: number;
}
