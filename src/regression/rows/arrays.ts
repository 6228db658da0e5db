/**
 * Rows that a caller has in memory, as a fit holds them.
 *
 * @module
 */
import type { Tensor } from "../../deps/tf.ts";
import { Columns } from "../../kernels/regression/columns.ts";
import { TableError } from "../model/table_error.ts";

/** Features: a tensor [rows, columns], rows of numbers, or typed values row by row. */
export type Features = Tensor | readonly ArrayLike<number>[] | Float32Array | Float64Array;

/** One number a row: a tensor [rows] or [rows, 1], or an array. */
export type RowValues = Tensor | ArrayLike<number>;

/**
 * Copies what fit was given into columns: X's, then y, then the weights if there are some. Tensors are read once.
 *
 * @throws {TableError} If shapes do not go together.
 * @throws {RangeError} If the kernels' memory has no room for them.
 */
export async function readArrays(
  x: Features,
  y: RowValues,
  weights?: RowValues,
): Promise<Columns> {
  const target = await valuesOf(y);
  const rows = target.length;
  const given = weights && await valuesOf(weights);
  const { values, count } = await featuresOf(x, rows);
  const inputs = values.length / (count ?? rows);
  if (rows === 0 || (count ?? rows) !== rows || !Number.isInteger(inputs) || inputs === 0) {
    throw new TableError(
      `Cannot fit: X has ${
        count === undefined ? `${values.length} values` : `${count} rows`
      } and y has ${rows}. Expected a row of X for every y.`,
    );
  }
  if (given && given.length !== rows) {
    throw new TableError(
      `Cannot fit: there are ${given.length} weights for ${rows} rows. Expected one for each.`,
    );
  }
  const sources = [
    ...Array.from({ length: inputs }, (_, j) => ({ from: values, stride: inputs, offset: j })),
    ...[target, ...given ? [given] : []].map((from) => ({ from, stride: 1, offset: 0 })),
  ];
  const columns = new Columns(sources.length);
  try {
    columns.append(rows, (column, first, to) => {
      const { from, stride, offset } = sources[column];
      for (let i = 0, at = first * stride + offset; i < to.length; i++, at += stride) {
        // What JSON has for nothing would count as 0.
        to[i] = from[at] ?? NaN;
      }
    });
  } catch (error) {
    columns.free();
    throw error;
  }
  return columns;
}

async function valuesOf(values: RowValues): Promise<ArrayLike<number>> {
  return isTensor(values) ? await values.data() : values;
}

/** Row-major values; and how many rows they are, where the features say so themselves. */
async function featuresOf(
  x: Features,
  rows: number,
): Promise<{ values: ArrayLike<number>; count?: number }> {
  if (isTensor(x)) return { values: await x.data(), count: x.shape[0] };
  if (x instanceof Float32Array || x instanceof Float64Array) return { values: x };
  const isRow = (row: unknown) => Array.isArray(row) || ArrayBuffer.isView(row);
  if (!Array.isArray(x) || x.length > 0 && !x.every(isRow)) {
    throw new TableError(
      "Cannot fit: X must be a list of rows, a tensor, or a Float32Array or Float64Array row by row. Of one feature, give [[1], [2], ...].",
    );
  }
  const width = x[0]?.length ?? 0;
  const uneven = x.findIndex((row) => row.length !== width);
  if (uneven >= 0) {
    throw new TableError(
      `Cannot fit: row ${uneven} of X has ${
        x[uneven].length
      } values and row 0 has ${width}. Expected as many in each.`,
    );
  }
  const values = new Float64Array(x.length * width);
  x.forEach((row, i) => {
    for (let j = 0; j < width; j++) values[i * width + j] = row[j] ?? NaN;
  });
  return { values, count: x.length === 0 ? rows : x.length };
}

function isTensor(values: Features | RowValues): values is Tensor {
  return "dataId" in values;
}
