/**
 * The first scan's products by the fused least-squares kernel: one read of the data, on all threads that were started.
 *
 * @module
 */
import { pack, panelRows, type RowSource } from "../kernels/dense/pack.ts";
import { normalEquations } from "../kernels/least_squares/least_squares.ts";
import { floats, free, malloc } from "../kernels/memory.ts";
import type { ArrayData } from "./array_data.ts";
import type { RawSums } from "./array_moments.ts";

/** Rows that the kernel takes: float32, without gaps or weights. */
export interface KernelData extends ArrayData {
  x: Float32Array;
  y: Float32Array;
}

/** Whether the kernel takes these rows. */
export function suitsKernel(data: ArrayData): data is KernelData {
  const { x, y, weights } = data;
  return x instanceof Float32Array && y instanceof Float32Array && weights === undefined &&
    x.every(Number.isFinite) && y.every(Number.isFinite);
}

/** X'X, X'y and X'1 of raw columns, the intercept's first if there is to be one. */
export function kernelSums({ rows, inputs, x, y }: KernelData, intercept: boolean): RawSums {
  const padded = panelRows * Math.ceil(rows / panelRows);
  const [xAddress, yAddress] = [malloc(4 * padded * inputs), malloc(4 * padded)];
  try {
    const source: RowSource = (first, count, xs, ys) => {
      xs.set(x.subarray(first * inputs, (first + count) * inputs));
      ys.set(y.subarray(first, first + count));
    };
    const to = (address: number) => (first: number, count: number) =>
      floats(address + 4 * first, count);
    pack(rows, inputs, source, to(xAddress), to(yAddress));
    const found = normalEquations({ rows, inputs, x: xAddress, y: yAddress });
    // The kernel's column of ones is its last.
    const order = Array.from({ length: inputs }, (_, j) => j);
    if (intercept) order.unshift(inputs);
    const size = inputs + 1;
    return {
      gram: order.flatMap((i, k) => order.slice(0, k + 1).map((j) => found.gram[i * size + j])),
      moment: order.map((j) => found.moment[j]),
      columnTotals: order.map((j) => found.gram[inputs * size + j]),
    };
  } finally {
    free(yAddress);
    free(xAddress);
  }
}
