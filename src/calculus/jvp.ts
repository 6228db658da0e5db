/**
 * A function's derivative along a direction.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import {
  assertFits,
  assertSome,
  type FunctionOf,
  keepingNothing,
  type TensorOrValues,
  toTensor,
} from "./arguments.ts";
import { withPullback } from "./tape.ts";

/**
 * The Jacobian of a function times a vector: a function of x and v, of one shape; the product has the shape of f(x). It
 * is d/dt f(x + t v) at t = 0. tfjs goes backward only, so it goes back twice: u -> J'u is linear, and its transpose takes v to
 * J v. Costs about two gradients, however many values f has.
 *
 * @throws {TypeError} If x is not float32, or v has another shape.
 * @throws {Error} If f has an operation whose second derivative is unreliable; it is named.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { jvp, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const push = jvp((x) => tf.square(x));
 * push([1, 2, 3], [1, 1, 10]).print(); // [2, 4, 60]
 * ```
 */
export function jvp<X extends tf.Tensor = tf.Tensor>(
  f: FunctionOf<X>,
): (x: TensorOrValues<X>, v: TensorOrValues<X>) => tf.Tensor {
  return (x, v) =>
    tf.tidy(() => {
      const at = toTensor(x);
      return pushOver(() => f(at), [at], [toTensor(v)]);
    });
}

/**
 * The Jacobian of values over variables times a vector of one tensor per variable. What {@linkcode jvp} is to a function of
 * x, at the same cost.
 *
 * @throws {TypeError} If there is no variable, or v has other shapes.
 * @throws {Error} If f has an operation whose second derivative is unreliable; it is named.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { useBackend, variableJvp } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const [a, b] = [tf.variable(tf.scalar(3)), tf.variable(tf.tensor1d([1, 2]))];
 * variableJvp(() => tf.mul(a, b), [a, b], [tf.scalar(1), tf.tensor1d([0, 1])]).print(); // [1, 5]
 * ```
 */
export function variableJvp(
  f: () => tf.Tensor,
  variables: tf.Variable[],
  v: tf.Tensor[],
): tf.Tensor {
  assertSome(variables);
  return tf.tidy(() => pushOver(keepingNothing(f), variables, v));
}

function pushOver(f: () => tf.Tensor, inputs: tf.Tensor[], v: tf.Tensor[]): tf.Tensor {
  assertFits(v, inputs);
  // u has the shape of f's value, which is known once f has run; the tape is looked over after that.
  const weights: tf.Tensor[] = [];
  const back = () =>
    withPullback(2, f, inputs, (value, pullback) => {
      weights.push(tf.zerosLike(value));
      return tf.addN(pullback(weights[0]).map((row, i) => tf.sum(tf.mul(row, v[i]))));
    });
  return withPullback(2, back, weights, (_value, pullback) => pullback(tf.scalar(1))[0]);
}
