/**
 * Linear least squares, right to the last digit.
 *
 * @module
 */
import { type DoubleDouble, doubleDouble, exactly, multiply } from "../numeric/double_double.ts";
import {
  backSubstitute,
  dropDependent,
  inverseOfSquare,
  triangulate,
  type Upper,
} from "../numeric/triangulate.ts";
import { unitOf as sizeOf } from "./triangular.ts";
import { type Uncertainty, uncertaintyOf } from "./uncertainty.ts";

/** A column of a linear model: numbers, or numbers of about 32 digits as {@linkcode polynomial} makes them. */
export type ModelColumn = ArrayLike<number> | readonly DoubleDouble[];

/** How {@linkcode leastSquaresExact} fits. */
export interface ExactOptions {
  /** Whether the model has a constant term, the first coefficient. Default: true. */
  intercept?: boolean;
}

/** What {@linkcode leastSquaresExact} returns. */
export interface ExactSolution extends Uncertainty {
  /** The coefficients: the constant term, if there is one, and one a column. */
  coefficients: Float64Array;
  /** The sum of the squares of the residuals. */
  residualSumOfSquares: number;
  /**
   * The condition number of the columns, the constant among them, each scaled to length 1 (by Frobenius norms, so up to n
   * times too large): the coefficients are about that many times less certain than the data. Beyond 1e15 digits are lost in
   * the fit as well.
   */
  conditionNumber: number;
}

/**
 * The coefficients b that minimize |y - X b|, by Householder's QR in double-double (about 32 digits) throughout, rounded to float64 at the end:
 * every digit is right for condition numbers up to about 1e15. Costs 2 m n^2 double-double operations for m rows of n
 * columns, about 0.1 microseconds each: a reference for the small and the difficult, not a method for the large.
 *
 * @example
 * ```ts
 * import { leastSquaresExact } from "./mod.ts";
 *
 * const { coefficients } = leastSquaresExact([[1, 2, 3]], [3, 5, 7]);
 * console.log(coefficients); // Float64Array(2) [ 1, 2 ]
 * ```
 * @param columns The model's columns of m values each, without the constant; {@linkcode polynomial} makes those of powers.
 * @param y The m values to fit.
 * @throws {RangeError} If the lengths differ, values are not finite, there are fewer rows than coefficients, or a column depends
 * on those before it.
 */
export function leastSquaresExact(
  columns: readonly ModelColumn[],
  y: ArrayLike<number>,
  { intercept = true }: ExactOptions = {},
): ExactSolution {
  checkColumns(columns, y);
  const m = y.length;
  const constant = intercept ? [new Float64Array(m).fill(1)] : [];
  const unscaled = [...constant, ...columns].map(doubled);
  const n = unscaled.length;
  const number = (column: number) => intercept ? column : column + 1;
  check(unscaled, doubled(y), number);

  // In units of powers of 2, which cost no digit, no square overflows or underflows.
  const units = unscaled.map(unitOf);
  const x = unscaled.map((column, j) => inUnit(column, units[j]));
  const unitOfY = unitOf(doubled(y));
  const rotated = inUnit(doubled(y), unitOfY);
  const r = triangulate(doubleDouble, x, rotated);
  const [dependent] = dropDependent(doubleDouble, r, m);
  if (dependent !== undefined) {
    throw new RangeError(
      `Cannot fit: column ${number(dependent)} is a combination of those before it${
        intercept ? " and the constant" : ""
      }. Leave it out.`,
    );
  }
  const coefficients = backSubstitute(doubleDouble, r, rotated);
  const inverse = inverseOfSquare(doubleDouble, r);
  const [sumOfSquares] = doubleDouble.dot(rotated, rotated, n, m);
  return {
    coefficients: Float64Array.from(coefficients, ([high], j) => high * unitOfY / units[j]),
    residualSumOfSquares: sumOfSquares * unitOfY * unitOfY,
    ...uncertaintyOf(
      inverse,
      units.map((unit) => unit / unitOfY),
      { length: Math.sqrt(sumOfSquares), degreesOfFreedom: m - n },
    ),
    conditionNumber: conditionOf(r, inverse),
    residualStandardDeviation: m > n ? unitOfY * Math.sqrt(sumOfSquares / (m - n)) : NaN,
  };
}

/**
 * The columns x, x^2, ..., x^degree in double-double: rounded to float64 they would cost a polynomial of degree 10 half its digits.
 *
 * @example
 * ```ts
 * import { leastSquaresExact, polynomial } from "./mod.ts";
 *
 * const { coefficients } = leastSquaresExact(polynomial([0, 1, 2, 3], 2), [1, 3, 7, 13]);
 * console.log(coefficients); // Float64Array(3) [ 1, 1, 1 ]
 * ```
 * @throws {RangeError} If the degree is no whole number above 0.
 */
export function polynomial(x: ArrayLike<number>, degree: number): DoubleDouble[][] {
  if (!Number.isInteger(degree) || degree < 1) {
    throw new RangeError(
      `Cannot make a polynomial's columns: the degree is ${degree}. Expected a whole number, 1 or more.`,
    );
  }
  const first = doubled(x);
  const powers = [first];
  while (powers.length < degree) {
    powers.push(powers[powers.length - 1].map((power, i) => multiply(power, first[i])));
  }
  return powers;
}

function doubled(column: ModelColumn): DoubleDouble[] {
  return Array.from<number | DoubleDouble, DoubleDouble>(
    column,
    (value) => typeof value === "number" ? exactly(value) : value,
  );
}

/** |X| |X^-1| by Frobenius norms, of columns of length 1: from R and (R'R)^-1. */
function conditionOf(r: Upper<DoubleDouble>, inverse: readonly Float64Array[]): number {
  const squares = r.map((column, j) => doubleDouble.dot(column, column, 0, j + 1)[0]);
  const ofInverse = squares.reduce((sum, square, j) => sum + square * inverse[j][j], 0);
  return Math.sqrt(r.length * ofInverse);
}

function unitOf(column: readonly DoubleDouble[]): number {
  return sizeOf(column.map(([high]) => high));
}

function inUnit(column: readonly DoubleDouble[], unit: number): DoubleDouble[] {
  return column.map(([high, low]) => [high / unit, low / unit]);
}

/** Columns of other things than numbers would be fitted as NaN. */
function checkColumns(columns: readonly ModelColumn[], y: ArrayLike<number>): void {
  const isList = (values: unknown) => Array.isArray(values) || ArrayBuffer.isView(values);
  const isColumn = (values: ArrayLike<unknown>) =>
    isList(values) &&
    Array.from(values).every((value) => typeof value === "number" || Array.isArray(value));
  const wrong = Array.isArray(columns) ? columns.findIndex((column) => !isColumn(column)) : -1;
  if (!Array.isArray(columns) || wrong >= 0 || !isColumn(y)) {
    const what = !Array.isArray(columns) ? "columns" : wrong >= 0 ? `column ${wrong + 1}` : "y";
    throw new TypeError(
      `Cannot fit: ${what} must be ${
        what === "columns" ? "a list of columns" : "a list of numbers"
      }, one a row. Turn text into numbers first.`,
    );
  }
}

function check(
  x: readonly DoubleDouble[][],
  y: readonly DoubleDouble[],
  number: (column: number) => number,
): void {
  x.forEach((column, j) => {
    if (column.length !== y.length) {
      throw new RangeError(
        `Cannot fit: column ${
          number(j)
        } has ${column.length} values, y has ${y.length}. Give every column a value for each of y's.`,
      );
    }
  });
  if (y.length < x.length || x.length === 0) {
    throw new RangeError(
      `Cannot fit: ${y.length} rows do not determine ${x.length} coefficients. Give at least one column, and as many rows as coefficients.`,
    );
  }
  if (![...x, y].every((column) => column.every(([high]) => Number.isFinite(high)))) {
    throw new RangeError(`Cannot fit: a value is not finite. Leave its row out.`);
  }
}
