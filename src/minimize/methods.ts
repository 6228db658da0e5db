/**
 * The methods by name, with their defaults.
 *
 * @module
 */
import type { Method } from "../methods/method.ts";
import { conjugateGradient, gradientDescent, lbfgs, newton, newtonCg } from "../methods/methods.ts";
import type { MethodName } from "./solution.ts";

const methods: Record<Exclude<MethodName, "nelderMead">, () => Method> = {
  lbfgs,
  conjugateGradient,
  gradientDescent,
  newton,
  newtonCg,
};

/**
 * The method of that name; a method itself is returned as it is.
 *
 * @throws {RangeError} If there is none of that name.
 */
export function methodNamed(method: keyof typeof methods | Method): Method {
  if (typeof method === "object" && typeof method?.iterate === "function") return method;
  if (!Object.hasOwn(methods, method as string)) {
    throw new RangeError(
      `Cannot minimize: there is no method "${method}". Expected one of ${
        [...Object.keys(methods), "nelderMead"].join(", ")
      }, or a method that one of these functions made.`,
    );
  }
  return methods[method as keyof typeof methods]();
}
