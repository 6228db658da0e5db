import * as tf from "../../../src/deps/tf.ts";
import { each, type Operation, positive, table } from "./operation.ts";

/** Operations on two values each, and powers. */
export const pairs: Record<string, Operation> = {
  "add, the first broadcast": {
    kernels: ["Add"],
    tensor: (z) => tf.add(tf.slice(z, 0, 3), table(z)),
    plain: (z) => z.map((x, i) => z[i % 3] + x),
  },
  "div, the divisor broadcast": {
    kernels: ["RealDiv"],
    tensor: (z) => tf.div(table(z), tf.slice(z, 3, 3)),
    plain: (z) => z.map((x, i) => x / z[3 + i % 3]),
    at: positive,
  },
  "mul, the second broadcast": {
    kernels: ["Multiply"],
    tensor: (z) => tf.mul(table(z), tf.slice(z, 2, 3)),
    plain: (z) => z.map((x, i) => x * z[2 + i % 3]),
  },
  "sub, the first broadcast": {
    kernels: ["Sub"],
    tensor: (z) => tf.sub(tf.slice(z, 0, 3), tf.square(table(z))),
    plain: (z) => z.map((x, i) => z[i % 3] - x * x),
  },
  squaredDifference: {
    kernels: ["SquaredDifference"],
    tensor: (z) => tf.squaredDifference(tf.slice(z, 0, 3), tf.slice(z, 3)),
    plain: (z) => [0, 1, 2].map((i) => (z[i] - z[3 + i]) ** 2),
  },
  "squaredDifference, the second broadcast": {
    kernels: ["SquaredDifference"],
    tensor: (z) => tf.squaredDifference(table(z), tf.slice(z, 1, 3)),
    plain: (z) => z.map((x, i) => (x - z[1 + i % 3]) ** 2),
  },
  mod: {
    kernels: ["Mod"],
    tensor: (z) => tf.square(tf.mod(table(z), tf.slice(z, 0, 3))),
    plain: (z) => z.map((x, i) => (x - z[i % 3] * Math.floor(x / z[i % 3])) ** 2),
    at: [0.7, 0.55, -0.9, 1.7, -1.2, 0.5],
  },
  atan2: {
    kernels: ["Atan2"],
    tensor: (z) => tf.atan2(table(z), tf.slice(z, 3, 3)),
    plain: (z) => z.map((x, i) => Math.atan2(x, z[3 + i % 3])),
    at: positive,
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
};
