/**
 * What a generalised linear model's family is: a distribution and a link (McCullagh and Nelder, Generalized Linear Models, 1989).
 *
 * @module
 */
import type { Algebra } from "./algebra.ts";

/** A family's name: its distribution. */
export type FamilyName =
  | "linear"
  | "logistic"
  | "poisson"
  | "gamma"
  | "inverse-gaussian"
  | "negative-binomial";

/** What eta is of the mean, as R spells it. */
export type LinkName =
  | "identity"
  | "log"
  | "inverse"
  | "sqrt"
  | "1/mu^2"
  | "logit"
  | "probit"
  | "cloglog";

/** Sums over all rows that the first scan takes, from which the loss of a constant follows. */
export interface Totals {
  /** Of the weights. */
  weight: number;
  /** Of weight times target. */
  target: number;
  /** Of weight times target squared. */
  square: number;
  /** The family's own. */
  own: number[];
}

/** How the target is spread about its mean, which is a function of eta = x'b. */
export interface Family {
  name: FamilyName;
  link: LinkName;
  /** The mean is eta and the variance the same in all rows: the loss is a parabola. */
  isLinear: boolean;
  /** The link is the family's canonical one, for which Newton's method and Fisher's scoring are the same. */
  isCanonical: boolean;
  /** The variance has a factor that is estimated: tests are Student's, with the residuals' degrees of freedom. */
  hasDispersion: boolean;
  /** theta of the negative binomial, whose variance is mean + mean^2 / theta. */
  shape?: number;
  /** The mean, of eta. */
  mean<T>(a: Algebra<T>, eta: T): T;
  /** The variance at the mean, dispersion left out. */
  variance<T>(a: Algebra<T>, eta: T, mean: T): T;
  /** What y - mean is multiplied by in the score: the derivative of the mean over the variance; 1 where it is left out. */
  pull?<T>(a: Algebra<T>, eta: T, mean: T): T;
  /** The weight of a row in Fisher's information: the squared derivative of the mean over the variance. */
  bend<T>(a: Algebra<T>, eta: T, mean: T): T;
  /** Half the unit deviance, and for logistic what a share of several trials has besides; its derivative by eta is the score, negated. */
  loss<T>(a: Algebra<T>, eta: T, mean: T, y: T): T;
  /** The mean where eta is beyond those that have one, such as an inverse below 0, and whether it is. */
  beyond?: { mean: number; is<T>(a: Algebra<T>, eta: T): T };
  /** eta, of the mean. */
  etaOf(mean: number): number;
  /** Expressions of a row whose weighted sums the first scan takes as well; the weight is that of a row, if there are weights. */
  own<T>(a: Algebra<T>, y: T, weight?: T): T[];
  /** The loss of all rows where eta is the same for all; undefined if it does not follow from the first sums. */
  constantLoss(totals: Totals, eta: number): number | undefined;
}
