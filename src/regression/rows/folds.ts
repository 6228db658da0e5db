/**
 * Rows in the kernels' memory by fold, for cross-validation.
 *
 * @module
 */
import { Columns } from "../../kernels/regression/columns.ts";
import { moments, type RegressionRows } from "../../kernels/regression/regression.ts";
import { numbers } from "../model/algebra.ts";
import { foldOf, hashFactor } from "../model/fold_hash.ts";
import type { FoldsAnswer, FoldsQuestion, Sums } from "../model/questions.ts";
import { scaled, stripsOf } from "./each_row.ts";

/**
 * The sums of each fold: by a stored column's values, or by a hash of each row. A fold's rows are copied together, one fold after
 * another, and the kernel scans them.
 *
 * @throws {RangeError} If the kernels' memory has no room for a fold.
 */
export function foldsOf(
  rows: RegressionRows,
  columns: Columns,
  { folds: { count } }: FoldsQuestion,
  input?: number,
): FoldsAnswer {
  const strips = stripsOf(columns);
  const keys = strips.map((strip) =>
    input === undefined ? hashed(rows, strip, count) : strip[input]
  );
  const found = new Map<number, number>();
  for (const strip of keys) for (const key of strip) found.set(key, (found.get(key) ?? 0) + 1);
  const folds = [...found].sort(([one], [other]) => one - other)
    .map(([key, size]) => sumsOf(rows, strips, keys, key, size));
  return { used: columns.rows, apart: 0, folds };
}

/** The folds of a strip's rows. */
function hashed(
  { design, target }: RegressionRows,
  strip: Float64Array[],
  count: number,
): Float64Array {
  const sums = new Float64Array(strip[target.column!].length);
  [...design, target].forEach((source, j) => {
    const factor = hashFactor(j);
    for (let row = 0; row < sums.length; row++) sums[row] += factor * scaled(source, strip, row);
  });
  return sums.map((sum) => foldOf(numbers, Math.floor, sum, count));
}

function sumsOf(
  rows: RegressionRows,
  strips: Float64Array[][],
  keys: Float64Array[],
  key: number,
  size: number,
): Sums {
  const places = new Int32Array(size), parts = new Int32Array(size);
  let next = 0;
  keys.forEach((strip, part) => {
    for (let row = 0; row < strip.length; row++) {
      if (strip[row] !== key) continue;
      places[next] = row;
      parts[next++] = part;
    }
  });
  const fold = new Columns(strips[0].length);
  try {
    fold.append(size, (column, first, to) => {
      for (let i = 0; i < to.length; i++) {
        to[i] = strips[parts[first + i]][column][places[first + i]];
      }
    });
    const { gram, moment, columnTotals, totals } = moments({ ...rows, columns: fold });
    return { used: size, gram, moment, columnTotals, totals: { ...totals, own: [] } };
  } finally {
    fold.free();
  }
}
