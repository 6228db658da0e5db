/**
 * Whether residuals and Jacobian have the shapes that they must have.
 *
 * @module
 */

/** The shape of a fit: n parameters, and the m residuals that the first answer had. */
export class Shape {
  private rows?: number;

  /** @param columns n. */
  constructor(private readonly columns: number) {}

  /**
   * The residuals as a float64 array.
   *
   * @throws {RangeError} Where there are fewer than parameters, or not as many as at first.
   */
  residuals(values: ArrayLike<number>): Float64Array {
    if (typeof values?.length !== "number") {
      throw new TypeError(
        `Cannot fit: the residuals must be a list of numbers, got ${typeof values}. Return them all, not the sum of their squares.`,
      );
    }
    this.rows ??= values.length;
    if (values.length !== this.rows) {
      throw new RangeError(
        `Cannot fit: got ${values.length} residuals, ${this.rows} at first. Return as many everywhere.`,
      );
    }
    if (values.length < this.columns) {
      throw new RangeError(
        `Cannot fit: ${values.length} residuals do not determine ${this.columns} parameters. Give at least as many residuals, or fix parameters.`,
      );
    }
    return Float64Array.from(values);
  }

  /**
   * The Jacobian as rows of float64 arrays.
   *
   * @throws {RangeError} Where it has another shape than [m, n].
   */
  jacobian(rows: ArrayLike<ArrayLike<number>>): Float64Array[] {
    const list = Array.from(rows, (row) => Float64Array.from(row));
    const wrong = list.find((row) => row.length !== this.columns);
    if (list.length !== this.rows || wrong) {
      throw new RangeError(
        `Cannot fit: the Jacobian must be ${this.rows} rows of ${this.columns}, one a residual, got ${list.length} rows${
          wrong ? `, one of ${wrong.length}` : ""
        }.`,
      );
    }
    return list;
  }
}

/** The rows of a matrix given by its columns. */
export function rowsOf(columns: Float64Array[]): Float64Array[] {
  return Array.from(columns[0], (_, i) => Float64Array.from(columns, (column) => column[i]));
}
