/**
 * Second derivatives of a loss over variables, by differentiating its gradient.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import { registerFlatGradients, withRepairs } from "./repairs.ts";
import { checkSecondOrder } from "./second_order.ts";

registerFlatGradients();

/** H v for a direction v, a tensor a variable: costs about two gradients. */
function hessianVectorProduct(
  f: () => tf.Scalar,
  variables: tf.Variable[],
  direction: tf.Tensor[],
): tf.Tensor[] {
  return tf.tidy(() => {
    const slope = () => {
      const { grads } = tf.variableGrads(f, variables);
      return tf.addN(
        variables.map((v, i) => tf.sum(tf.mul(grads[v.name], direction[i]))),
      ) as tf.Scalar;
    };
    const { grads } = tf.variableGrads(slope, variables);
    return variables.map((v) => grads[v.name] ?? tf.zerosLike(v));
  });
}

/**
 * d2/dt2 f(w + t * direction) at t = 0. Costs about four gradients, one of them to look at the operations.
 *
 * @throws {Error} Where an operation of f has no second derivative to be trusted.
 */
export function variableCurvature(
  f: () => tf.Scalar,
  variables: tf.Variable[],
  direction: tf.Tensor[],
): tf.Scalar {
  const loss = keepingNothing(f);
  return withRepairs(() => {
    checkSecondOrder(loss, variables);
    return tf.tidy(() => {
      const product = hessianVectorProduct(loss, variables, direction);
      return tf.addN(product.map((p, i) => tf.sum(tf.mul(p, direction[i])))) as tf.Scalar;
    });
  });
}

/**
 * The Hessian [k, k] of a loss over variables of k values, flattened in their order. Costs k Hessian-vector products.
 *
 * @throws {Error} Where an operation of f has no second derivative to be trusted.
 */
export function variableHessian(f: () => tf.Scalar, variables: tf.Variable[]): tf.Tensor2D {
  const loss = keepingNothing(f);
  return withRepairs(() => {
    checkSecondOrder(loss, variables);
    const sizes = variables.map((v) => v.size);
    const k = sizes.reduce((sum, size) => sum + size, 0);
    return tf.tidy(() =>
      tf.stack(
        Array.from({ length: k }, (_, i) => hessianRow(loss, variables, sizes, i)),
      ) as tf.Tensor2D
    );
  });
}

/** Row i of the Hessian: its product with the i-th unit vector. */
function hessianRow(
  f: () => tf.Scalar,
  variables: tf.Variable[],
  sizes: number[],
  i: number,
): tf.Tensor {
  return tf.tidy(() => {
    const k = sizes.reduce((sum, size) => sum + size, 0);
    const ones = Array.from({ length: k }, (_, j) => Number(i === j));
    const unit = tf.split(tf.tensor1d(ones), sizes);
    const direction = unit.map((part, j) => tf.reshape(part, variables[j].shape));
    const product = hessianVectorProduct(f, variables, direction);
    return tf.concat(product.map((p) => tf.reshape(p, [p.size])));
  });
}

/**
 * The same loss, but what it keeps past the end of tidy is let go, as tfjs-layers keeps every metric that its loss computes:
 * here it is nobody's, and would leak. What the tape saved for the way back stays.
 */
function keepingNothing(f: () => tf.Scalar): () => tf.Scalar {
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
