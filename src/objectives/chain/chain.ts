/**
 * A network of dense layers one after the other, with a loss of what its last one gives.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { rowLosses, type RowLossName } from "./row_loss.ts";

/** What stands after a layer: its value, and its derivative by its input, which is given both. */
export interface Activation {
  value(z: tf.Tensor): tf.Tensor;
  slope(z: tf.Tensor, value: tf.Tensor): tf.Tensor;
}

/** A dense layer on its variables. */
export interface ChainLayer {
  kernel: tf.Variable;
  bias?: tf.Variable;
  activation: ActivationName;
}

/** The layers and the loss. The last layer's activation is the loss's. */
export interface Chain {
  layers: readonly ChainLayer[];
  loss: RowLossName;
}

/** Rows, and what is to be told of each. */
export interface ChainRows {
  x: tf.Tensor2D;
  y: tf.Tensor2D;
}

const one = () => tf.scalar(1);

/** Activations by tfjs's names. */
export type ActivationName = "linear" | "relu" | "tanh" | "sigmoid" | "softplus" | "elu";

/** The activations. */
export const activations: Readonly<Record<ActivationName, Activation>> = {
  linear: { value: (z) => z, slope: (z) => tf.onesLike(z) },
  relu: { value: (z) => tf.relu(z), slope: (z) => tf.step(z) },
  tanh: { value: (z) => tf.tanh(z), slope: (_, a) => tf.sub(one(), tf.square(a)) },
  sigmoid: { value: (z) => tf.sigmoid(z), slope: (_, a) => tf.mul(a, tf.sub(one(), a)) },
  softplus: { value: (z) => tf.softplus(z), slope: (z) => tf.sigmoid(z) },
  elu: {
    value: (z) => tf.elu(z),
    slope: (z, a) => tf.where(tf.greater(z, 0), one(), tf.add(a, 1)),
  },
};

/** The variables, layer by layer: kernel, then bias. */
export function chainVariables({ layers }: Chain): tf.Variable[] {
  return layers.flatMap(({ kernel, bias }) => bias ? [kernel, bias] : [kernel]);
}

/** What the last layer gives, before the loss. Call it in a tidy. */
export function chainOutputs({ layers }: Chain, x: tf.Tensor2D): tf.Tensor2D {
  let values: tf.Tensor = x;
  layers.forEach(({ kernel, bias, activation }, l) => {
    const product = tf.matMul(values as tf.Tensor2D, kernel as tf.Tensor2D);
    const z = bias ? tf.add(product, bias) : product;
    values = l === layers.length - 1 ? z : activations[activation].value(z);
  });
  return values as tf.Tensor2D;
}

/** The mean loss over the rows. Call it in a tidy. */
export function chainLoss(chain: Chain, { x, y }: ChainRows): tf.Scalar {
  return rowLosses[chain.loss].mean(chainOutputs(chain, x), y);
}
