/**
 * Families with their canonical links: the sums that a scan takes are those of y - mean.
 *
 * @module
 */
import type { Algebra } from "./algebra.ts";
import { exponentialRest, seriesReach } from "./exponential_rest.ts";
import type { Family } from "./family.ts";
import { lnGamma, saturatedLog } from "./ln_gamma.ts";

/** Normal, with the identity. */
export const linear: Family = {
  name: "linear",
  link: "identity",
  ...{ isLinear: true, isCanonical: true, hasDispersion: true },
  mean: (_, eta) => eta,
  variance: (a) => a.of(1),
  bend: (a) => a.of(1),
  loss: (a, eta, _, y) => a.mul(0.5, a.mul(a.sub(y, eta), a.sub(y, eta))),
  etaOf: (mean) => mean,
  own: () => [],
  constantLoss: ({ weight, target, square }, eta) =>
    0.5 * (square - 2 * eta * target + eta * eta * weight),
};

/** The variance of 0s and 1s, of the log odds of a 1. */
function logisticVariance<T>(a: Algebra<T>, eta: T): T {
  const e = a.exp(a.min(eta, a.sub(0, eta)));
  return a.div(e, a.mul(a.add(1, e), a.add(1, e)));
}

/** Of a share of several trials: what its best log-likelihood is, and how many orders they may have come in. */
export function sharesOwn<T>(a: Algebra<T>, y: T, trials?: T): T[] {
  const other = a.sub(1, y);
  const best = a.add(a.mul(y, a.ln(y)), a.mul(other, a.ln(other)));
  if (trials === undefined) return [best];
  const ways = (of: T) => lnGamma(a, a.add(of, 1));
  const parts = a.add(ways(a.mul(trials, y)), ways(a.mul(trials, other)));
  return [best, a.div(a.sub(ways(trials), parts), trials)];
}

/** Binomial, with the logit. */
export const logistic: Family = {
  name: "logistic",
  link: "logit",
  ...{ isLinear: false, isCanonical: true, hasDispersion: false },
  mean: (a, eta) => a.div(1, a.add(1, a.exp(a.sub(0, eta)))),
  variance: logisticVariance,
  bend: logisticVariance,
  // ln(1 + exp(eta)) - y eta
  loss(a, eta, _, y) {
    const e = a.exp(a.min(eta, a.sub(0, eta)));
    return a.add(a.sub(a.max(eta, 0), a.mul(y, eta)), a.ln(a.add(1, e)));
  },
  etaOf: (mean) => Math.log(mean / (1 - mean)),
  own: sharesOwn,
  constantLoss: ({ weight, target }, eta) =>
    target * Math.log1p(Math.exp(-eta)) + (weight - target) * Math.log1p(Math.exp(eta)),
};

/** Half the deviance of a count: y (e^t - 1 - t) with t = ln mean - ln y, as of large counts y ln(y / mean), y and the mean nearly cancel. */
export function countLoss<T>(a: Algebra<T>, logMean: T, mean: T, y: T): T {
  const t = a.sub(logMean, a.ln(y));
  const far = a.add(a.sub(a.mul(y, a.sub(a.ln(y), logMean)), y), mean);
  return a.select(a.less(a.mul(t, t), seriesReach ** 2), a.mul(y, exponentialRest(a, t)), far);
}

/** Sums of y ln y, ln y! and the largest log-likelihood there is. */
export function countsOwn<T>(a: Algebra<T>, y: T): T[] {
  return [a.mul(y, a.ln(y)), lnGamma(a, a.add(y, 1)), saturatedLog(a, y)];
}

/** Poisson, with the logarithm. */
export const poisson: Family = {
  name: "poisson",
  link: "log",
  ...{ isLinear: false, isCanonical: true, hasDispersion: false },
  mean: (a, eta) => a.exp(eta),
  variance: (_, _eta, mean) => mean,
  bend: (_, _eta, mean) => mean,
  loss: countLoss,
  etaOf: Math.log,
  own: countsOwn,
  constantLoss: ({ weight, target, own }, eta) =>
    own[0] - eta * target - target + Math.exp(eta) * weight,
};
