import * as tf from "../../../src/deps/tf.ts";
import {
  each,
  labels,
  logSoftmax,
  logSumExp,
  type Operation,
  positive,
  rows,
  sigmoid,
  softplus,
  sum,
  table,
} from "./operation.ts";

const crossEntropy = (x: number, i: number) => softplus(x) - x * labels[i];
const slope = [0.5, -1.5, 2];

/** Arithmetic, activations and the shapes of tensors. */
export const elementary: Record<string, Operation> = {
  abs: { kernels: ["Abs"], tensor: (z) => tf.abs(z), plain: each(Math.abs) },
  "add, the first broadcast": {
    kernels: ["Add"],
    tensor: (z) => tf.add(tf.slice(z, 0, 3), table(z)),
    plain: (z) => z.map((x, i) => z[i % 3] + x),
  },
  addN: {
    kernels: ["AddN"],
    tensor: (z) => tf.addN([z, tf.square(z), z]),
    plain: each((x) => 2 * x + x * x),
  },
  matMul: {
    kernels: ["BatchMatMul"],
    tensor: (z) => tf.matMul(table(z), tf.reshape(z, [3, 2])),
    plain: (z) =>
      rows(z).flatMap(([a, b, c]) => [0, 1].map((j) => a * z[j] + b * z[2 + j] + c * z[4 + j])),
  },
  "matMul, the first transposed": {
    kernels: ["BatchMatMul"],
    tensor: (z) => tf.matMul(table(z), table(z), true),
    plain: (z) => [0, 1, 2].flatMap((i) => [0, 1, 2].map((j) => z[i] * z[j] + z[3 + i] * z[3 + j])),
  },
  "matMul, the second transposed": {
    kernels: ["BatchMatMul"],
    tensor: (z) => tf.matMul(table(z), table(z), false, true),
    plain: (z) => rows(z).flatMap((a) => rows(z).map((b) => sum(a.map((x, j) => x * b[j])))),
  },
  "matMul, both transposed": {
    kernels: ["BatchMatMul"],
    tensor: (z) => tf.matMul(table(z), tf.reshape(z, [3, 2]), true, true),
    plain: (z) =>
      [0, 1, 2].flatMap((i) => [0, 1, 2].map((j) => z[i] * z[2 * j] + z[3 + i] * z[2 * j + 1])),
  },
  "matMul in batches": {
    kernels: ["BatchMatMul"],
    tensor: (z) => tf.matMul(tf.reshape(z, [3, 2, 1]), tf.reshape(z, [3, 1, 2])),
    plain: (z) =>
      [0, 2, 4].flatMap((i) => [z[i], z[i + 1]].flatMap((a) => [a * z[i], a * z[i + 1]])),
  },
  "fused matMul with bias, as layers' Dense": {
    kernels: ["fusedMatMul__op"],
    tensor: (z) =>
      tf.fused.matMul({ a: table(z), b: tf.reshape(z, [3, 2]), bias: tf.slice(z, 1, 2) }),
    plain: (z) =>
      rows(z).flatMap(([a, b, c]) =>
        [0, 1].map((j) => a * z[j] + b * z[2 + j] + c * z[4 + j] + z[1 + j])
      ),
  },
  cast: {
    kernels: ["Cast"],
    tensor: (z) => tf.mul(z, tf.cast(tf.tensor1d([1, 0, 1, 1, 0, 1], "bool"), "float32")),
    plain: each((x, i) => i === 1 || i === 4 ? 0 : x),
  },
  clipByValue: {
    kernels: ["ClipByValue", "GreaterEqual", "LessEqual", "LogicalAnd"],
    tensor: (z) => tf.clipByValue(tf.square(z), 0.2, 0.6),
    plain: each((x) => Math.min(0.6, Math.max(0.2, x * x))),
  },
  concat: {
    kernels: ["Concat"],
    tensor: (z) => tf.concat([tf.square(z), z]),
    plain: (z) => [...z.map((x) => x * x), ...z],
  },
  cos: { kernels: ["Cos"], tensor: (z) => tf.cos(z), plain: each(Math.cos) },
  "div, the divisor broadcast": {
    kernels: ["RealDiv"],
    tensor: (z) => tf.div(table(z), tf.slice(z, 3, 3)),
    plain: (z) => z.map((x, i) => x / z[3 + i % 3]),
    at: positive,
  },
  elu: {
    kernels: ["Elu"],
    tensor: (z) => tf.elu(z),
    plain: each((x) => x > 0 ? x : Math.expm1(x)),
  },
  exp: { kernels: ["Exp"], tensor: (z) => tf.exp(z), plain: each(Math.exp) },
  expandDims: {
    kernels: ["ExpandDims"],
    tensor: (z) => tf.square(tf.expandDims(z, 1)),
    plain: each((x) => x * x),
  },
  expm1: { kernels: ["Expm1"], tensor: (z) => tf.expm1(z), plain: each(Math.expm1) },
  "where equal": {
    kernels: ["Equal", "Select"],
    tensor: (z) => tf.where(tf.equal(z, tf.relu(z)), tf.square(z), z),
    plain: each((x) => x > 0 ? x * x : x),
  },
  "where greater": {
    kernels: ["Greater", "Select"],
    tensor: (z) => tf.where(tf.greater(z, 0), tf.square(z), tf.exp(z)),
    plain: each((x) => x > 0 ? x * x : Math.exp(x)),
  },
  "where greaterEqual": {
    kernels: ["GreaterEqual", "Select"],
    tensor: (z) => tf.where(tf.greaterEqual(z, 0.3), tf.square(z), z),
    plain: each((x) => x >= 0.3 ? x * x : x),
  },
  "where less, or not": {
    kernels: ["Less", "LogicalNot", "LogicalOr"],
    tensor: (z) =>
      tf.where(
        tf.logicalOr(tf.less(z, 0), tf.logicalNot(tf.less(z, 0.6))),
        tf.square(z),
        tf.exp(z),
      ),
    plain: each((x) => x < 0 || x >= 0.6 ? x * x : Math.exp(x)),
  },
  "where notEqual": {
    kernels: ["NotEqual"],
    tensor: (z) => tf.where(tf.notEqual(z, tf.relu(z)), tf.square(z), z),
    plain: each((x) => x > 0 ? x : x * x),
  },
  identity: { kernels: ["Identity"], tensor: (z) => tf.clone(z), plain: each((x) => x) },
  leakyRelu: {
    kernels: ["LeakyRelu"],
    tensor: (z) => tf.square(tf.leakyRelu(z, 0.3)),
    plain: each((x) => (x > 0 ? x : 0.3 * x) ** 2),
  },
  log: { kernels: ["Log"], tensor: (z) => tf.log(z), plain: each(Math.log), at: positive },
  log1p: { kernels: ["Log1p"], tensor: (z) => tf.log1p(z), plain: each(Math.log1p), at: positive },
  logSigmoid: {
    kernels: ["Softplus"],
    tensor: (z) => tf.logSigmoid(z),
    plain: each((x) => Math.log(sigmoid(x))),
  },
  logSoftmax: {
    kernels: ["Max", "Exp"],
    tensor: (z) => tf.logSoftmax(table(z)),
    plain: (z) => rows(z).flatMap(logSoftmax),
  },
  logSumExp: {
    kernels: ["Max", "Exp"],
    tensor: (z) => tf.logSumExp(table(z), 1),
    plain: (z) => rows(z).map(logSumExp),
  },
  max: {
    kernels: ["Max"],
    tensor: (z) => tf.max(tf.square(table(z)), 1),
    plain: (z) => rows(z).map((row) => Math.max(...row.map((x) => x * x))),
  },
  maximum: {
    kernels: ["Maximum"],
    tensor: (z) => tf.maximum(tf.square(z), tf.reverse(tf.tensor1d(positive))),
    plain: each((x, i) => Math.max(x * x, positive[5 - i])),
  },
  "maximum of two parameters": {
    kernels: ["Maximum"],
    tensor: (z) => tf.maximum(tf.square(tf.slice(z, 0, 3)), tf.exp(tf.slice(z, 3))),
    plain: (z) => [0, 1, 2].map((i) => Math.max(z[i] ** 2, Math.exp(z[3 + i]))),
  },
  mean: {
    kernels: ["Mean"],
    tensor: (z) => tf.mean(tf.square(table(z)), 1),
    plain: (z) => rows(z).map((row) => sum(row.map((x) => x * x)) / 3),
  },
  min: {
    kernels: ["Min"],
    tensor: (z) => tf.min(tf.exp(table(z)), 0),
    plain: (z) => [0, 1, 2].map((j) => Math.min(Math.exp(z[j]), Math.exp(z[3 + j]))),
  },
  "minimum of two parameters": {
    kernels: ["Minimum"],
    tensor: (z) => tf.minimum(tf.square(tf.slice(z, 0, 3)), tf.exp(tf.slice(z, 3))),
    plain: (z) => [0, 1, 2].map((i) => Math.min(z[i] ** 2, Math.exp(z[3 + i]))),
  },
  "mul, the second broadcast": {
    kernels: ["Multiply"],
    tensor: (z) => tf.mul(table(z), tf.slice(z, 2, 3)),
    plain: (z) => z.map((x, i) => x * z[2 + i % 3]),
  },
  neg: { kernels: ["Neg"], tensor: (z) => tf.neg(tf.square(z)), plain: each((x) => -x * x) },
  pad: {
    kernels: ["PadV2"],
    tensor: (z) => tf.pad(tf.square(z), [[1, 2]], 3),
    plain: (z) => [3, ...z.map((x) => x * x), 3, 3],
  },
  "pow of a parameter": {
    kernels: ["Pow"],
    tensor: (z) => tf.pow(z, 3),
    plain: each((x) => x ** 3),
  },
  "pow to a parameter": {
    kernels: ["Pow", "Greater", "Select", "Log"],
    tensor: (z) => tf.pow(2, z),
    plain: each((x) => 2 ** x),
  },
  "pow of a parameter to a parameter, broadcast": {
    kernels: ["Pow"],
    tensor: (z) => tf.pow(table(z), tf.slice(z, 1, 3)),
    plain: (z) => z.map((x, i) => x ** z[1 + i % 3]),
    at: positive,
  },
  prelu: {
    kernels: ["Prelu"],
    tensor: (z) => tf.prelu(table(z) as tf.Tensor, tf.tensor1d(slope)),
    plain: each((x, i) => x > 0 ? x : slope[i % 3] * x),
  },
  "prelu, its slope a parameter": {
    kernels: ["Prelu"],
    tensor: (z) => tf.prelu(table(z) as tf.Tensor, tf.slice(z, 0, 3)),
    plain: (z) => z.map((x, i) => x > 0 ? x : z[i % 3] * x),
  },
  reciprocal: {
    kernels: ["Reciprocal"],
    tensor: (z) => tf.reciprocal(z),
    plain: each((x) => 1 / x),
    at: positive,
  },
  relu: {
    kernels: ["Relu", "Step"],
    tensor: (z) => tf.square(tf.relu(z)),
    plain: each((x) => Math.max(0, x) ** 2),
  },
  relu6: {
    kernels: ["Relu6"],
    tensor: (z) => tf.relu6(tf.mul(tf.square(z), 20)),
    plain: each((x) => Math.min(6, 20 * x * x)),
  },
  reshape: {
    kernels: ["Reshape"],
    tensor: (z) => tf.square(tf.reshape(z, [3, 2])),
    plain: each((x) => x * x),
  },
  rsqrt: {
    kernels: ["Rsqrt"],
    tensor: (z) => tf.rsqrt(z),
    plain: each((x) => 1 / Math.sqrt(x)),
    at: positive,
  },
  selu: {
    kernels: ["Selu"],
    tensor: (z) => tf.selu(z),
    plain: each((x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x))),
  },
  sigmoid: { kernels: ["Sigmoid"], tensor: (z) => tf.sigmoid(z), plain: each(sigmoid) },
  sign: {
    kernels: ["Sign", "ZerosLike"],
    tensor: (z) => tf.add(tf.sign(z), tf.square(z)),
    plain: each((x) => Math.sign(x) + x * x),
  },
  sin: { kernels: ["Sin"], tensor: (z) => tf.sin(z), plain: each(Math.sin) },
  slice: {
    kernels: ["Slice"],
    tensor: (z) => tf.square(tf.slice(z, 2, 3)),
    plain: (z) => z.slice(2, 5).map((x) => x * x),
  },
  softmax: {
    kernels: ["Softmax"],
    tensor: (z) => tf.softmax(table(z)),
    plain: (z) => rows(z).flatMap((row) => logSoftmax(row).map(Math.exp)),
  },
  softplus: { kernels: ["Softplus"], tensor: (z) => tf.softplus(z), plain: each(softplus) },
  split: {
    kernels: ["SplitV"],
    tensor: (z) => {
      const [a, b] = tf.split(z, 2);
      return tf.mul(a, tf.square(b));
    },
    plain: (z) => [0, 1, 2].map((i) => z[i] * z[3 + i] ** 2),
  },
  sqrt: { kernels: ["Sqrt"], tensor: (z) => tf.sqrt(z), plain: each(Math.sqrt), at: positive },
  square: { kernels: ["Square"], tensor: (z) => tf.square(z), plain: each((x) => x * x) },
  squaredDifference: {
    kernels: ["SquaredDifference"],
    tensor: (z) => tf.squaredDifference(tf.slice(z, 0, 3), tf.slice(z, 3)),
    plain: (z) => [0, 1, 2].map((i) => (z[i] - z[3 + i]) ** 2),
  },
  stack: {
    kernels: ["Pack"],
    tensor: (z) => tf.stack([tf.square(z), tf.sin(z)]),
    plain: (z) => [...z.map((x) => x * x), ...z.map(Math.sin)],
  },
  step: {
    kernels: ["Step"],
    tensor: (z) => tf.mul(tf.step(z), tf.sin(z)),
    plain: each((x) => x > 0 ? Math.sin(x) : 0),
  },
  "sub, the first broadcast": {
    kernels: ["Sub"],
    tensor: (z) => tf.sub(tf.slice(z, 0, 3), tf.square(table(z))),
    plain: (z) => z.map((x, i) => z[i % 3] - x * x),
  },
  sum: {
    kernels: ["Sum"],
    tensor: (z) => tf.sum(tf.square(table(z)), 0),
    plain: (z) => [0, 1, 2].map((j) => z[j] ** 2 + z[3 + j] ** 2),
  },
  tanh: { kernels: ["Tanh"], tensor: (z) => tf.tanh(z), plain: each(Math.tanh) },
  tile: {
    kernels: ["Tile"],
    tensor: (z) => tf.tile(tf.square(table(z)), [2, 1]),
    plain: (z) => [...z, ...z].map((x) => x * x),
  },
  transpose: {
    kernels: ["Transpose"],
    tensor: (z) => tf.square(tf.transpose(table(z))),
    plain: (z) => [0, 3, 1, 4, 2, 5].map((i) => z[i] ** 2),
  },
  unstack: {
    kernels: ["Unpack"],
    tensor: (z) => {
      const [a, b] = tf.unstack(table(z));
      return tf.mul(a, tf.square(b));
    },
    plain: (z) => [0, 1, 2].map((i) => z[i] * z[3 + i] ** 2),
  },
  "losses.sigmoidCrossEntropy at zero": {
    kernels: ["Abs", "Exp", "Log1p"],
    tensor: (z) => tf.losses.sigmoidCrossEntropy(labels, z, undefined, 0, tf.Reduction.NONE),
    plain: each(crossEntropy),
    at: [0, 0, 0, 0, 0, 0],
  },
};
