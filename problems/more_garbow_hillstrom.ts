/**
 * The 35 problems of Moré, Garbow and Hillstrom (1981), "Testing unconstrained optimization software", ACM TOMS 7(1),
 * 17-41: sums of squares, in their standard dimensions (10 where free; a multiple of 4 is wanted: 12; Watson: 6, the
 * paper's first), from their standard starts, in float64 with analytic Jacobians.
 *
 * @module
 */
import { fewVariables } from "./more_garbow_hillstrom/few_variables.ts";
import { fits } from "./more_garbow_hillstrom/fits.ts";
import { manyVariables } from "./more_garbow_hillstrom/many_variables.ts";
import { systems } from "./more_garbow_hillstrom/systems.ts";
import type { Definition } from "./more_garbow_hillstrom/definition.ts";

/** A sum of squares f(x) = r1(x)^2 + ... + rm(x)^2, and what is known of it. */
export interface Problem {
  /** Its number in the paper, 1 to 35. */
  number: number;
  name: string;
  /** How many variables. */
  n: number;
  /** How many residuals. */
  m: number;
  start: readonly number[];
  /**
   * The values of f at the minima that the paper lists, to more digits (those at infinity to 6), and at another known
   * one of Chebyquad.
   */
  minima: readonly number[];
  /** r(x): m values. */
  residuals(x: ArrayLike<number>): Float64Array;
  /** dr/dx: m rows of n values. */
  jacobian(x: ArrayLike<number>): Float64Array[];
  /** f(x). */
  value(x: ArrayLike<number>): number;
  /** f's gradient 2 J'r. */
  gradient(x: ArrayLike<number>): Float64Array;
}

/** The problems, in the paper's order. */
export const problems: readonly Problem[] = [
  ...fewVariables,
  ...fits,
  ...manyVariables,
  ...systems,
].map(problem).toSorted((a, b) => a.number - b.number);

/**
 * f to 1e-8 of a known minimum (of a minimum of 0: 1e-8, or of the start's value where that is below 1), or a small
 * gradient.
 */
export function isSolved(problem: Problem, value: number, gradientNorm: number): boolean {
  if (gradientNorm <= 1e-6) return true;
  const zero = 1e-8 * Math.min(1, problem.value(problem.start));
  return problem.minima.some((minimum) =>
    Math.abs(value - minimum) <= (minimum === 0 ? zero : 1e-8 * minimum)
  );
}

function problem({ number, name, m, start, minima, residual, row }: Definition): Problem {
  const residuals = (x: ArrayLike<number>) => {
    const values = Array.from(x);
    return Float64Array.from({ length: m }, (_, i) => residual(values, i + 1));
  };
  const jacobian = (x: ArrayLike<number>) => {
    const values = Array.from(x);
    return Array.from({ length: m }, (_, i) => Float64Array.from(row(values, i + 1)));
  };
  return {
    number,
    name,
    m,
    n: start.length,
    start,
    minima,
    residuals,
    jacobian,
    value: (x) => residuals(x).reduce((sum, r) => sum + r * r, 0),
    gradient(x) {
      const r = residuals(x);
      const gradient = new Float64Array(start.length);
      jacobian(x).forEach((row, i) => row.forEach((d, j) => gradient[j] += 2 * r[i] * d));
      return gradient;
    },
  };
}
