/**
 * Derivatives that can be trusted: where tfjs has none or a wrong one, it is right, or refused by name.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { hessian } from "./calculus";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * hessian((x) => tf.sum(tf.square(x)))([1, 2]).print(); // [[2, 0], [0, 2]]
 * ```
 *
 * @module
 */
export { gradient, type ValueAndGradient, variableGradient } from "../calculus/gradient.ts";
export { hessian, variableHessian } from "../calculus/hessian.ts";
export {
  hessianVectorProduct,
  variableHessianVectorProduct,
} from "../calculus/hessian_vector_product.ts";
export { jacobian, variableJacobian } from "../calculus/jacobian.ts";
export { jvp, variableJvp } from "../calculus/jvp.ts";
export {
  secondDerivativeAlong,
  variableSecondDerivativeAlong,
} from "../calculus/second_derivative_along.ts";
export type { FunctionOf, TensorOrValues, Values } from "../calculus/arguments.ts";
