/** The words of a regression's job in shared memory, as assembly/ reads them. */

/** What the job asks. */
export const kinds = { inspect: 0, moments: 1, point: 2, losses: 3 } as const;

/** The distributions' numbers. */
const distributions = {
  ...{ linear: 1, logistic: 2, poisson: 3, gamma: 4, "inverse-gaussian": 5 },
  "negative-binomial": 6,
} as const;

/** The links' numbers. */
const links = {
  ...{ identity: 0, log: 1, inverse: 2, sqrt: 3, "1/mu^2": 4 },
  ...{ logit: 5, probit: 6, cloglog: 7 },
} as const;

/** A family in the kernel's terms. */
export interface KernelFamily {
  name: keyof typeof distributions;
  link: keyof typeof links;
  /** theta of the negative binomial. */
  shape?: number;
}

/** A family's number: those with formulas of their own come first. */
export function familyNumber({ name, link }: KernelFamily): number {
  if (name === "linear" && link === "identity") return 0;
  if (name === "logistic" && link === "logit") return 1;
  if (name === "poisson" && link === "log") return 2;
  return 16 * distributions[name] + links[link];
}

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
  /** What familyNumber gives. */
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
  /** Where theta is; 0 for none. */
  shape: 21,
  /** How many words there are. */
  length: 22,
} as const;

/** Bytes of a column of a design: which column, whether a level of it, the level, shift and inverse scale. */
export const designBytes = 32;
