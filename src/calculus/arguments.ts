/**
 * What the calculus functions are called with, and what they say where it does not fit.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";

/** A function of one tensor, that may itself be differentiated. */
export type FunctionOf<X extends tf.Tensor> = (x: X) => tf.Tensor;

/** A tensor's values: a number, or nested arrays of numbers. */
export type Values = number | Float32Array | Values[];

/** What stands for a tensor: itself, or its values. */
export type TensorOrValues<X extends tf.Tensor> = X | Values;

/** The argument as a tensor. Call it in a tidy. */
export function toTensor<X extends tf.Tensor>(x: TensorOrValues<X>): X {
  const tensor: tf.Tensor = x instanceof tf.Tensor ? x : tf.tensor(x as tf.TensorLike);
  if (tensor.dtype !== "float32") {
    throw new TypeError(
      `Cannot differentiate by values of type ${tensor.dtype}: expected float32. Try tf.cast(x, "float32").`,
    );
  }
  return tensor as X;
}

/** The function's value, if it is one. */
export function scalarOf(value: tf.Tensor): tf.Scalar {
  if (value.rank !== 0) {
    throw new TypeError(
      `Cannot take the gradient of a function with values of shape [${value.shape}]: expected a scalar. Try its tf.mean or tf.sum, or jacobian(f).`,
    );
  }
  return value as tf.Scalar;
}

/** Asserts that a direction has a tensor for each input, of its shape. */
export function assertFits(direction: tf.Tensor[], inputs: tf.Tensor[]): void {
  const [is, expected] = [direction, inputs].map((list) =>
    list.map(({ shape }) => `[${shape}]`).join(", ")
  );
  if (is === expected) return;
  throw new TypeError(
    `Cannot go in a direction of shape ${is}: expected ${expected}, the shape of what it moves. Try tf.reshape.`,
  );
}

/** Asserts that there is something to differentiate by. */
export function assertSome(variables: tf.Variable[]): void {
  if (variables.length > 0) return;
  throw new TypeError(
    "Cannot differentiate: there is no variable to differentiate by. Make one with tf.variable(...).",
  );
}

/** The sum of the products of all pairs of values. */
export function dot(a: tf.Tensor[], b: tf.Tensor[]): tf.Scalar {
  return tf.addN(a.map((part, i) => tf.sum(tf.mul(part, b[i])))) as tf.Scalar;
}

/** The i-th unit vector of as many values as these tensors have, in their shapes. */
export function unit(i: number, like: tf.Tensor[]): tf.Tensor[] {
  return like.map(({ size, shape }) => {
    const values = new Float32Array(size);
    if (i >= 0 && i < size) values[i] = 1;
    i -= size;
    return tf.tensor(values, shape);
  });
}

/**
 * The same function, but what it keeps past the end of tidy is freed, as tfjs-layers keeps every metric that its loss
 * computes: here it is nobody's, and would leak. What the tape saved for the way back stays.
 */
export function keepingNothing(f: () => tf.Tensor): () => tf.Tensor {
  return () => {
    const value = f();
    const { activeScope, activeTape } = tf.engine().state;
    const saved = new Set(activeTape?.flatMap((node) => node.saved ?? []));
    for (const tensor of activeScope.track as tf.Tensor[]) {
      if (tensor !== value && !saved.has(tensor)) tensor.kept = false;
    }
    return value;
  };
}
