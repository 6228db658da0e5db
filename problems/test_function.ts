/**
 * A function to minimize, of any of the collections.
 *
 * @module
 */
import { type Bounds, boxOf } from "../src/numeric/box.ts";
import { maxNorm } from "../src/numeric/norm.ts";
import { rows, type Term } from "./terms.ts";

/** A function of n variables, with its gradient. */
export interface TestFunction {
  name: string;
  n: number;
  start: readonly number[];
  /** Its least value, if that is known exactly. */
  minimum?: number;
  bounds?: Bounds;
  /** f and its gradient. */
  evaluate(x: ArrayLike<number>): { value: number; gradient: Float64Array };
  /** How far from a minimum x is: the largest entry of the gradient, of P(x - g) - x within bounds. */
  gradientNorm(x: ArrayLike<number>, gradient: Float64Array): number;
}

/** How a function is written down. */
export interface Definition {
  name: string;
  /** x_j at the start. */
  start: (j: number, n: number) => number;
  /** What f is the sum of. */
  terms: Term[];
  minimum?: number | ((n: number) => number);
  bounds?: Bounds;
}

/** The function of n variables. */
export function testFunction(
  { name, start, terms, minimum, bounds }: Definition,
  n: number,
): TestFunction {
  const box = bounds && boxOf(bounds, n, name);
  return {
    ...{ name, n, start: rows(n, (j) => start(j, n)), bounds },
    minimum: typeof minimum === "function" ? minimum(n) : minimum,
    evaluate(at) {
      const x = Float64Array.from(at);
      const gradient = new Float64Array(n);
      const value = terms.reduce((sum, term) => sum + term(x, gradient), 0);
      return { value, gradient };
    },
    gradientNorm: (x, gradient) =>
      maxNorm(box ? box.projectedGradient(Float64Array.from(x), gradient) : gradient),
  };
}

/** x1, x2, ... in turn. */
export function inTurn(...values: number[]): (j: number) => number {
  return (j) => values[(j - 1) % values.length];
}
