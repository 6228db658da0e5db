/**
 * The methods by name, with their defaults.
 *
 * @module
 */
import { conjugateGradient } from "../methods/conjugate_gradient.ts";
import { gradientDescent } from "../methods/gradient_descent.ts";
import { lbfgs } from "../methods/lbfgs.ts";
import type { Method } from "../methods/method.ts";
import { newton } from "../methods/newton.ts";
import { newtonCg } from "../methods/newton_cg.ts";
import type { MethodName } from "./solution.ts";

const methods: Record<MethodName, () => Method> = {
  lbfgs,
  conjugateGradient,
  gradientDescent,
  newton,
  newtonCg,
};

/**
 * The method of that name; a method itself is returned as it is.
 *
 * @throws {RangeError} Where there is none of that name.
 */
export function methodNamed(method: MethodName | Method): Method {
  if (typeof method !== "string") return method;
  if (!Object.hasOwn(methods, method)) {
    throw new RangeError(
      `Cannot minimize: there is no method "${method}". Expected one of ${
        Object.keys(methods).join(", ")
      }, or a method that one of these functions made.`,
    );
  }
  return methods[method]();
}
