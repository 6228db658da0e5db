/**
 * The matrix of first derivatives of a function with many values.
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
  unit,
} from "./arguments.ts";
import type { Order } from "./repairs/repairs.ts";
import { withPullback } from "./tape.ts";

/**
 * The Jacobian of a function, as a function of x: [m, k] for f(x) of m values and x of k, each in any shape, flattened
 * in row-major order; entry [i, j] is the derivative of the i-th value by the j-th. Costs one forward pass, and about two
 * more for each of the m rows. For many values of few, {@linkcode jvp} gives a column at a time.
 *
 * @throws {TypeError} If x is not float32.
 * @throws {Error} If f does not depend on x by operations of tfjs, or has one whose derivative is unreliable; it is named.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { jacobian, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const slopes = jacobian((x) => tf.stack([tf.sum(x), tf.prod(x)]));
 * slopes([2, 3, 4]).print(); // [[1, 1, 1], [12, 8, 6]]
 * ```
 */
export function jacobian<X extends tf.Tensor = tf.Tensor>(
  f: FunctionOf<X>,
): (x: TensorOrValues<X>) => tf.Tensor2D {
  return (x) =>
    tf.tidy(() => {
      const at = toTensor(x);
      return rowsOver(1, () => f(at), [at]);
    });
}

/**
 * The Jacobian [m, k] of m values over variables of k values, flattened in their order: what {@linkcode jacobian} is to a
 * function of x, at the same cost.
 *
 * @throws {TypeError} If there is no variable.
 * @throws {Error} If f has an operation whose derivative is unreliable; it is named.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { useBackend, variableJacobian } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const [a, b] = [tf.variable(tf.scalar(3)), tf.variable(tf.tensor1d([1, 2]))];
 * variableJacobian(() => tf.mul(a, b), [a, b]).print(); // [[1, 3, 0], [2, 0, 3]]
 * ```
 */
export function variableJacobian(f: () => tf.Tensor, variables: tf.Variable[]): tf.Tensor2D {
  assertSome(variables);
  return tf.tidy(() => rowsOver(1, keepingNothing(f), variables));
}

/** One run of f, and then a row of the Jacobian for each pullback of a unit vector. */
export function rowsOver(order: Order, f: () => tf.Tensor, inputs: tf.Tensor[]): tf.Tensor2D {
  return withPullback(order, f, inputs, (value, pullback) => {
    const row = (i: number) => tf.tidy(() => flatten(pullback(unit(i, [value])[0])));
    return tf.stack(Array.from({ length: value.size }, (_, i) => row(i))) as tf.Tensor2D;
  });
}
