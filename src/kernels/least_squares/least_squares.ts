/** Least squares in one read of the data: the sums that its gradient and Hessian are made of. */
import { bestVariant, type Variant } from "../threads/instances.ts";
import { doubles, free, malloc, words } from "../threads/memory.ts";
import { run } from "../threads/threads.ts";
import { word } from "./job.ts";
import type { PackedRows } from "../network/packed_rows.ts";

/** The sums of least squares for the design matrix [X 1], in float64. */
export interface NormalEquations {
  /** [X 1]'[X 1], row-major, (inputs + 1) squared values. */
  gram: Float64Array<ArrayBuffer>;
  /** [X 1]'y, inputs + 1 values. */
  moment: Float64Array<ArrayBuffer>;
  /** y'y. */
  square: number;
}

/**
 * X'X, X'y and y'y by one read of the data, with float64 accumulation, on all threads; the result does not depend on how
 * many there are. NaN in the data is NaN in the sums.
 *
 * @throws {RangeError} if the memory cannot be had.
 * @throws {Error} if the data were given back.
 */
export function normalEquations(
  data: PackedRows,
  variant: Variant = bestVariant(),
): NormalEquations {
  const { rows, inputs, x, y } = data;
  const panels = Math.ceil(rows / 64);
  const width = 4 * Math.ceil((inputs + 2) / 4);
  const units = Math.min(16, Math.ceil(panels / 8));
  const job = malloc(4 * word.length);
  const sums = malloc(8 * width * width * units);
  try {
    const jobWords = words(job, word.length);
    Object.assign(jobWords, {
      [word.x]: x,
      [word.y]: y,
      [word.panels]: panels,
      [word.rows]: rows,
      [word.units]: units,
      [word.inputs]: inputs,
      [word.width]: width,
      [word.sums]: sums,
    });
    run({ kernel: "least_squares", variant, job, units, scratch: 512 * width });
    return unfold(doubles(sums, width * width * units), width, units, inputs);
  } finally {
    free(sums);
    free(job);
  }
}

/** Adds the units in order, and takes the parts out of the triangle. */
function unfold(
  sums: Float64Array,
  width: number,
  units: number,
  inputs: number,
): NormalEquations {
  const total = (i: number, j: number) => {
    let sum = 0;
    for (let unit = 0; unit < units; unit++) sum += sums[(unit * width + i) * width + j];
    return sum;
  };
  const size = inputs + 1;
  const gram = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) gram[i * size + j] = gram[j * size + i] = total(i, j);
  }
  const moment = Float64Array.from({ length: size }, (_, j) => total(size, j));
  return { gram, moment, square: total(size, size) };
}
