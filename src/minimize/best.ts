/**
 * The best point that a run has asked about.
 *
 * @module
 */
type Vector = Float64Array;

/** Remembers the lowest of the points that it is shown, and whether any was finite. */
export class Best {
  x: Vector;
  value = NaN;
  gradient?: Vector;
  #sawFinite = false;
  #sawOther = false;

  constructor(start: Vector) {
    this.x = start;
  }

  /** The method has moved: {@linkcode sawNothingFinite} speaks of what comes. */
  forget(): void {
    this.#sawFinite = false;
    this.#sawOther = false;
  }

  /** Since the method moved last, f was NaN or infinite wherever it was asked for beside the best point. */
  sawNothingFinite(): boolean {
    return this.#sawOther && !this.#sawFinite;
  }

  /** A point, its value, and its gradient if that was asked for too. */
  see(x: Vector, value: number, gradient?: Vector): void {
    const isElsewhere = x.some((entry, i) => entry !== this.x[i]);
    if (Number.isFinite(value)) this.#sawFinite ||= isElsewhere;
    else this.#sawOther = true;
    const isFirst = Number.isNaN(this.value) && this.gradient === undefined;
    const isGradientOfBest = gradient && value === this.value;
    if (isFirst || isGradientOfBest || value < this.value && value !== -Infinity) {
      Object.assign(this, { x, value, gradient });
    }
  }
}
