import * as tf from "../../../src/deps/tf.ts";
import { each, logSoftmax, type Operation, rows, sigmoid, softplus, table } from "./operation.ts";

const slope = [0.5, -1.5, 2];

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

/** Activations. */
export const activations: Record<string, Operation> = {
  elu: {
    kernels: ["Elu"],
    tensor: (z) => tf.elu(z),
    plain: each((x) => x > 0 ? x : Math.expm1(x)),
  },
  leakyRelu: {
    kernels: ["LeakyRelu"],
    tensor: (z) => tf.square(tf.leakyRelu(z, 0.3)),
    plain: each((x) => (x > 0 ? x : 0.3 * x) ** 2),
  },
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
  selu: {
    kernels: ["Selu"],
    tensor: (z) => tf.selu(z),
    plain: each((x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x))),
  },
  sigmoid: { kernels: ["Sigmoid"], tensor: (z) => tf.sigmoid(z), plain: each(sigmoid) },
  softmax: {
    kernels: ["Softmax"],
    tensor: (z) => tf.softmax(table(z)),
    plain: (z) => rows(z).flatMap((row) => logSoftmax(row).map(Math.exp)),
  },
  softplus: { kernels: ["Softplus"], tensor: (z) => tf.softplus(z), plain: each(softplus) },
  step: {
    kernels: ["Step"],
    tensor: (z) => tf.mul(tf.step(z), tf.sin(z)),
    plain: each((x) => x > 0 ? Math.sin(x) : 0),
  },
  tanh: { kernels: ["Tanh"], tensor: (z) => tf.tanh(z), plain: each(Math.tanh) },
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
  hardSigmoid: {
    kernels: ["ClipByValue"],
    tensor: (z) => tf.square(tf.clipByValue(tf.add(0.5, tf.mul(0.5, z)), 0, 1)),
    plain: each((x) => Math.min(1, Math.max(0, 0.5 + 0.5 * x)) ** 2),
  },
  mish: {
    kernels: ["Softplus", "Tanh"],
    tensor: (z) => tf.mul(z, tf.tanh(tf.softplus(z))),
    plain: each((x) => x * Math.tanh(softplus(x))),
  },
  softsign: {
    kernels: ["Abs", "RealDiv"],
    tensor: (z) => tf.div(z, tf.add(tf.abs(z), 1)),
    plain: each((x) => x / (Math.abs(x) + 1)),
  },
  swish: {
    kernels: ["Sigmoid"],
    tensor: (z) => tf.mul(z, tf.sigmoid(z)),
    plain: each((x) => x * sigmoid(x)),
  },
  clipByValue: {
    kernels: ["ClipByValue", "GreaterEqual", "LessEqual", "LogicalAnd"],
    tensor: (z) => tf.clipByValue(tf.square(z), 0.2, 0.6),
    plain: each((x) => Math.min(0.6, Math.max(0.2, x * x))),
  },
};
