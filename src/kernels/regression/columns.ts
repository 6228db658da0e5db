/**
 * A table's columns in the kernels' memory, as the regression kernel reads them.
 *
 * @module
 */
import { doubles, free, malloc, words } from "../threads/memory.ts";
import { Owned } from "../threads/owned.ts";

/** Rows of a strip: this many values of a column lie one after another. */
export const stripRows = 2048;

/** Columns of float64, to which rows can be added. Free them when they are no longer needed: all else is then an error. */
export class Columns {
  /** How many columns. */
  readonly count: number;
  #rows = 0;
  readonly #owned = new Owned(
    { strips: [] as number[], views: [] as Float64Array[] },
    ({ strips }) => strips.forEach(free),
    "set of columns",
  );

  /** No rows yet. */
  constructor(count: number) {
    this.count = count;
  }

  /** How many rows. */
  get rows(): number {
    this.#owned.value;
    return this.#rows;
  }

  /**
   * Adds rows.
   *
   * @param rows How many.
   * @param write Told which column, which of the rows come first, and where they go.
   * @throws {RangeError} If the memory cannot be had.
   */
  append(rows: number, write: (column: number, first: number, to: Float64Array) => void): void {
    const { views } = this.#owned.value;
    for (let first = 0; first < rows;) {
      const filled = this.#rows % stripRows;
      const index = Math.floor(this.#rows / stripRows);
      if (index === views.length) this.#extend();
      const count = Math.min(rows - first, stripRows - filled);
      const strip = views[index];
      for (let column = 0; column < this.count; column++) {
        const at = column * stripRows + filled;
        write(column, first, strip.subarray(at, at + count));
      }
      first += count;
      this.#rows += count;
    }
  }

  /** Visits a column's values, strip by strip. */
  visit(column: number, visitor: (values: Float64Array, first: number) => void): void {
    const { views } = this.#owned.value;
    for (let first = 0; first < this.#rows; first += stripRows) {
      const count = Math.min(stripRows, this.#rows - first);
      const at = column * stripRows;
      visitor(views[first / stripRows].subarray(at, at + count), first);
    }
  }

  /** Drops the rows for which the test of a strip's columns fails; those that stay move up. */
  keep(test: (strip: Float64Array[], row: number) => boolean): void {
    const { rows, count } = this;
    const { strips, views } = this.#owned.value;
    let kept = 0;
    for (let first = 0; first < rows; first += stripRows) {
      const strip = this.#columnsOf(first / stripRows);
      for (let row = 0; row < Math.min(stripRows, rows - first); row++) {
        if (!test(strip, row)) continue;
        const [to, at] = [views[Math.floor(kept / stripRows)], kept % stripRows];
        for (let column = 0; column < count; column++) {
          to[column * stripRows + at] = strip[column][row];
        }
        kept++;
      }
    }
    this.#rows = kept;
    for (const strip of strips.splice(Math.ceil(kept / stripRows))) free(strip);
    views.length = strips.length;
  }

  /** The strips' addresses as a list in the kernels' memory, the caller's to free. */
  listed(): number {
    const { strips } = this.#owned.value;
    const address = malloc(4 * Math.max(1, strips.length));
    words(address, strips.length).set(strips);
    return address;
  }

  /** Drops all rows, and keeps the memory for others. */
  clear(): void {
    this.#owned.value;
    this.#rows = 0;
  }

  /** Frees the memory. */
  free(): void {
    this.#owned.dispose();
  }

  #extend(): void {
    const { strips, views } = this.#owned.value;
    const strip = malloc(8 * this.count * stripRows);
    strips.push(strip);
    views.push(doubles(strip, this.count * stripRows));
  }

  #columnsOf(strip: number): Float64Array[] {
    const { views } = this.#owned.value;
    const at = (column: number) => column * stripRows;
    return Array.from(
      { length: this.count },
      (_, column) => views[strip].subarray(at(column), at(column) + stripRows),
    );
  }
}
