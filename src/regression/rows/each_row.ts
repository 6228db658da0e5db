/**
 * Rows of the kernels' memory one by one, in plain float64: for what is asked once, at the end of a fit.
 *
 * @module
 */
import type { Columns } from "../../kernels/regression/columns.ts";
import type { DesignSource, RegressionRows } from "../../kernels/regression/regression.ts";

/** A row as the solution scales it. */
export interface DesignRow {
  /** The design's columns; the same array for every row. */
  x: Float64Array;
  target: number;
  weight: number;
  /** The stored columns of the strip that it lies in, and where. */
  strip: Float64Array[];
  row: number;
}

/** Visits all rows, strip by strip; after each strip `next` is called, so that its sums can be taken apart. */
export function eachRow(
  { design, target, weights }: Pick<RegressionRows, "design" | "target" | "weights">,
  columns: Columns,
  visit: (row: DesignRow) => void,
  next: () => void = () => {},
): void {
  const strips = stripsOf(columns);
  const x = new Float64Array(design.length);
  for (const strip of strips) {
    const rows = strip[target.column!].length;
    for (let row = 0; row < rows; row++) {
      design.forEach((source, j) => x[j] = scaled(source, strip, row));
      const weight = weights === undefined ? 1 : strip[weights][row];
      visit({ x, target: scaled(target, strip, row), weight, strip, row });
    }
    next();
  }
}

/** Stored columns strip by strip. */
export function stripsOf(columns: Columns): Float64Array[][] {
  const strips: Float64Array[][] = [];
  for (let column = 0; column < columns.count; column++) {
    let k = 0;
    columns.visit(column, (values) => (strips[k++] ??= [])[column] = values);
  }
  return strips;
}

/** A coefficient times its column, for all. */
export function etaAt(at: readonly number[], x: Float64Array): number {
  return at.reduce((sum, each, j) => sum + each * x[j], 0);
}

/** A column of a design, of a row of stored columns. */
export function scaled(
  { column, level, shift, scale }: DesignSource,
  strip: Float64Array[],
  row: number,
): number {
  const value = column === undefined ? 1 : strip[column][row];
  return ((level === undefined ? value : Number(value === level)) - shift) / scale;
}
