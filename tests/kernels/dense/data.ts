import type { DenseShape, RowSource } from "../../../src/kernels/dense/dense.ts";
import { countParameters } from "../../../src/kernels/network/shape.ts";

/** Numbers in [-1, 1) that differ by seed (a linear congruential generator). */
export function uniform(count: number, seed: number): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** Data, a theta and a source of rows for a shape, always the same. */
export function data(shape: DenseShape) {
  const inputs = shape.layers[0];
  const x = uniform(shape.rows * inputs, 1);
  const y = uniform(shape.rows, 2);
  const theta = uniform(countParameters(shape.layers), 3).map((w) => w * 0.5);
  const source: RowSource = (first, count, xs, ys) => {
    xs.set(x.subarray(first * inputs, (first + count) * inputs));
    ys.set(y.subarray(first, first + count));
  };
  return { x, y, theta, source };
}
