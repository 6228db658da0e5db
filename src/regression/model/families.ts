/**
 * The families of generalised linear models, each with its canonical link (McCullagh and Nelder, Generalized Linear Models, 1989).
 *
 * @module
 */
import type { Algebra } from "./algebra.ts";
import { lnGamma } from "./ln_gamma.ts";

/** A family's name. */
export type FamilyName = "linear" | "logistic" | "poisson";

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
  /** The mean, of eta. */
  mean<T>(a: Algebra<T>, eta: T): T;
  /** The derivative of the mean: the weight of a row in the Hessian. */
  variance<T>(a: Algebra<T>, eta: T, mean: T): T;
  /** Half the unit deviance; its derivative by eta is mean - y. */
  loss<T>(a: Algebra<T>, eta: T, mean: T, y: T): T;
  /** eta, of the mean. */
  link(mean: number): number;
  /** Expressions of a row whose weighted sums the first scan takes as well. */
  own<T>(a: Algebra<T>, y: T): T[];
  /** The loss of all rows where eta is the same for all. */
  constantLoss(totals: Totals, eta: number): number;
}

const linear: Family = {
  name: "linear",
  mean: (_, eta) => eta,
  variance: (a) => a.of(1),
  loss: (a, eta, _, y) => a.mul(0.5, a.mul(a.sub(y, eta), a.sub(y, eta))),
  link: (mean) => mean,
  own: () => [],
  constantLoss: ({ weight, target, square }, eta) =>
    0.5 * (square - 2 * eta * target + eta * eta * weight),
};

const logistic: Family = {
  name: "logistic",
  mean: (a, eta) => a.div(1, a.add(1, a.exp(a.sub(0, eta)))),
  variance(a, eta) {
    const e = a.exp(a.min(eta, a.sub(0, eta)));
    return a.div(e, a.mul(a.add(1, e), a.add(1, e)));
  },
  // ln(1 + exp(-margin)), with margin = (2y - 1) eta
  loss(a, eta, _, y) {
    const against = a.mul(eta, a.sub(1, a.mul(2, y)));
    const e = a.exp(a.min(eta, a.sub(0, eta)));
    return a.add(a.max(against, 0), a.ln(a.add(1, e)));
  },
  link: (mean) => Math.log(mean / (1 - mean)),
  own: () => [],
  constantLoss: ({ weight, target }, eta) =>
    target * Math.log1p(Math.exp(-eta)) + (weight - target) * Math.log1p(Math.exp(eta)),
};

const poisson: Family = {
  name: "poisson",
  mean: (a, eta) => a.exp(eta),
  variance: (_, _eta, mean) => mean,
  loss: (a, eta, mean, y) => a.add(a.sub(a.mul(y, a.sub(a.ln(y), eta)), y), mean),
  link: Math.log,
  own: (a, y) => [a.mul(y, a.ln(y)), lnGamma(a, a.add(y, 1))],
  constantLoss: ({ weight, target, own }, eta) =>
    own[0] - eta * target - target + Math.exp(eta) * weight,
};

/** The families, by name. */
export const families: Record<FamilyName, Family> = { linear, logistic, poisson };
