/**
 * Whether residuals and Jacobian have the shapes that they must have.
 *
 * @module
 */

/** The shape of a fit: n parameters, and the m residuals that the first answer had. */
export class Shape {
  #rows?: number;

  readonly #parameters: number;

  /** @param parameters n. */
  constructor(parameters: number) {
    this.#parameters = parameters;
  }

  /**
   * The residuals as a float64 array.
   *
   * @throws {RangeError} If there are none, or not as many as at first.
   */
  residuals(values: ArrayLike<number>): Float64Array {
    if (typeof values?.length !== "number") {
      throw new TypeError(
        `Cannot fit: the residuals must be a list of numbers, got ${typeof values}. Return them all, not the sum of their squares.`,
      );
    }
    this.#rows ??= values.length;
    if (values.length === 0) {
      throw new RangeError("Cannot fit: there are no residuals. Return one for each observation.");
    }
    if (values.length !== this.#rows) {
      throw new RangeError(
        `Cannot fit: got ${values.length} residuals, ${this.#rows} at first. Return as many everywhere.`,
      );
    }
    return Float64Array.from(values);
  }

  /**
   * The columns of a Jacobian given by its rows.
   *
   * @throws {RangeError} If it has another shape than [m, n].
   */
  columns(rows: ArrayLike<ArrayLike<number>>): Float64Array[] {
    const wrong = Array.from(rows).find((row) => row.length !== this.#parameters);
    if (rows.length !== this.#rows || wrong) {
      throw new RangeError(
        `Cannot fit: the Jacobian must be ${this.#rows} rows of ${this.#parameters}, one a residual, got ${rows.length} rows${
          wrong ? `, one of ${wrong.length}` : ""
        }.`,
      );
    }
    return Array.from(
      { length: this.#parameters },
      (_, j) => Float64Array.from(rows, (row) => row[j]),
    );
  }
}
