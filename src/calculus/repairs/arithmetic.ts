/**
 * First derivatives that tfjs does not have or has wrong, of a product, of running sums and of broadcast pairs; all can be
 * differentiated again.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";

/**
 * d prod(x) / dx_i is the product of the others: x in n copies, with 1 in the i-th place of the i-th. n^2 values for a
 * product of n. tfjs's own calls methods that tfjs-core alone does not have, and a kernel without a gradient.
 */
export const prod: tf.GradConfig = {
  kernelName: "Prod",
  inputsToSave: ["x"],
  gradFunc: (dy, [x], { axis }) => ({ x: () => prodGradient(dy as tf.Tensor, x, axis) }),
};

function prodGradient(dy: tf.Tensor, x: tf.Tensor, axis: unknown): tf.Tensor {
  const axes = tf.util.parseAxisParam((axis ?? x.shape.map((_, i) => i)) as number[], x.shape);
  const kept = x.shape.map((_, i) => i).filter((i) => !axes.includes(i));
  const order = [...kept, ...axes];
  const n = axes.reduce((size, i) => size * x.shape[i], 1);
  const rows = tf.reshape(tf.transpose(x, order), [-1, 1, n]);
  const own = tf.cast(tf.eye(n), "bool");
  const copies = tf.tile(rows, [1, n, 1]);
  const others = tf.prod(
    tf.where(tf.tile(tf.expandDims(own, 0), [rows.shape[0], 1, 1]), tf.onesLike(copies), copies),
    2,
  );
  const gradient = tf.mul(tf.reshape(dy, [-1, 1]), others);
  const back = order.map((_, i) => order.indexOf(i));
  return tf.transpose(tf.reshape(gradient, order.map((i) => x.shape[i])), back);
}

/**
 * The running sum of dy from the other end. tfjs's own transposes it if the axis is not the last; and its webgpu
 * takes one length for all sums from the end, so that the values are turned round instead.
 */
export const cumsum: tf.GradConfig = {
  kernelName: "Cumsum",
  gradFunc: (dy, _saved, attributes) => {
    const { axis, exclusive, reverse } = attributes as unknown as CumsumAttributes;
    const turned = (x: tf.Tensor) => reverse ? x : tf.reverse(x, axis);
    return { x: () => turned(tf.cumsum(turned(dy as tf.Tensor), axis, exclusive)) };
  },
};

interface CumsumAttributes {
  axis: number;
  exclusive: boolean;
  reverse: boolean;
}

/** Operations on pairs whose gradient in tfjs fails if one of the two is broadcast. */
export function broadcastRepairs(): tf.GradConfig[] {
  return ["BatchMatMul", "Maximum", "Minimum", "SquaredDifference"].map((kernelName) => {
    const original = tf.getGradient(kernelName);
    return {
      ...original,
      gradFunc(dy, saved, attributes) {
        const { a, b } = original.gradFunc(dy, saved, attributes);
        return { a: () => sumTo(a(), saved[0].shape), b: () => sumTo(b(), saved[1].shape) };
      },
    };
  });
}

/** The sum over the axes along which a value of this shape was broadcast. */
function sumTo(x: tf.Tensor, shape: number[]): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes(shape, x.shape);
  return axes.length === 0 ? x : tf.reshape(tf.sum(x, axes), shape);
}
