/**
 * What a fit asks of its data: each question is one scan, each answer a few sums.
 *
 * @module
 */
import type {
  Bin,
  Bins,
  Extent,
  PointSums,
  RegressionMoments,
} from "../../kernels/regression/regression.ts";
import type { Totals } from "./families.ts";
import type { Scaling } from "./model.ts";

export type { Bin, Bins };

/** What a question at a point says of the family. */
interface AtShape {
  /** theta of the negative binomial; of other families it is left out. */
  shape?: number;
}

/** The first scan: counts, ranges, X'WX, X'Wy and y'Wy of the scaled columns. */
export interface MomentsQuestion {
  kind: "moments";
  scaling: Scaling;
}

/** Everything that the first step needs. Of symmetric matrices the lower triangle, row by row. */
export interface MomentsAnswer extends Omit<RegressionMoments, "totals"> {
  /** Rows that satisfy the reader's conditions. */
  rows: number;
  /** Those of them without a missing value and with a weight above 0. */
  used: number;
  /** Of each input; categories have no range. */
  inputs: Range[];
  target: Range;
  weights?: Range;
  totals: Totals;
  /** Of the logarithms of the weights. */
  logWeights: number;
}

/** What a column holds, NaN left out. */
export interface Range extends Extent {
  /** Rows in which it is null or NaN. */
  missing: number;
}

/** A scan at a point: loss, gradient, and what else is wanted. */
export interface PointQuestion extends AtShape {
  kind: "point";
  scaling: Scaling;
  /** Which design columns, by index. */
  columns: number[];
  /** Their coefficients, scaled. */
  at: number[];
  /** The step that led here, for the margins along it. */
  along?: number[];
  hessian: boolean;
  /** Residuals by fitted value, too. */
  bins?: Bins;
}

/** Sums at a point, as the kernel takes them. */
export interface PointAnswer extends PointSums {
  used: number;
  /** Sums that follow from the first scan's, if the rows are the same; of engines whose rows may change, linear family apart. */
  check?: { target: number; product: number; square: number };
}

/** One scan for a line search: the losses at from + fraction * along. */
export interface LossesQuestion extends AtShape {
  kind: "losses";
  scaling: Scaling;
  columns: number[];
  from: number[];
  along: number[];
  fractions: number[];
}

/** Half the deviance at each fraction. */
export interface LossesAnswer {
  used: number;
  losses: number[];
}

/** One scan for robust errors: sums of products of two columns, times squared residuals. */
export interface ScoresQuestion extends AtShape {
  kind: "scores";
  scaling: Scaling;
  columns: number[];
  at: number[];
  /** So many of the columns, the first ones, have a coefficient. */
  size: number;
  /** A square root of the inverse Hessian, for leverages, and the power of 1 - leverage that divides. */
  leverage?: { root: number[][]; power: number };
  /** Residuals of rows with the same text are added up before they are squared. */
  clustered: boolean;
}

/** The middle of the sandwich, its lower triangle row by row. */
export interface ScoresAnswer {
  used: number;
  meat: number[];
  /** How many clusters there are, and rows in none. */
  clusters?: number;
  apart?: number;
}

/** One scan for the negative binomial's theta: the slope of the log-likelihood at a point. */
export interface ShapeQuestion {
  kind: "shape";
  scaling: Scaling;
  columns: number[];
  at: number[];
  shape: number;
}

/** What is known of theta there. */
export interface ShapeAnswer {
  used: number;
  /** The log-likelihood of a mean for every row: that of the fit is the loss less. */
  saturated: number;
  /** The log-likelihood's derivative by theta, and the second one negated. */
  slope: number;
  information: number;
}

/** One scan for cross-validation: the first scan's sums, fold by fold. */
export interface FoldsQuestion {
  kind: "folds";
  scaling: Scaling;
  folds: { count: number; column?: string };
}

/** A part of the rows' sums. */
export type Sums = Pick<MomentsAnswer, "used" | "gram" | "moment" | "columnTotals" | "totals">;

/** The sums of each fold, and how many rows are in none. */
export interface FoldsAnswer {
  used: number;
  apart: number;
  folds: Sums[];
}

/** One scan. */
export type Question =
  | FoldsQuestion
  | MomentsQuestion
  | PointQuestion
  | LossesQuestion
  | ScoresQuestion
  | ShapeQuestion;

/** What came of it. */
export type Answer =
  | MomentsAnswer
  | PointAnswer
  | LossesAnswer
  | ScoresAnswer
  | ShapeAnswer
  | FoldsAnswer;

/** An answer without the bins that no row lies in. */
export function withoutEmptyBins(answer: Answer): Answer {
  return "bins" in answer && answer.bins
    ? { ...answer, bins: answer.bins.filter(({ rows }) => rows > 0) }
    : answer;
}

/** A symmetric matrix of its lower triangle. */
export function unpack(packed: ArrayLike<number>, size: number): number[][] {
  const at = (i: number, j: number) => packed[i * (i + 1) / 2 + j];
  const index = Array.from({ length: size }, (_, i) => i);
  return index.map((i) => index.map((j) => j <= i ? at(i, j) : at(j, i)));
}
