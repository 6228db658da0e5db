import * as tf from "../../../src/deps/tf.ts";
import "../../../src/deps/tf_gradients.ts";
import {
  each,
  type Operation,
  positive,
  rows,
  sigmoid,
  small,
  softplus,
  sum,
  table,
} from "./operation.ts";

/** erf by its series: exact to float64 for small x. */
function erf(x: number): number {
  let [term, total] = [x, x];
  for (let n = 1; n < 60; n++) {
    term *= -x * x / n;
    total += term / (2 * n + 1);
  }
  return 2 / Math.sqrt(Math.PI) * total;
}
const gelu = (x: number) => x / 2 * (1 + erf(x / Math.SQRT2));
const above1 = positive.map((x) => x + 1.1);
const columns = (z: number[]) => [0, 1, 2].map((j) => [z[j], z[3 + j]]);
const prod = (z: number[]) => z.reduce((product, value) => product * value, 1);

/** A batch of 2 x 3 normalised by its own columns, as layers' BatchNormalization does in training. */
function normalised(z: number[], scale: (j: number) => number, offset: (j: number) => number) {
  const parts = columns(z).map(([a, b]) => {
    const mean = (a + b) / 2;
    return { mean, deviation: Math.sqrt(((a - mean) ** 2 + (b - mean) ** 2) / 2 + 0.1) };
  });
  return z.map((x, i) =>
    (x - parts[i % 3].mean) / parts[i % 3].deviation * scale(i % 3) + offset(i % 3)
  );
}

/** The rest of the elementwise functions, running sums, products, batch norm, dropout, and places fetched. */
export const more: Record<string, Operation> = {
  acos: {
    kernels: ["Acos"],
    tensor: (z) => tf.acos(z),
    plain: each(Math.acos),
    at: small,
    webgpuTolerance: 1e-3,
  },
  acosh: { kernels: ["Acosh"], tensor: (z) => tf.acosh(z), plain: each(Math.acosh), at: above1 },
  asin: {
    kernels: ["Asin"],
    tensor: (z) => tf.asin(z),
    plain: each(Math.asin),
    at: small,
    webgpuTolerance: 1e-3,
  },
  asinh: { kernels: ["Asinh"], tensor: (z) => tf.asinh(z), plain: each(Math.asinh) },
  atan: { kernels: ["Atan"], tensor: (z) => tf.atan(z), plain: each(Math.atan) },
  atan2: {
    kernels: ["Atan2"],
    tensor: (z) => tf.atan2(table(z), tf.slice(z, 3, 3)),
    plain: (z) => z.map((x, i) => Math.atan2(x, z[3 + i % 3])),
    at: positive,
  },
  atanh: { kernels: ["Atanh"], tensor: (z) => tf.atanh(z), plain: each(Math.atanh), at: small },
  batchNorm: {
    kernels: ["FusedBatchNorm"],
    tensor: (z) => {
      const { mean, variance } = tf.moments(table(z), 0);
      const [offset, scale] = [tf.slice(z, 0, 3), tf.slice(z, 2, 3)] as tf.Tensor1D[];
      return tf.batchNorm(
        table(z),
        mean as tf.Tensor1D,
        variance as tf.Tensor1D,
        offset,
        scale,
        0.1,
      );
    },
    plain: (z) => normalised(z, (j) => z[2 + j], (j) => z[j]),
  },
  "batchNorm without scale and offset": {
    kernels: ["FusedBatchNorm"],
    tensor: (z) => {
      const { mean, variance } = tf.moments(table(z), 0);
      return tf.batchNorm(
        table(z),
        mean as tf.Tensor1D,
        variance as tf.Tensor1D,
        undefined,
        undefined,
        0.1,
      );
    },
    plain: (z) => normalised(z, () => 1, () => 0),
  },
  ceil: {
    kernels: ["Ceil"],
    tensor: (z) => tf.mul(tf.ceil(z), tf.square(z)),
    plain: each((x) => Math.ceil(x) * x * x),
  },
  cosh: { kernels: ["Cosh"], tensor: (z) => tf.cosh(z), plain: each(Math.cosh) },
  cumsum: {
    kernels: ["Cumsum"],
    tensor: (z) => tf.cumsum(tf.square(table(z)), 1),
    plain: (z) => rows(z).flatMap((r) => r.map((_, j) => sum(r.slice(0, j + 1).map((x) => x * x)))),
  },
  "cumsum, not along the last axis": {
    kernels: ["Cumsum"],
    tensor: (z) => tf.cumsum(tf.square(tf.slice(table(z), 0, [2, 2])), 0),
    plain: ([a, b, , c, d]) => [a * a, b * b, a * a + c * c, b * b + d * d],
  },
  "cumsum, exclusive and reverse": {
    kernels: ["Cumsum"],
    tensor: (z) => tf.cumsum(tf.sin(z), 0, true, true),
    plain: (z) => z.map((_, i) => sum(z.slice(i + 1).map(Math.sin))),
  },
  "dropout with a fixed seed": {
    kernels: ["Multiply"],
    tensor: (z) => tf.dropout(tf.sin(z), 0.5, undefined, 7),
    plain: (z) => z.map((x, i) => Math.sin(x) * mask()[i]),
  },
  "embedding: gather of rows": {
    kernels: ["GatherV2", "UnsortedSegmentSum"],
    tensor: (z) => tf.gather(tf.sin(tf.reshape(z, [3, 2])), tf.tensor1d([2, 0, 2, 1], "int32")),
    plain: (z) => [4, 5, 0, 1, 4, 5, 2, 3].map((i) => Math.sin(z[i])),
  },
  "gather along the second axis": {
    kernels: ["GatherV2", "UnsortedSegmentSum"],
    tensor: (z) => tf.gather(tf.square(table(z)), tf.tensor1d([1, 1, 0], "int32"), 1),
    plain: (z) => [1, 1, 0, 4, 4, 3].map((i) => z[i] ** 2),
  },
  erf: { kernels: ["Erf"], tensor: (z) => tf.erf(z), plain: each(erf) },
  "gelu of tfjs-layers": {
    kernels: ["Erf"],
    tensor: (z) => tf.mul(z, tf.mul(0.5, tf.add(1, tf.erf(tf.div(z, Math.SQRT2))))),
    plain: each(gelu),
  },
  "gelu by tanh": {
    kernels: ["Tanh", "Pow"],
    tensor: (z) => {
      const inner = tf.mul(Math.sqrt(2 / Math.PI), tf.add(z, tf.mul(0.044715, tf.pow(z, 3))));
      return tf.mul(0.5, tf.mul(z, tf.add(1, tf.tanh(inner))));
    },
    plain: each((x) => x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))),
  },
  floor: {
    kernels: ["Floor"],
    tensor: (z) => tf.mul(tf.floor(z), tf.square(z)),
    plain: each((x) => Math.floor(x) * x * x),
  },
  hardSigmoid: {
    kernels: ["ClipByValue"],
    tensor: (z) => tf.square(tf.clipByValue(tf.add(0.5, tf.mul(0.5, z)), 0, 1)),
    plain: each((x) => Math.min(1, Math.max(0, 0.5 + 0.5 * x)) ** 2),
  },
  "maximum, the second broadcast": {
    kernels: ["Maximum"],
    tensor: (z) => tf.maximum(tf.square(table(z)), tf.exp(tf.slice(z, 1, 3))),
    plain: (z) => z.map((x, i) => Math.max(x * x, Math.exp(z[1 + i % 3]))),
  },
  "minimum, the first broadcast": {
    kernels: ["Minimum"],
    tensor: (z) => tf.minimum(tf.exp(tf.slice(z, 1, 3)), tf.square(table(z))),
    plain: (z) => z.map((x, i) => Math.min(x * x, Math.exp(z[1 + i % 3]))),
  },
  mish: {
    kernels: ["Softplus", "Tanh"],
    tensor: (z) => tf.mul(z, tf.tanh(tf.softplus(z))),
    plain: each((x) => x * Math.tanh(softplus(x))),
  },
  mod: {
    kernels: ["Mod"],
    tensor: (z) => tf.square(tf.mod(table(z), tf.slice(z, 0, 3))),
    plain: (z) => z.map((x, i) => (x - z[i % 3] * Math.floor(x / z[i % 3])) ** 2),
    at: [0.7, 0.55, -0.9, 1.7, -1.2, 0.5],
  },
  moments: {
    kernels: ["Mean"],
    tensor: (z) => tf.moments(table(z), 1).variance,
    plain: (z) => rows(z).map((row) => sum(row.map((x) => (x - sum(row) / 3) ** 2)) / 3),
  },
  norm: {
    kernels: ["Sqrt"],
    tensor: (z) => tf.norm(table(z), 2, 1),
    plain: (z) => rows(z).map((row) => Math.hypot(...row)),
  },
  onesLike: {
    kernels: ["OnesLike"],
    tensor: (z) => tf.mul(tf.onesLike(z), tf.sin(z)),
    plain: each(Math.sin),
  },
  "prod of all": { kernels: ["Prod"], tensor: (z) => tf.prod(z), plain: (z) => [prod(z)] },
  "prod along the first axis": {
    kernels: ["Prod"],
    tensor: (z) => tf.prod(table(z), 0),
    plain: (z) => columns(z).map(prod),
  },
  "prod with a zero": {
    kernels: ["Prod"],
    tensor: (z) => tf.prod(table(z), 1, true),
    plain: (z) => rows(z).map(prod),
    at: [0, 0.5, -2, 0.7, 0, 1.5],
  },
  reverse: {
    kernels: ["Reverse"],
    tensor: (z) => tf.square(tf.reverse(table(z), 1)),
    plain: (z) => [2, 1, 0, 5, 4, 3].map((i) => z[i] ** 2),
  },
  round: {
    kernels: ["Round"],
    tensor: (z) => tf.mul(tf.round(z), tf.square(z)),
    plain: each((x) => Math.round(x) * x * x),
    at: small.map((x) => x + 0.15),
  },
  sinh: { kernels: ["Sinh"], tensor: (z) => tf.sinh(z), plain: each(Math.sinh) },
  softsign: {
    kernels: ["Abs", "RealDiv"],
    tensor: (z) => tf.div(z, tf.add(tf.abs(z), 1)),
    plain: each((x) => x / (Math.abs(x) + 1)),
  },
  "squaredDifference, the second broadcast": {
    kernels: ["SquaredDifference"],
    tensor: (z) => tf.squaredDifference(table(z), tf.slice(z, 1, 3)),
    plain: (z) => z.map((x, i) => (x - z[1 + i % 3]) ** 2),
  },
  swish: {
    kernels: ["Sigmoid"],
    tensor: (z) => tf.mul(z, tf.sigmoid(z)),
    plain: each((x) => x * sigmoid(x)),
  },
  tan: { kernels: ["Tan"], tensor: (z) => tf.tan(z), plain: each(Math.tan), at: small },
};

/** What the dropout above multiplies by: its random numbers are drawn on the host. */
function mask(): number[] {
  const uniform = tf.tidy(() => [...tf.randomUniform([6], 0, 1, "float32", 7).dataSync()]);
  return uniform.map((u) => Math.floor(u + 0.5) / 0.5);
}
