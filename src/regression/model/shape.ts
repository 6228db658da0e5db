/**
 * What a row's target tells of theta, the negative binomial's shape (Lawless, Canadian Journal of Statistics 15, 1987).
 *
 * @module
 */
import { type Algebra, numbers } from "./algebra.ts";
import { lnGamma } from "./ln_gamma.ts";
import { digamma, trigamma } from "./polygamma.ts";

/** Parts of a row's log-likelihood: with the mean as it is, and where the mean is the target. */
export interface ShapeParts<T> {
  saturated: T;
  /** The derivative by theta, and the second one negated. */
  slope: T;
  information: T;
}

/** Of a row with this target and this mean; sum is the target plus theta. */
export function shapeParts<T>(
  a: Algebra<T>,
  { y, mean, sum, theta }: { y: T; mean: T; sum: T; theta: number },
): ShapeParts<T> {
  const beyond = a.add(mean, theta);
  const share = a.div(sum, beyond);
  const ofTheta = theta * Math.log(theta) - lnGamma(numbers, theta);
  const counted = a.add(a.sub(lnGamma(a, sum), lnGamma(a, a.add(y, 1))), ofTheta);
  const entropy = a.sub(a.mul(y, a.ln(y)), a.mul(sum, a.ln(sum)));
  const fixed = Math.log(theta) + 1 - digamma(numbers, theta);
  const bent = trigamma(numbers, theta) - 1 / theta;
  return {
    saturated: a.add(counted, entropy),
    slope: a.sub(a.add(digamma(a, sum), fixed), a.add(a.ln(beyond), share)),
    information: a.add(
      a.sub(bent, trigamma(a, sum)),
      a.div(a.sub(2, share), beyond),
    ),
  };
}
