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
 * @throws {RangeError} If a size is no whole number, or does not fit the length of x.
 */
export function rowSums(x: Float32Array, rows: number, columns: number): Float32Array<ArrayBuffer> {
  checkRows(x, rows, columns);
  const add = rowSum(columns);
  return new Float32Array(rows).map((_, row) => add(x, row * columns));
}

/**
 * Lets a matrix pass.
 *
 * @throws {RangeError} If x is no matrix of that many rows and columns.
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

/**
 * Vectors of eight lanes are dealt to four accumulators; a row too short for one vector goes value by value. The
 * function that this returns sums the row that starts at an index.
 */
function rowSum(columns: number): (x: Float32Array, start: number) => number {
  const lanes = columns < 8 ? 1 : 8;
  const width = accumulators * lanes;
  const vectors = Math.floor(columns / lanes);
  const dealt = Math.floor(vectors / accumulators);
  const dealCascade = cascade(dealt, width);

  return (x, start) => {
    const p = dealCascade(x, start);
    const rest = start + vectors * lanes;
    const end = start + columns;

    // The vectors left over go to the first accumulator, and then the other accumulators do.
    for (let at = start + dealt * width; at < rest; at += lanes) addTo(p, x, at, lanes);
    for (let at = lanes; at < width; at += lanes) addTo(p, p, at, lanes);

    let sum = 0;
    for (let i = rest; i < end; i++) sum = f(sum + x[i]);
    for (let lane = 0; lane < lanes; lane++) sum = f(sum + p[lane]);
    return sum;
  };
}

/**
 * Sums `size` groups of `width` values, value by value. Every sixteen or more additions, a sum moves up a level, so
 * that errors stay small. What the function that this returns gives is written over by its next call.
 */
function cascade(size: number, width: number): (x: Float32Array, start: number) => Float32Array {
  const power = Math.max(4, Math.floor(Math.ceil(Math.log2(size)) / levels));
  const mask = 2 ** power - 1;
  // The higher levels of a short row would stay 0.
  const used = size <= mask ? 1 : levels;
  const sums = Array.from({ length: used }, () => new Float32Array(width));

  return (x, start) => {
    for (const sum of sums) sum.fill(0);
    for (let i = 1; i <= size; i++) {
      addTo(sums[0], x, start + (i - 1) * width, width);
      // A level is full, and moves up, where the bits of i below it are all zero.
      for (let level = 1; level < used && (i & (mask << ((level - 1) * power))) === 0; level++) {
        addTo(sums[level], sums[level - 1], 0, width);
        sums[level - 1].fill(0);
      }
    }
    for (let level = 1; level < used; level++) addTo(sums[0], sums[level], 0, width);
    return sums[0];
  };
}

/** Adds `count` values from an index on to the first values of the target. */
function addTo(target: Float32Array, values: Float32Array, from: number, count: number): void {
  for (let j = 0; j < count; j++) target[j] += values[from + j];
}
