/**
 * The matrix of second derivatives.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import { flatten } from "../numeric/flat.ts";
import {
  assertSome,
  type FunctionOf,
  keepingNothing,
  type TensorOrValues,
  toTensor,
} from "./arguments.ts";
import { gradientOver } from "./gradient.ts";
import { rowsOver } from "./jacobian.ts";

/**
 * The Hessian of a scalar function, as a function of x: [k, k] for x of k values in any shape, flattened; row i holds
 * the derivatives of the gradient's i-th value. It is the Jacobian of the gradient: costs one gradient, and about another
 * two for each of the k rows; holds k x k values.
 *
 * @throws {TypeError} If f(x) is not a scalar, or x is not float32.
 * @throws {Error} If f has an operation whose second derivative is unreliable; it is named.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { hessian, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const bend = hessian((x) => tf.prod(x));
 * bend([2, 3, 4]).print(); // [[0, 4, 3], [4, 0, 2], [3, 2, 0]]
 * ```
 */
export function hessian<X extends tf.Tensor = tf.Tensor>(
  f: FunctionOf<X>,
): (x: TensorOrValues<X>) => tf.Tensor2D {
  return (x) =>
    tf.tidy(() => {
      const at = toTensor(x);
      return hessianOver(() => f(at), [at]);
    });
}

/**
 * The Hessian [k, k] of a loss over variables of k values, flattened in their order: what {@linkcode hessian} is to a
 * function of x, at the same cost.
 *
 * @throws {TypeError} If the loss is not a scalar, or there is no variable.
 * @throws {Error} If the loss has an operation whose second derivative is unreliable; it is named.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { useBackend, variableHessian } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const [a, b] = [tf.variable(tf.scalar(3)), tf.variable(tf.scalar(2))];
 * variableHessian(() => tf.mul(tf.square(a), b), [a, b]).print(); // [[4, 6], [6, 0]]
 * ```
 */
export function variableHessian(f: () => tf.Tensor, variables: tf.Variable[]): tf.Tensor2D {
  assertSome(variables);
  return tf.tidy(() => hessianOver(keepingNothing(f), variables));
}

function hessianOver(f: () => tf.Tensor, inputs: tf.Tensor[]): tf.Tensor2D {
  return rowsOver(2, () => flatten(gradientOver(2, f, inputs).gradient), inputs);
}
