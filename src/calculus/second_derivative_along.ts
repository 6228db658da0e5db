/**
 * How a function bends along a line.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import {
  assertSome,
  dot,
  type FunctionOf,
  keepingNothing,
  type TensorOrValues,
  toTensor,
} from "./arguments.ts";
import { productOver } from "./hessian_vector_product.ts";

/**
 * d2/dt2 f(x + t direction) at t = 0, for a scalar function: a function of x and direction, of one shape, with a scalar
 * value: direction' H direction. Costs about two gradients.
 *
 * @throws {TypeError} If f(x) is not a scalar, x is not float32, or the direction has another shape.
 * @throws {Error} If f has an operation whose second derivative is unreliable; it is named.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { secondDerivativeAlong, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const bend = secondDerivativeAlong((x) => tf.sum(tf.pow(x, 3)));
 * bend([1, 2], [1, 1]).print(); // 18
 * ```
 */
export function secondDerivativeAlong<X extends tf.Tensor = tf.Tensor>(
  f: FunctionOf<X>,
): (x: TensorOrValues<X>, direction: TensorOrValues<X>) => tf.Scalar {
  return (x, direction) =>
    tf.tidy(() => {
      const [at, along] = [toTensor(x), [toTensor(direction)]];
      return dot(productOver(() => f(at), [at], along), along);
    });
}

/**
 * d2/dt2 f(w + t direction) at t = 0, for a loss over variables and a direction of one tensor per variable. What {@linkcode
 * secondDerivativeAlong} is to a function of x, at the same cost.
 *
 * @throws {TypeError} If the loss is not a scalar, there is no variable, or the direction has other shapes.
 * @throws {Error} If the loss has an operation whose second derivative is unreliable; it is named.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { useBackend, variableSecondDerivativeAlong } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const w = tf.variable(tf.tensor1d([1, 2]));
 * const f = () => tf.sum(tf.pow(w, 3));
 * variableSecondDerivativeAlong(f, [w], [tf.tensor1d([1, 1])]).print(); // 18
 * ```
 */
export function variableSecondDerivativeAlong(
  f: () => tf.Tensor,
  variables: tf.Variable[],
  direction: tf.Tensor[],
): tf.Scalar {
  assertSome(variables);
  return tf.tidy(() => dot(productOver(keepingNothing(f), variables, direction), direction));
}
