/**
 * Row sums with every addition in float32, in the order of PyTorch 1.13.1's AVX2 code (its SumKernel.cpp).
 *
 * @module
 */
import { checkCount } from "./check.ts";

const f = Math.fround;
const accumulators = 4;
const levels = 4;

/**
 * The sum of each row, bit for bit what `x.sum(axis=1)` gives in PyTorch.
 *
 * @param x Row-major, `rows * columns` values.
 * @returns `rows` sums.
 * @throws {RangeError} Where a size is no whole number, or does not fit the length of x.
 */
export function rowSums(x: Float32Array, rows: number, columns: number): Float32Array<ArrayBuffer> {
  checkRows(x, rows, columns);
  const sums = new Float32Array(rows);
  for (let i = 0; i < rows; i++) {
    sums[i] = rowSum(x.subarray(i * columns, (i + 1) * columns));
  }
  return sums;
}

/**
 * Lets a matrix pass.
 *
 * @throws {RangeError} Where x is no matrix of that many rows and columns.
 */
export function checkRows(x: Float32Array, rows: number, columns: number): void {
  checkCount("rows", rows);
  checkCount("columns", columns, 1);
  if (x.length !== rows * columns) {
    throw new RangeError(
      `Cannot sum rows: ${rows} rows of ${columns} columns need ${rows * columns} values, ` +
        `got ${x.length}.`,
    );
  }
}

/** Vectors of eight lanes are dealt to four accumulators; a row too short for one vector goes value by value. */
function rowSum(row: Float32Array): number {
  const lanes = row.length < 8 ? 1 : 8;
  const vectors = Math.floor(row.length / lanes);
  const dealt = vectors - vectors % accumulators;
  const p = cascade(row.subarray(0, dealt * lanes), accumulators * lanes);

  // The vectors left over go to the first accumulator, and then the other accumulators do.
  for (let i = dealt * lanes; i < vectors * lanes; i++) p[i % lanes] += row[i];
  for (let i = lanes; i < accumulators * lanes; i++) p[i % lanes] += p[i];

  let sum = 0;
  for (let i = vectors * lanes; i < row.length; i++) sum = f(sum + row[i]);
  for (let lane = 0; lane < lanes; lane++) sum = f(sum + p[lane]);
  return sum;
}

/** Sums values `width` apart. Every sixteen or more additions, a sum moves up a level, so that errors stay small. */
function cascade(values: Float32Array, width: number): Float32Array {
  const size = values.length / width;
  const power = Math.max(4, Math.floor(Math.ceil(Math.log2(size)) / levels));
  const mask = 2 ** power - 1;
  const sums = Array.from({ length: levels }, () => new Float32Array(width));

  for (let i = 1; i <= size; i++) {
    for (let j = 0; j < width; j++) sums[0][j] += values[(i - 1) * width + j];
    // A level is full, and moves up, where the bits of i below it are all zero.
    for (let level = 1; level < levels && (i & (mask << ((level - 1) * power))) === 0; level++) {
      for (let j = 0; j < width; j++) sums[level][j] += sums[level - 1][j];
      sums[level - 1].fill(0);
    }
  }
  for (let level = 1; level < levels; level++) {
    for (let j = 0; j < width; j++) sums[0][j] += sums[level][j];
  }
  return sums[0];
}
