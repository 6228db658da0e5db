/** The words of a regression's job in shared memory, as assembly/ reads them. */

/** What the job asks. */
export const kinds = { inspect: 0, moments: 1, point: 2, losses: 3 } as const;

/** The families' numbers. */
export const familyNumbers = { linear: 0, logistic: 1, poisson: 2 } as const;

/** Where each word is. Addresses unless said otherwise. */
export const word = {
  /** One of kinds. */
  kind: 0,
  /** The addresses of the strips. */
  strips: 1,
  /** How many columns a strip has, how many rows there are in all, and units they are split into. */
  columns: 2,
  rows: 3,
  units: 4,
  /** The design's columns, and how many. */
  design: 5,
  size: 6,
  /** The target, as a column of a design. */
  target: 7,
  /** Which column has the weights; -1 for none. */
  weights: 8,
  /** One of familyNumbers. */
  family: 9,
  /** Coefficients; and those of the step that led there, or of the search's direction; 0 for none. */
  at: 10,
  along: 11,
  /** Whether the Hessian is wanted. */
  hessian: 12,
  /** Low end and width of the bins, and how many; 0 for none. */
  bins: 13,
  binCount: 14,
  /** Fractions of a line search, and how many. */
  fractions: 15,
  fractionCount: 16,
  /** Where a unit's float64 go, how many they are, and how many of them come before the products. */
  out: 17,
  outLength: 18,
  outProducts: 19,
  /** Columns of the products: a multiple of four. */
  width: 20,
  /** How many words there are. */
  length: 21,
} as const;

/** Bytes of a column of a design: which column, whether a level of it, the level, shift and inverse scale. */
export const designBytes = 32;
