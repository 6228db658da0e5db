/**
 * How large a problem a method takes on.
 *
 * @module
 */

/** More variables than this make a Hessian too large to hold and to solve. */
const MAX_VARIABLES = 2000;

/** @throws {RangeError} Where a Hessian would be too large. */
export function checkHessianSize(n: number): void {
  if (n > MAX_VARIABLES) {
    throw new RangeError(
      `Cannot take the Hessian: ${n} variables make ${
        n * n
      } values; the limit is ${MAX_VARIABLES} variables. Use newtonCg, which takes products of it alone, or lbfgs.`,
    );
  }
}
