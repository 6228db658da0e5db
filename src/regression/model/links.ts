/**
 * Links: what eta is of the mean, and the mean of eta.
 *
 * @module
 */
import { normalQuantile } from "../../deps/distributions.ts";
import type { Algebra } from "./algebra.ts";
import { exponentialRest, seriesReach } from "./exponential_rest.ts";
import type { LinkName } from "./family.ts";
import { normalBelow, normalDensity } from "./normal.ts";

/** A link. */
export interface Link {
  /** Where eta has to be for there to be such a mean; by default anywhere. */
  side?: "positive" | "negative";
  /** The mean that eta leads to at 0, where it has to be positive; by default 0. */
  limit?: number;
  /** The mean, of eta. */
  mean<T>(a: Algebra<T>, eta: T): T;
  /** The derivative of the mean by eta. */
  slope<T>(a: Algebra<T>, at: { eta: T; mean: T }): T;
  /** eta, of the mean. */
  etaOf(mean: number): number;
  /** The mean's logarithm, if it is simpler than by the mean. */
  logMean?<T>(a: Algebra<T>, eta: T): T;
  /** 1 - mean of probabilities, with all its digits. */
  rest?<T>(a: Algebra<T>, eta: T): T;
  /** Its logarithm, likewise. */
  logRest?<T>(a: Algebra<T>, eta: T): T;
}

/** All but the logit, whose formulas are canonical_families.ts's. */
export const links: Record<Exclude<LinkName, "logit">, Link> = {
  identity: {
    mean: (_, eta) => eta,
    slope: (a) => a.of(1),
    etaOf: (mean) => mean,
  },
  log: {
    mean: (a, eta) => a.exp(eta),
    slope: (_, { mean }) => mean,
    etaOf: Math.log,
    logMean: (_, eta) => eta,
  },
  inverse: {
    ...{ side: "positive", limit: Infinity },
    mean: (a, eta) => a.div(1, eta),
    slope: (a, { mean }) => a.sub(0, a.mul(mean, mean)),
    etaOf: (mean) => 1 / mean,
    logMean: (a, eta) => a.sub(0, a.ln(eta)),
  },
  sqrt: {
    side: "positive",
    mean: (a, eta) => a.mul(eta, eta),
    slope: (a, { eta }) => a.mul(2, eta),
    etaOf: Math.sqrt,
    logMean: (a, eta) => a.mul(2, a.ln(eta)),
  },
  "1/mu^2": {
    ...{ side: "positive", limit: Infinity },
    mean: (a, eta) => a.div(1, a.sqrt(eta)),
    slope: (a, { eta, mean }) => a.mul(-0.5, a.div(mean, eta)),
    etaOf: (mean) => 1 / mean / mean,
    logMean: (a, eta) => a.mul(-0.5, a.ln(eta)),
  },
  probit: {
    mean: normalBelow,
    slope: (a, { eta }) => normalDensity(a, eta),
    etaOf: (mean) => normalQuantile(mean),
    rest: (a, eta) => normalBelow(a, a.sub(0, eta)),
  },
  cloglog: {
    mean(a, eta) {
      const u = a.exp(eta);
      const small = a.sub(u, exponentialRest(a, a.sub(0, a.min(u, seriesReach))));
      return a.select(a.less(u, seriesReach), small, a.sub(1, a.exp(a.sub(0, u))));
    },
    slope: (a, { eta }) => a.exp(a.sub(eta, a.exp(eta))),
    etaOf: (mean) => Math.log(-Math.log1p(-mean)),
    rest: (a, eta) => a.exp(a.sub(0, a.exp(eta))),
    logRest: (a, eta) => a.sub(0, a.exp(eta)),
  },
};
