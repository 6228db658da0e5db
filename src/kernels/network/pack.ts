/** Rows of data as panels: 64 rows a panel, one column of a panel after another. */

/** Fills x (row-major, count * inputs) and y (count) with rows first to first + count. */
export type RowSource = (first: number, count: number, x: Float32Array, y: Float32Array) => void;

/** Where packed values go: asked anew for each block, because memory that grows moves. */
export type PackedValues = (first: number, count: number) => Float32Array;

/** Rows a panel. */
export const panelRows = 64;

/** Rows asked of a source at a time. */
const block = 64 * panelRows;

/** Copies one column of a block into its panels; rows past the last repeat the last. */
function packColumn(
  from: Float32Array,
  column: number,
  width: number,
  rows: number,
  to: Float32Array,
): void {
  const panels = Math.ceil(rows / panelRows);
  for (let p = 0; p < panels; p++) {
    const start = (p * width + column) * panelRows;
    for (let r = 0; r < panelRows; r++) {
      to[start + r] = from[Math.min(p * panelRows + r, rows - 1) * width + column];
    }
  }
}

/**
 * Packs all rows to toX (panels of inputs columns) and toY, asking source for 4096 rows at a time, so that the row-major
 * data is never all in memory.
 */
export function pack(
  rows: number,
  inputs: number,
  source: RowSource,
  toX: PackedValues,
  toY: PackedValues,
): void {
  const x = new Float32Array(Math.min(rows, block) * inputs);
  const y = new Float32Array(Math.min(rows, block));
  for (let first = 0; first < rows; first += block) {
    const count = Math.min(block, rows - first);
    const [xs, ys] = [x.subarray(0, count * inputs), y.subarray(0, count)];
    source(first, count, xs, ys);
    const padded = Math.ceil(count / panelRows) * panelRows;
    const xTo = toX(first * inputs, padded * inputs);
    for (let column = 0; column < inputs; column++) packColumn(xs, column, inputs, count, xTo);
    packColumn(ys, 0, 1, count, toY(first, padded));
  }
}
