import * as tf from "../../../src/deps/tf.ts";

/** An operation of [6] values to any shape, in tfjs and in plain numbers. */
export interface Operation {
  /** The kernels whose derivatives it holds to account. */
  kernels: string[];
  tensor(z: tf.Tensor1D): tf.Tensor;
  plain(z: number[]): number[];
  /** Values to hand it, off every kink. */
  at?: number[];
  /** Its second derivative is refused. */
  once?: true;
  /** Where WGSL's own function, which the operation's values come from, is coarse. */
  webgpuTolerance?: number;
}

/** Six values as a table. */
export const table = (z: tf.Tensor1D) => tf.reshape(z, [2, 3]) as tf.Tensor2D;
/** Six values as two rows. */
export const rows = (z: number[]) => [z.slice(0, 3), z.slice(3)];
export const sum = (z: number[]) => z.reduce((total, value) => total + value, 0);
export const mean = (z: number[]) => sum(z) / z.length;
export const dot = (a: number[], b: number[]) => sum(a.map((x, i) => x * b[i]));
export const each = (f: (x: number, i: number) => number) => (z: number[]) => z.map(f);
export const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
export const softplus = (x: number) => Math.log1p(Math.exp(x));
export const logSumExp = (z: number[]) => Math.log(sum(z.map(Math.exp)));
export const logSoftmax = (z: number[]) => z.map((value) => value - logSumExp(z));
/** Values above 0. */
export const positive = [0.4, 1.3, 0.7, 2.1, 0.3, 1.6];
/** Values between -1 and 1. */
export const small = [0.4, -0.3, 0.7, -0.6, 0.2, 0.5];
/** As many as the values, 0 or 1. */
export const labels = [1, 0, 0, 0, 0, 1];

/** Any shape's values from six: an affine map, with a constant and coefficients of its own for each seed. */
export function spread(z: tf.Tensor1D, shape: number[], seed: number): tf.Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  const pattern = Array.from({ length: size }, (_, i) => coefficients(i, seed));
  const offsets = Array.from({ length: size }, (_, i) => offset(i, seed));
  const mixed = tf.matMul(tf.tensor2d(pattern), tf.reshape(z, [6, 1]));
  return tf.reshape(tf.add(tf.reshape(mixed, [size]), tf.tensor1d(offsets)), shape);
}

/** The same in plain numbers. */
export function plainSpread(z: number[], shape: number[], seed: number): number[] {
  const size = shape.reduce((product, n) => product * n, 1);
  return Array.from(
    { length: size },
    (_, i) => offset(i, seed) + sum(coefficients(i, seed).map((c, j) => c * z[j])),
  );
}

const offset = (i: number, seed: number) => Math.sin(7 * i + seed * (i + 2) + 1);
const coefficients = (i: number, seed: number) =>
  Array.from({ length: 6 }, (_, j) => 0.3 * Math.cos(seed + 2 * i + 3 * j + i * j));
