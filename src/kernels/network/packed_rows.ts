/** Rows as the dense kernels pack them: panels of 64 rows, column after column. */
export interface PackedRows {
  rows: number;
  /** Columns of x. */
  inputs: number;
  /** Where x is in the kernels' memory. */
  readonly x: number;
  /** Where y is. */
  readonly y: number;
}
