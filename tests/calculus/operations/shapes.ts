import * as tf from "../../../src/deps/tf.ts";
import { each, type Operation, table } from "./operation.ts";

/** Places and shapes: what moves values and leaves them as they are. */
export const shapes: Record<string, Operation> = {
  cast: {
    kernels: ["Cast"],
    tensor: (z) => tf.mul(z, tf.cast(tf.tensor1d([1, 0, 1, 1, 0, 1], "bool"), "float32")),
    plain: each((x, i) => i === 1 || i === 4 ? 0 : x),
  },
  concat: {
    kernels: ["Concat"],
    tensor: (z) => tf.concat([tf.square(z), z]),
    plain: (z) => [...z.map((x) => x * x), ...z],
  },
  expandDims: {
    kernels: ["ExpandDims"],
    tensor: (z) => tf.square(tf.expandDims(z, 1)),
    plain: each((x) => x * x),
  },
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
  pad: {
    kernels: ["PadV2"],
    tensor: (z) => tf.pad(tf.square(z), [[1, 2]], 3),
    plain: (z) => [3, ...z.map((x) => x * x), 3, 3],
  },
  reshape: {
    kernels: ["Reshape"],
    tensor: (z) => tf.square(tf.reshape(z, [3, 2])),
    plain: each((x) => x * x),
  },
  slice: {
    kernels: ["Slice"],
    tensor: (z) => tf.square(tf.slice(z, 2, 3)),
    plain: (z) => z.slice(2, 5).map((x) => x * x),
  },
  split: {
    kernels: ["SplitV"],
    tensor: (z) => {
      const [a, b] = tf.split(z, 2);
      return tf.mul(a, tf.square(b));
    },
    plain: (z) => [0, 1, 2].map((i) => z[i] * z[3 + i] ** 2),
  },
  stack: {
    kernels: ["Pack"],
    tensor: (z) => tf.stack([tf.square(z), tf.sin(z)]),
    plain: (z) => [...z.map((x) => x * x), ...z.map(Math.sin)],
  },
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
  onesLike: {
    kernels: ["OnesLike"],
    tensor: (z) => tf.mul(tf.onesLike(z), tf.sin(z)),
    plain: each(Math.sin),
  },
  reverse: {
    kernels: ["Reverse"],
    tensor: (z) => tf.square(tf.reverse(table(z), 1)),
    plain: (z) => [2, 1, 0, 5, 4, 3].map((i) => z[i] ** 2),
  },
};
