import * as tf from "../../../src/deps/tf.ts";
import { type Operation, plainSpread, spread, sum } from "./operation.ts";
import { type Image, pooled, type Window } from "./windows.ts";

const picture: Image = [2, 4, 5, 2];

function pool(kind: "max" | "avg", window: Window, below = 0): Operation {
  const pad = window.same ? "same" : "valid";
  const make = kind === "max"
    ? (values: number[]) => Math.max(...values)
    : (values: number[]) => sum(values) / values.length;
  const pooling = kind === "max" ? tf.maxPool : tf.avgPool;
  return {
    kernels: kind === "max" ? ["MaxPool", "MaxPoolGrad"] : ["AvgPool", "AvgPoolGrad"],
    tensor: (z) => {
      const x = tf.sub(spread(z, picture, 1), below) as tf.Tensor4D;
      return pooling(x, window.size, window.stride, pad);
    },
    plain: (z) => pooled(plainSpread(z, picture, 1).map((x) => x - below), picture, window, make),
  };
}

/** An image of 2 x 3 between its pixels: at these rows and columns. */
function bilinear(x: number[], rows: number[], columns: number[]): number[] {
  const across = (row: number, column: number) => {
    const left = Math.min(Math.floor(column), 1);
    return x[3 * row + left] * (1 - column + left) + x[3 * row + left + 1] * (column - left);
  };
  return rows.flatMap((row) =>
    columns.map((column) => (1 - row) * across(0, column) + row * across(1, column))
  );
}

/** Pooling, resizing and normalising of images. */
export const pooling: Record<string, Operation> = {
  localResponseNormalization: {
    kernels: ["LRN"],
    tensor: (z) =>
      tf.localResponseNormalization(spread(z, [1, 1, 2, 4], 1) as tf.Tensor4D, 1, 1, 0.5, 0.7),
    plain: (z) => {
      const x = plainSpread(z, [1, 1, 2, 4], 1);
      return x.map((value, i) => {
        const beside = x.filter((_, j) =>
          Math.abs(i - j) < 2 && Math.floor(i / 4) === Math.floor(j / 4)
        );
        return value / (1 + 0.5 * sum(beside.map((v) => v * v))) ** 0.7;
      });
    },
    once: true,
  },
  maxPool: pool("max", { size: [2, 2], stride: 2 }),
  "maxPool, padded and overlapping": pool("max", { size: [3, 2], stride: 1, same: true }),
  "maxPool of negative values": pool("max", { size: [2, 2], stride: 1 }, 5),
  avgPool: pool("avg", { size: [2, 2], stride: 2 }),
  "avgPool, padded": pool("avg", { size: [3, 2], stride: 1, same: true }),
  "avgPool, padded, with strides": pool("avg", { size: [2, 3], stride: 2, same: true }),
  "image.resizeNearestNeighbor": {
    kernels: ["ResizeNearestNeighbor", "ResizeNearestNeighborGrad"],
    tensor: (z) =>
      tf.image.resizeNearestNeighbor(spread(z, [1, 2, 2, 1], 1) as tf.Tensor4D, [4, 6]),
    plain: (z) => {
      const x = plainSpread(z, [1, 2, 2, 1], 1);
      return Array.from(
        { length: 24 },
        (_, i) => x[2 * Math.floor(i / 12) + Math.floor(i % 6 / 3)],
      );
    },
  },
  "image.resizeBilinear": {
    kernels: ["ResizeBilinear", "ResizeBilinearGrad"],
    tensor: (z) => tf.image.resizeBilinear(spread(z, [1, 2, 3, 1], 1) as tf.Tensor4D, [4, 6]),
    plain: (z) => bilinear(plainSpread(z, [1, 2, 3, 1], 1), [0, 0.5, 1, 1], [0, 0.5, 1, 1.5, 2, 2]),
  },
  "image.resizeBilinear, corners aligned": {
    kernels: ["ResizeBilinear", "ResizeBilinearGrad"],
    tensor: (z) => tf.image.resizeBilinear(spread(z, [1, 2, 3, 1], 1) as tf.Tensor4D, [3, 2], true),
    plain: (z) => bilinear(plainSpread(z, [1, 2, 3, 1], 1), [0, 0.5, 1], [0, 2]),
  },
};
