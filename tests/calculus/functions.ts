import * as tf from "../../src/deps/tf.ts";
import type { Operation } from "./operations/operation.ts";

/** Of the largest entry: float32's rounding in sums of a few dozen products. */
export const relativeTolerance = 2e-5;

/** A scalar function of [6] values, in tfjs and in plain numbers, and where to differentiate it. */
export interface TestFunction {
  tensor(x: tf.Tensor1D): tf.Tensor;
  plain(x: number[]): number;
  x: number[];
}

const defaultAt = [0.9, -0.6, 0.35, -1.2, 0.7, 0.5];
const target = 0.25;

/** The operation alone: its values, weighted. */
export function alone({ tensor, plain, at = defaultAt }: Operation): TestFunction {
  const weight = (i: number) => Math.cos(i) + 0.2;
  return {
    x: at,
    plain: (x) => plain(x).reduce((sum, value, i) => sum + weight(i) * value, 0),
    tensor(x) {
      const values = tensor(x);
      const weights = tf.tensor(Array.from({ length: values.size }, (_, i) => weight(i)));
      return tf.sum(tf.mul(tf.reshape(values, [values.size]), weights));
    },
  };
}

/** A layer of activations. */
export interface Layer {
  tensor(x: tf.Tensor1D): tf.Tensor;
  plain(x: number): number;
}
const tanh: Layer = { tensor: (x) => tf.tanh(x), plain: Math.tanh };
/** A layer without activation, which tfjs's own derivatives stand too. */
export const linear: Layer = { tensor: (x) => x, plain: (x) => x };

/** The operation in a small network: a layer of tanh, a dense layer, the operation, a squared error. */
export function composed(
  { tensor, plain, at = defaultAt }: Operation,
  first: Layer = tanh,
): TestFunction {
  const x = [0.3, -0.2, 0.5, 0.1, -0.4, 0.2];
  const hidden = x.map(first.plain);
  const mixing = x.map((_, i) => x.map((_, j) => Number(i === j) + 0.1 * Math.sin(3 * i + j)));
  // The bias takes the operation's arguments to where they are off its kinks.
  const bias = at.map((value, i) => mixing[i].reduce((sum, m, j) => sum - m * hidden[j], value));
  return {
    x,
    plain(x) {
      const z = bias.map((b, i) => mixing[i].reduce((sum, m, j) => sum + m * first.plain(x[j]), b));
      return plain(z).reduce((sum, value) => sum + (value - target) ** 2, 0);
    },
    tensor(x) {
      const layer = tf.matMul(tf.tensor2d(mixing), tf.reshape(first.tensor(x), [6, 1]));
      const z = tf.add(tf.reshape(layer, [6]), tf.tensor1d(bias)) as tf.Tensor1D;
      return tf.sum(tf.square(tf.sub(tensor(z), target)));
    },
  };
}

/** The worst difference, of the largest value expected: float32's rounding is a small part of that. */
export function worst(actual: ArrayLike<number>, expected: number[]): number {
  const scale = Math.max(...expected.map(Math.abs), 0.1);
  const differences = expected.map((value, i) => Math.abs(actual[i] - value) / scale);
  return differences.some(Number.isNaN) ? NaN : Math.max(...differences);
}
