/**
 * A function's values where a picture needs them.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import type { Grid } from "../../records/drawing.ts";

/** Samples [x, f(x)] at evenly spaced x, ends included. */
export function sampleCurve(
  f: (x: tf.Tensor1D) => tf.Tensor1D,
  [from, to]: [number, number],
  count: number,
): [number, number][] {
  const x = spaced(from, to, count);
  const values = tf.tidy(() => f(tf.tensor1d(x)).dataSync());
  return x.map((x, i) => [short(x), short(values[i])]);
}

/** A function's values on a grid, the lowest y first. */
export function sampleGrid(
  f: (x: tf.Tensor1D, y: tf.Tensor1D) => tf.Tensor1D,
  { x, y, columns, rows }: Omit<Grid, "values">,
): Grid {
  const [across, up] = [spaced(...x, columns), spaced(...y, rows)];
  const places = up.flatMap((y) => across.map((x) => [x, y]));
  const values = tf.tidy(() =>
    f(tf.tensor1d(places.map(([x]) => x)), tf.tensor1d(places.map(([, y]) => y))).dataSync()
  );
  return { x, y, columns, rows, values: Array.from(values, short) };
}

function spaced(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + (to - from) * i / (count - 1));
}

/** Six digits: more than a picture shows, and a smaller file. */
function short(value: number): number {
  return Number(value.toPrecision(6));
}
