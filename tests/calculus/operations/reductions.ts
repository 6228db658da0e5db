import * as tf from "../../../src/deps/tf.ts";
import { each, logSumExp, type Operation, positive, rows, sum, table } from "./operation.ts";

const columns = (z: number[]) => [0, 1, 2].map((j) => [z[j], z[3 + j]]);

const prod = (z: number[]) => z.reduce((product, value) => product * value, 1);

/** Sums, products, extremes and matrix products. */
export const reductions: Record<string, Operation> = {
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
  "matMul in batches, the second broadcast": {
    kernels: ["BatchMatMul"],
    tensor: (z) => tf.matMul(tf.reshape(z, [3, 1, 2]), tf.reshape(tf.slice(z, 1, 4), [1, 2, 2])),
    plain: (z) => [0, 2, 4].flatMap((i) => [1, 2].map((j) => z[i] * z[j] + z[i + 1] * z[j + 2])),
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
  sum: {
    kernels: ["Sum"],
    tensor: (z) => tf.sum(tf.square(table(z)), 0),
    plain: (z) => [0, 1, 2].map((j) => z[j] ** 2 + z[3 + j] ** 2),
  },
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
};
