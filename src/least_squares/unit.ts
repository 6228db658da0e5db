/**
 * Units of the residuals and of the parameters in which squares neither overflow nor underflow.
 *
 * @module
 */
import { Box } from "../numeric/box.ts";
import { maxNorm, powerOf2 } from "../numeric/norm.ts";
import type { FitAnswer, FitQuestion, Fitting } from "./method.ts";
import type { LeastSquaresSolution } from "./solution.ts";

/** Squares of numbers between these, and products of those, are far from the ends of float64. */
const [least, most] = [1e-50, 1e50];

/** Powers of 2, so that no digit is lost; all 1 for a fit of ordinary size. */
export class Units {
  readonly #r: number;
  readonly #x: Float64Array;
  /** Whether all are 1. */
  readonly isOne: boolean;

  /** All 1. */
  static readonly one: Units = new Units(1, new Float64Array());

  private constructor(r: number, x: Float64Array) {
    this.#r = r;
    this.#x = x;
    this.isOne = r === 1 && x.every((unit) => unit === 1);
  }

  /** Units for these residuals and this Jacobian at the start. */
  static of(residuals: Float64Array, jacobian: readonly Float64Array[]): Units {
    const r = ordinary(maxNorm(residuals));
    const unitOf = (column: Float64Array) => 1 / ordinary(maxNorm(column) / r);
    return new Units(r, Float64Array.from(jacobian, unitOf));
  }

  /** Parameters in these units. */
  to(x: Float64Array): Float64Array {
    return this.isOne ? x : x.map((value, j) => value / this.#x[j]);
  }

  /** Parameters as the reader has them. */
  from(x: Float64Array): Float64Array {
    return this.isOne ? x : x.map((value, j) => value * this.#x[j]);
  }

  /** A box in these units. */
  box(box: Box): Box {
    return this.isOne ? box : new Box(this.to(box.lower), this.to(box.upper));
  }

  /** A residual in these units. */
  standardized(residual: number): number {
    return residual / this.#r;
  }

  /** An answer in these units. */
  answer(answer: FitAnswer): FitAnswer {
    if (this.isOne) return answer;
    if (answer instanceof Float64Array) return answer.map((value) => value / this.#r);
    return answer.map((column, j) => column.map((value) => value / this.#r * this.#x[j]));
  }

  /** Passes questions through, put as the reader has them, and answers in these units. */
  *answering<R>(asking: Fitting<R>): Fitting<R> {
    let turn = asking.next();
    while (!turn.done) {
      const question: FitQuestion = { ...turn.value, at: this.from(turn.value.at) };
      turn = asking.next(this.answer(yield question));
    }
    return turn.value;
  }

  /** A sum of squares, or a part of its gradient, as the reader has it. */
  squared(value: number): number {
    return value * this.#r * this.#r;
  }

  /** The largest entry of a gradient of the sum of squares, as the reader has it. */
  largestSlope(gradient: Float64Array): number {
    if (this.isOne) return maxNorm(gradient);
    return maxNorm(gradient.map((slope, j) => slope / this.#x[j] * this.#r * this.#r));
  }

  /** A solution as the reader has it. */
  solution<S extends LeastSquaresSolution<Float64Array>>(solution: S): S {
    if (this.isOne) return solution;
    const [r, x] = [this.#r, this.#x];
    return {
      ...solution,
      x: this.from(solution.x),
      residuals: solution.residuals.map((value) => value * r),
      residualStandardDeviation: solution.residualStandardDeviation * r,
      standardErrors: solution.standardErrors.map((error, j) => error * x[j]),
      covariance: solution.covariance.map((row, i) => row.map((value, j) => value * x[i] * x[j])),
    };
  }
}

function ordinary(size: number): number {
  const isExtreme = size > 0 && size < Infinity && (size < least || size > most);
  return isExtreme ? powerOf2(size) : 1;
}
