/** How the problems are written down. */

/** A problem as the paper has it: with indices i and j that begin at 1, and x in an array that begins at 0. */
export interface Definition {
  number: number;
  name: string;
  m: number;
  start: number[];
  minima: number[];
  /** Residual i. */
  residual(x: number[], i: number): number;
  /** Its derivatives by all variables. */
  row(x: number[], i: number): number[];
}

/** [of(1), ..., of(n)]. */
export function list(n: number, of: (j: number) => number): number[] {
  return Array.from({ length: n }, (_, j) => of(j + 1));
}

/** of(1) + ... + of(n). */
export function sum(n: number, of: (j: number) => number): number {
  return list(n, of).reduce((total, value) => total + value, 0);
}
