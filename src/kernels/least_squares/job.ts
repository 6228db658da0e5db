/** The words of a least-squares job in shared memory, as assembly/least_squares.ts reads them. */
export const word = {
  /** Addresses of the packed data. */
  x: 0,
  y: 1,
  /** How many panels, rows, units and columns of data. */
  panels: 2,
  rows: 3,
  units: 4,
  inputs: 5,
  /** Columns of the sums: the data's, ones, y, and zeros up to a multiple of four. */
  width: 6,
  /** Where width * width float64 a unit go. */
  sums: 7,
  /** How many words there are. */
  length: 8,
} as const;
