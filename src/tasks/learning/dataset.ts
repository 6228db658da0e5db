/**
 * What a network learns from: rows to train on, and rows held out.
 *
 * @module
 */
import { MersenneTwister } from "../../random/mersenne_twister.ts";
import { shuffled } from "../../random/shuffled.ts";

/** Rows of numbers, and what is to be told of each: a class, or a number. */
export interface Rows {
  /** Row by row. */
  features: Float32Array;
  targets: Float32Array;
}

/** Rows to train on and rows held out. */
export interface Dataset {
  columns: number;
  /** How many classes; undefined if the target is a number. */
  classes?: number;
  training: Rows;
  validation: Rows;
}

/** A table before it is divided. */
export interface Table {
  columns: number;
  classes?: number;
  rows: Rows;
}

/** The share of a table's rows that is held out. */
const heldOut = 0.25;

/** How many of a table's rows are trained on. */
export function trainedRows(count: number): number {
  return count - Math.round(count * heldOut);
}

/**
 * Divides a table by a seed, and standardises its features, and a target that is a number, by the mean and the deviation of the
 * rows that are trained on.
 */
export function divided({ columns, classes, rows }: Table, seed: number): Dataset {
  const count = rows.targets.length;
  const order = shuffled(count, new MersenneTwister(seed));
  const trained = trainedRows(count);
  const [first, rest] = [order.subarray(0, trained), order.subarray(trained)];
  const scaled = standardised(rows.features, columns, first);
  const targets = classes === undefined ? standardised(rows.targets, 1, first) : rows.targets;
  const take = (of: Uint32Array): Rows => {
    const features = new Float32Array(of.length * columns);
    of.forEach((row, i) =>
      features.set(scaled.subarray(row * columns, (row + 1) * columns), i * columns)
    );
    return { features, targets: Float32Array.from(of, (row) => targets[row]) };
  };
  return { columns, classes, training: take(first), validation: take(rest) };
}

/** Columns less their mean, over their deviation; 0 of one that is the same in every row. */
function standardised(values: Float32Array, columns: number, rows: Uint32Array): Float32Array {
  const scaled = new Float32Array(values.length);
  for (let j = 0; j < columns; j++) {
    let [sum, squares] = [0, 0];
    for (const row of rows) sum += values[row * columns + j];
    const mean = sum / rows.length;
    for (const row of rows) squares += (values[row * columns + j] - mean) ** 2;
    const deviation = Math.sqrt(squares / rows.length);
    const scale = deviation > 1e-6 * Math.abs(mean) ? 1 / deviation : 0;
    for (let at = j; at < values.length; at += columns) scaled[at] = (values[at] - mean) * scale;
  }
  return scaled;
}
