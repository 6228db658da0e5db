/**
 * The Hessian times a vector, without the Hessian.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import {
  assertFits,
  assertSome,
  dot,
  type FunctionOf,
  keepingNothing,
  type TensorOrValues,
  toTensor,
} from "./arguments.ts";
import { gradientOver } from "./gradient.ts";

/**
 * The Hessian of a scalar function times a vector: a function of x and v, of one shape, which is the product's too. It
 * is the gradient of v . gradient f: costs about two gradients, and never holds the Hessian. Source: Pearlmutter, "Fast
 * exact multiplication by the Hessian", 1994.
 *
 * @throws {TypeError} If f(x) is not a scalar, x is not float32, or v has another shape.
 * @throws {Error} If f has an operation whose second derivative is unreliable; it is named.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { hessianVectorProduct, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const product = hessianVectorProduct((x) => tf.prod(x));
 * product([2, 3, 4], [1, 0, 1]).print(); // [3, 6, 3]
 * ```
 */
export function hessianVectorProduct<X extends tf.Tensor = tf.Tensor>(
  f: FunctionOf<X>,
): (x: TensorOrValues<X>, v: TensorOrValues<X>) => X {
  return (x, v) =>
    tf.tidy(() => {
      const at = toTensor(x);
      return productOver(() => f(at), [at], [toTensor(v)])[0] as X;
    });
}

/**
 * The Hessian of a loss over variables times a vector: one tensor per variable, as v is. What {@linkcode hessianVectorProduct}
 * is to a function of x, at the same cost.
 *
 * @throws {TypeError} If the loss is not a scalar, there is no variable, or v has other shapes.
 * @throws {Error} If the loss has an operation whose second derivative is unreliable; it is named.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { useBackend, variableHessianVectorProduct } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const [a, b] = [tf.variable(tf.scalar(3)), tf.variable(tf.scalar(2))];
 * const f = () => tf.mul(tf.square(a), b);
 * const [byA, byB] = variableHessianVectorProduct(f, [a, b], [tf.scalar(1), tf.scalar(10)]);
 * byA.print(); // 64
 * byB.print(); // 6
 * ```
 */
export function variableHessianVectorProduct(
  f: () => tf.Tensor,
  variables: tf.Variable[],
  v: tf.Tensor[],
): tf.Tensor[] {
  assertSome(variables);
  return tf.tidy(() => productOver(keepingNothing(f), variables, v));
}

/** H v: the gradient of v . gradient f. */
export function productOver(f: () => tf.Tensor, inputs: tf.Tensor[], v: tf.Tensor[]): tf.Tensor[] {
  assertFits(v, inputs);
  return gradientOver(2, () => dot(gradientOver(2, f, inputs).gradient, v), inputs).gradient;
}
