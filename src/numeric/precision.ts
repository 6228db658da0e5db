/**
 * Numbers of some precision, in which linear algebra is written once.
 *
 * @module
 */

/** A column of a matrix. */
export interface Column<T> {
  readonly length: number;
  [i: number]: T;
}

/** The arithmetic of numbers `T`, and what is done with whole columns of them. */
export interface Precision<T> {
  /** The relative error of one operation. */
  readonly epsilon: number;
  /** A float64 as it is. */
  from(a: number): T;
  /** The nearest float64. */
  rounded(a: T): number;
  subtract(a: T, b: T): T;
  multiply(a: T, b: T): T;
  divide(a: T, b: T): T;
  squareRoot(a: T): T;
  /** The sum of a[i] b[i] for i from `from` to before `to`. */
  dot(a: Column<T>, b: Column<T>, from: number, to: number): T;
  /** x[i] += factor * y[i] for i from `from` to before `to`. */
  addScaled(x: Column<T>, factor: T, y: Column<T>, from: number, to: number): void;
}

/** Numbers as they are, columns as Float64Arrays. */
export const float64: Precision<number> = {
  epsilon: Number.EPSILON,
  from: (a) => a,
  rounded: (a) => a,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  squareRoot: Math.sqrt,
  dot(a, b, from, to) {
    let sum = 0;
    for (let i = from; i < to; i++) sum += a[i] * b[i];
    return sum;
  },
  addScaled(x, factor, y, from, to) {
    for (let i = from; i < to; i++) x[i] += factor * y[i];
  },
};
