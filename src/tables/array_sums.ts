/**
 * Sums of many terms at once, whose digits do not suffer from their number.
 *
 * @module
 */

/** Terms between carries. */
const block = 512;

/** So many sums: blocks of plain ones, carried into compensated ones (Kahan 1965). */
export class Sums {
  /** Add a row's terms here, then call `next`. */
  readonly current: Float64Array;
  readonly #total: Float64Array;
  readonly #lost: Float64Array;
  #rows = 0;

  /** All 0. */
  constructor(count: number) {
    this.current = new Float64Array(count);
    this.#total = new Float64Array(count);
    this.#lost = new Float64Array(count);
  }

  /** A row is done. */
  next(): void {
    if (++this.#rows === block) this.#carry();
  }

  /** The sums so far. */
  totals(): number[] {
    this.#carry();
    return [...this.#total];
  }

  #carry(): void {
    this.#rows = 0;
    for (let i = 0; i < this.current.length; i++) {
      const term = this.current[i] - this.#lost[i];
      const sum = this.#total[i] + term;
      this.#lost[i] = sum - this.#total[i] - term;
      this.#total[i] = sum;
    }
    this.current.fill(0);
  }
}
