/**
 * The families of generalised linear models, each with its canonical link (McCullagh and Nelder, Generalized Linear Models, 1989).
 *
 * @module
 */
import type { Algebra } from "./algebra.ts";
import { lnGamma, saturatedLog } from "./ln_gamma.ts";

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
  /** Half the unit deviance, and for logistic what a share of several trials has besides; its derivative by eta is mean - y. */
  loss<T>(a: Algebra<T>, eta: T, mean: T, y: T): T;
  /** eta, of the mean. */
  link(mean: number): number;
  /** Expressions of a row whose weighted sums the first scan takes as well; the weight is that of a row, if there are weights. */
  own<T>(a: Algebra<T>, y: T, weight?: T): T[];
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
  // ln(1 + exp(eta)) - y eta
  loss(a, eta, _, y) {
    const e = a.exp(a.min(eta, a.sub(0, eta)));
    return a.add(a.sub(a.max(eta, 0), a.mul(y, eta)), a.ln(a.add(1, e)));
  },
  link: (mean) => Math.log(mean / (1 - mean)),
  // Of a share of several trials: what its best log-likelihood is, and how many orders they may have come in.
  own(a, y, trials) {
    const other = a.sub(1, y);
    const best = a.add(a.mul(y, a.ln(y)), a.mul(other, a.ln(other)));
    if (trials === undefined) return [best];
    const ways = (of: typeof y) => lnGamma(a, a.add(of, 1));
    const parts = a.add(ways(a.mul(trials, y)), ways(a.mul(trials, other)));
    return [best, a.div(a.sub(ways(trials), parts), trials)];
  },
  constantLoss: ({ weight, target }, eta) =>
    target * Math.log1p(Math.exp(-eta)) + (weight - target) * Math.log1p(Math.exp(eta)),
};

/** Up to here e^t - 1 - t is its series. */
const nearby = 0.5;

/** e^t - 1 - t, for small t. */
function exponentialRest<T>(a: Algebra<T>, t: T): T {
  let sum: T | number = 1;
  for (let k = 16; k > 2; k--) sum = a.add(1, a.mul(a.div(t, k), sum));
  return a.mul(a.mul(0.5, a.mul(t, t)), sum);
}

const poisson: Family = {
  name: "poisson",
  mean: (a, eta) => a.exp(eta),
  variance: (_, _eta, mean) => mean,
  // y (e^t - 1 - t) with t = eta - ln y: of large counts y ln(y / mean), y and the mean would nearly cancel.
  loss(a, eta, mean, y) {
    const t = a.sub(eta, a.ln(y));
    const far = a.add(a.sub(a.mul(y, a.sub(a.ln(y), eta)), y), mean);
    return a.select(a.less(a.mul(t, t), nearby ** 2), a.mul(y, exponentialRest(a, t)), far);
  },
  link: Math.log,
  own: (a, y) => [a.mul(y, a.ln(y)), lnGamma(a, a.add(y, 1)), saturatedLog(a, y)],
  constantLoss: ({ weight, target, own }, eta) =>
    own[0] - eta * target - target + Math.exp(eta) * weight,
};

/** The families, by name. */
export const families: Record<FamilyName, Family> = { linear, logistic, poisson };
