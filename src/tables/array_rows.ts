/**
 * Rows in memory, one after another.
 *
 * @module
 */
import type { ArrayData } from "./array_data.ts";
import type { Model } from "./model.ts";
import type { PointQuestion } from "./questions.ts";

/** Whether a row lacks nothing and has a weight above 0. */
export function isComplete({ inputs, x, y, weights }: ArrayData, row: number): boolean {
  if (!Number.isFinite(y[row])) return false;
  if (weights && !(Number.isFinite(weights[row]) && weights[row] > 0)) return false;
  for (let j = row * inputs; j < (row + 1) * inputs; j++) if (!Number.isFinite(x[j])) return false;
  return true;
}

/** Calls `visit` for every complete row, with its scaled design columns (one array for all rows), target and weight. */
export function visitRows(
  data: ArrayData,
  model: Model,
  { scaling, columns }: Pick<PointQuestion, "scaling" | "columns">,
  visit: (c: Float64Array, z: number, w: number) => void,
): number {
  const { rows, inputs, x, y, weights } = data;
  const { shift, scale, targetShift, targetScale } = scaling;
  const from = columns.map((column) => model.columns[column].input ?? -1);
  const c = new Float64Array(columns.length);
  let used = 0;
  for (let row = 0; row < rows; row++) {
    if (!isComplete(data, row)) continue;
    used++;
    columns.forEach((column, k) => {
      const raw = from[k] < 0 ? 1 : x[row * inputs + from[k]];
      c[k] = (raw - shift[column]) / scale[column];
    });
    visit(c, (y[row] - targetShift) / targetScale, weights ? weights[row] : 1);
  }
  return used;
}

/** Adds w c c', the lower triangle row by row. */
export function addSquare(c: Float64Array, w: number, to: Float64Array, first: number): void {
  let place = first;
  for (let i = 0; i < c.length; i++) {
    const part = w * c[i];
    for (let j = 0; j <= i; j++) to[place++] += part * c[j];
  }
}
