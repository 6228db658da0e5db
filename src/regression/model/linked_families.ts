/**
 * Families of any distribution and link: Fisher's scoring takes the place of Newton's method.
 *
 * @module
 */
import { type Algebra, numbers } from "./algebra.ts";
import { countLoss, countsOwn, sharesOwn } from "./canonical_families.ts";
import { exponentialRest, seriesReach } from "./exponential_rest.ts";
import type { Family, FamilyName, LinkName, Totals } from "./family.ts";
import { type Link, links } from "./links.ts";

/** A mean, and what of it is known with more digits than follow from it. */
interface Mean<T> {
  mean: T;
  logMean: T;
  /** 1 - mean, of probabilities. */
  rest: T;
  logRest: T;
}

/** How values are spread about their mean. */
interface Distribution {
  hasDispersion: boolean;
  isPositive: boolean;
  variance<T>(a: Algebra<T>, at: Mean<T>): T;
  /** Half the unit deviance; for 0s and 1s the log-likelihood, negated. */
  loss<T>(a: Algebra<T>, y: T, at: Mean<T>): T;
  own<T>(a: Algebra<T>, y: T, weight?: T): T[];
  /** The loss of a mean that is the same for all rows. */
  constantLoss(totals: Totals, mean: number): number | undefined;
}

/** e^t - 1 - t, with t the logarithm of the target over the mean. */
function gammaLoss<T>(a: Algebra<T>, y: T, { mean, logMean }: Mean<T>): T {
  const t = a.sub(a.ln(y), logMean);
  const far = a.sub(a.sub(a.div(y, mean), 1), t);
  return a.select(a.less(a.mul(t, t), seriesReach ** 2), exponentialRest(a, t), far);
}

const distributions: Record<Exclude<FamilyName, "negative-binomial">, Distribution> = {
  linear: {
    ...{ hasDispersion: true, isPositive: false },
    variance: (a) => a.of(1),
    loss: (a, y, { mean }) => a.mul(0.5, a.mul(a.sub(y, mean), a.sub(y, mean))),
    own: () => [],
    constantLoss: ({ weight, target, square }, mean) =>
      0.5 * (square - 2 * mean * target + mean * mean * weight),
  },
  logistic: {
    ...{ hasDispersion: false, isPositive: false },
    variance: (a, { mean, rest }) => a.mul(mean, rest),
    loss: (a, y, { logMean, logRest }) =>
      a.sub(0, a.add(a.mul(y, logMean), a.mul(a.sub(1, y), logRest))),
    own: sharesOwn,
    constantLoss: ({ weight, target }, mean) =>
      -target * Math.log(mean) - (weight - target) * Math.log1p(-mean),
  },
  poisson: {
    ...{ hasDispersion: false, isPositive: true },
    variance: (_, { mean }) => mean,
    loss: (a, y, { logMean, mean }) => countLoss(a, logMean, mean, y),
    own: countsOwn,
    constantLoss: ({ weight, target, own }, mean) =>
      own[0] - Math.log(mean) * target - target + mean * weight,
  },
  gamma: {
    ...{ hasDispersion: true, isPositive: true },
    variance: (a, { mean }) => a.mul(mean, mean),
    loss: gammaLoss,
    own: (a, y) => [a.ln(y)],
    constantLoss: ({ weight, target, own }, mean) =>
      target / mean - weight - own[0] + Math.log(mean) * weight,
  },
  "inverse-gaussian": {
    ...{ hasDispersion: true, isPositive: true },
    variance: (a, { mean }) => a.mul(mean, a.mul(mean, mean)),
    loss(a, y, { mean }) {
      const part = a.div(a.sub(y, mean), mean);
      return a.div(a.mul(part, part), a.mul(2, y));
    },
    own: (a, y) => [a.ln(y), a.div(1, y)],
    constantLoss: ({ weight, target, own }, mean) =>
      0.5 * (target / mean / mean - 2 * weight / mean + own[1]),
  },
};

/** Variance mean + mean^2 / theta. */
function negativeBinomial(theta: number): Distribution {
  return {
    ...{ hasDispersion: false, isPositive: true },
    variance: (a, { mean }) => a.add(mean, a.div(a.mul(mean, mean), theta)),
    loss(a, y, { mean, logMean }) {
      const share = a.mul(y, a.sub(a.ln(y), logMean));
      const odds = a.ln(a.div(a.add(y, theta), a.add(mean, theta)));
      return a.sub(share, a.mul(a.add(y, theta), odds));
    },
    own: countsOwn,
    constantLoss: () => undefined,
  };
}

/** No eta is nearer to 0, on the side that has means. */
const edge = { positive: 1e-60, negative: -1e-15 };

/** The loss of a row whose eta has no mean: above any other, and a sum of them is finite. */
const barrier = 1e250;

/** The family of a distribution and a link, other than the canonical families; of the negative binomial with its theta. */
export function linkedFamily(
  name: FamilyName,
  link: Exclude<LinkName, "logit">,
  canonical: LinkName,
  shape?: number,
): Family {
  const distribution = name === "negative-binomial"
    ? negativeBinomial(shape!)
    : distributions[name];
  const { mean, slope, etaOf, ...own } = links[link];
  const side = sideOf(name, link, distribution, own);
  const held = <T>(a: Algebra<T>, eta: T): T =>
    side === undefined
      ? eta
      : side === "positive"
      ? a.max(eta, edge.positive)
      : a.min(eta, edge.negative);
  const isBeyond = <T>(a: Algebra<T>, eta: T): T =>
    side === "positive" ? a.less(eta, edge.positive) : a.less(edge.negative, eta);
  const at = <T>(a: Algebra<T>, eta: T, value: T): Mean<T> => {
    // Only what is asked for: in SQL every number is a bound value.
    return {
      mean: value,
      get logMean() {
        return own.logMean ? own.logMean(a, held(a, eta)) : a.ln(value);
      },
      get rest() {
        return own.rest ? own.rest(a, held(a, eta)) : a.sub(1, value);
      },
      get logRest() {
        return own.logRest ? own.logRest(a, held(a, eta)) : a.ln(this.rest);
      },
    };
  };
  const varianceAt = <T>(a: Algebra<T>, eta: T, value: T) =>
    distribution.variance(a, at(a, eta, value));
  const slopeAt = <T>(a: Algebra<T>, eta: T, value: T) =>
    slope(a, {
      mean: value,
      get eta() {
        return held(a, eta);
      },
    });
  return {
    ...{ name, link, shape },
    ...{ isLinear: false, isCanonical: link === canonical && shape === undefined },
    hasDispersion: distribution.hasDispersion,
    mean: (a, eta) => mean(a, held(a, eta)),
    variance: varianceAt,
    pull: (a, eta, value) => a.div(slopeAt(a, eta, value), varianceAt(a, eta, value)),
    bend(a, eta, value) {
      const by = slopeAt(a, eta, value);
      return a.div(a.mul(by, by), varianceAt(a, eta, value));
    },
    loss(a, eta, value, y) {
      const loss = distribution.loss(a, y, at(a, eta, value));
      if (side === undefined) return loss;
      return a.select(isBeyond(a, eta), barrier, loss);
    },
    beyond: side && { mean: side === "negative" ? 1 : own.limit ?? 0, is: isBeyond },
    etaOf,
    own: distribution.own,
    constantLoss: (totals, eta) => distribution.constantLoss(totals, mean(numbers, eta)),
  };
}

/** Which side of 0 eta has to be on. */
function sideOf(
  name: FamilyName,
  link: LinkName,
  { isPositive }: Distribution,
  { side }: Pick<Link, "side">,
): Link["side"] {
  if (name === "logistic" && link === "log") return "negative";
  if (isPositive && link === "identity") return "positive";
  // A normal mean may be of either sign.
  return isPositive ? side : undefined;
}
