/**
 * How large a problem a method takes on.
 *
 * @module
 */

/** More variables than this make a Hessian too large to hold and to solve. */
const maxVariables = 2000;

/** @throws {RangeError} If a Hessian would be too large. */
export function checkHessianSize(n: number): void {
  if (n > maxVariables) {
    throw new RangeError(
      `Cannot take the Hessian: ${n} variables make ${
        n * n
      } values; the limit is ${maxVariables} variables. Use newtonCg, which takes products of it alone, or lbfgs.`,
    );
  }
}
