/**
 * First derivatives of a scalar function.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import {
  assertSome,
  type FunctionOf,
  keepingNothing,
  scalarOf,
  type TensorOrValues,
  toTensor,
} from "./arguments.ts";
import type { Order } from "./repairs/repairs.ts";
import { connected, withPullback } from "./tape.ts";

/**
 * The gradient of a scalar function, as a function of x: `tf.grad(f)` to the bit, wherever tfjs's is right.
 *
 * It differs where tfjs has no derivative or a wrong one: docs/calculus.md says where. x may be of any shape; the gradient
 * has the same. Costs one gradient: a forward pass and the way back.
 *
 * @throws {TypeError} If f(x) is not a scalar, or x is not float32.
 * @throws {Error} If f does not depend on x by operations of tfjs, or has one whose derivative is unreliable; it is named.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { gradient, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const slope = gradient((x) => tf.sum(tf.square(x)));
 * slope([1, 2, 3]).print(); // [2, 4, 6]
 * ```
 */
export function gradient<X extends tf.Tensor = tf.Tensor>(
  f: FunctionOf<X>,
): (x: TensorOrValues<X>) => X {
  return (x) =>
    tf.tidy(() => {
      const at = toTensor(x);
      return gradientOver(1, () => f(at), [at]).gradient[0] as X;
    });
}

/** A loss, and its gradient: one tensor per variable. */
export type ValueAndGradient = {
  /** The loss. */
  value: tf.Scalar;
  /** The gradient: one tensor per variable, in their order. */
  gradient: tf.Tensor[];
};

/**
 * A loss over variables and its gradient: what {@linkcode gradient} is to a function of x. Zeros for a variable that the
 * loss does not depend on. Both are the caller's to dispose. Costs one gradient.
 *
 * @throws {TypeError} If the loss is not a scalar, or there is no variable.
 * @throws {Error} If the loss has an operation whose derivative is unreliable; it is named.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { useBackend, variableGradient } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const w = tf.variable(tf.tensor1d([1, 2]));
 * const { value, gradient } = variableGradient(() => tf.sum(tf.square(w)), [w]);
 * value.print(); // 5
 * gradient[0].print(); // [2, 4]
 * ```
 */
export function variableGradient(f: () => tf.Tensor, variables: tf.Variable[]): ValueAndGradient {
  assertSome(variables);
  return tf.tidy(() => gradientOver(1, keepingNothing(f), variables));
}

/**
 * A loss and its gradient by the variables that it depends on, by name, as tf.variableGrads has them: where tfjs's is right, to
 * the bit. Costs one gradient.
 *
 * @throws {Error} If the loss depends on none, or has an operation whose derivative is unreliable; it is named.
 */
export function connectedGradient(
  f: () => tf.Tensor,
  variables: tf.Variable[],
): { value: tf.Scalar; grads: tf.NamedTensorMap } {
  let reached: tf.Variable[] | undefined;
  const noting = () => {
    const value = f();
    reached = connected(variables, value);
    return value;
  };
  return tf.tidy(() => {
    const { value, gradient } = gradientOver(1, noting, variables);
    const found = variables.flatMap((variable, i) =>
      reached?.includes(variable) ? [[variable.name, gradient[i]]] : []
    );
    return { value, grads: Object.fromEntries(found) };
  });
}

/** Value and gradient, of which the latter may be differentiated again where the order is 2. */
export function gradientOver(
  order: Order,
  f: () => tf.Tensor,
  inputs: tf.Tensor[],
): ValueAndGradient {
  return withPullback(order, f, inputs, (value, pullback) => ({
    value: scalarOf(value),
    gradient: pullback(tf.ones(scalarOf(value).shape)),
  }));
}
