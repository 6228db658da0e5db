/**
 * The log-likelihood of a fit, constants included, as R's logLik has it.
 *
 * @module
 */
import { lnGamma } from "../model/ln_gamma.ts";
import { numbers } from "../model/algebra.ts";
import type { Totals } from "../model/families.ts";
import type { Model } from "../model/model.ts";
import type { Solution } from "../newton/solution.ts";

/** Where a dispersion has to be estimated for it, that is the deviance over the rows (or their weight), not over the degrees of freedom. */
export function logLikelihoodOf(
  { family }: Model,
  { start: { answer, moments }, loss, shape }: Solution,
): number {
  const { totals, scaling: { targetScale } } = moments;
  const { weight, own } = totals;
  switch (family.name) {
    case "linear": {
      const n = answer.used;
      // Ratios are taken of losses, which the target's unit has no part in.
      const variance = Math.log(4 * Math.PI * loss / n) + 2 * Math.log(targetScale);
      return -0.5 * n * (variance + 1) + 0.5 * answer.logWeights;
    }
    case "logistic":
      return (own[1] ?? 0) - loss;
    case "poisson":
      return saturated(totals) - loss;
    case "gamma": {
      const a = weight / (2 * loss);
      const constant = a * Math.log(a) - lnGamma(numbers, a);
      return weight * constant - a * (loss + weight) - own[0];
    }
    case "inverse-gaussian":
      return -0.5 * (weight * (Math.log(4 * Math.PI * loss / weight) + 1) + 3 * own[0]);
    case "negative-binomial":
      return (shape?.saturated ?? NaN) - loss;
  }
}

/** The poisson log-likelihood of a mean for every row. */
function saturated({ own: [yLogY, logFactorial, sum], target }: Totals): number {
  // Records of 0.1.0 have no such sum.
  return sum ?? yLogY - target - logFactorial;
}
