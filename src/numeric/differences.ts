/**
 * Central differences with steps relative to each variable's size.
 *
 * @module
 */

import type { Box } from "./box.ts";

/** The share of x that loses equally to rounding and to the third derivative. */
export const centralShare = Math.cbrt(Number.EPSILON);
/** A change of less than this part of a value is rounding. */
const rounding = 16 * Number.EPSILON;
/** What a step that moves nothing is widened by, and how often. */
const [widening, maxWidenings] = [100, 6];
/** What a step from 0 that is too wide is narrowed by, and how often. */
const [narrowing, maxNarrowings] = [10, 16];
/** A derivative that a narrower step changes by no more than this part of it was taken with a step short enough. */
const agreement = 1e-3;

/** A function of n variables with m values. */
export type VectorFunction = (x: Float64Array) => ArrayLike<number>;

/** What {@linkcode Differences} needs to know about x. */
export interface DifferenceOptions {
  /** The typical size of each variable, [n]. Default: its size at the start. */
  typicalX?: ArrayLike<number>;
  /** A variable counts as no smaller than this part of its typical size. */
  floorShare: number;
  /** Where f may be asked. At a bound a difference has three points on one side. */
  box?: Box;
}

/**
 * Derivatives by central differences, (f(x + h) - f(x - h)) / 2h: with h a share of the variable's size, about 10 digits. A
 * variable that starts at 0 has the size of the largest one, or 1, until a narrower step disagrees. A step that does not move f by more
 * than its rounding is widened: that of a variable in small units would seem to have no influence.
 */
export class Differences {
  readonly #f: VectorFunction;
  readonly #floors: Float64Array;
  readonly #sizesAtZero: Float64Array;
  readonly #isUntried: boolean[];
  readonly #widenings: Uint8Array;
  readonly #box?: Box;

  constructor(f: VectorFunction, start: ArrayLike<number>, options: DifferenceOptions) {
    this.#f = f;
    const { typicalX = start, floorShare } = options;
    this.#box = options.box;
    const largest = Array.from(typicalX, Math.abs).reduce((a, b) => Math.max(a, b), 0) || 1;
    this.#sizesAtZero = Float64Array.from(typicalX, (size) => Math.abs(size) || largest);
    this.#floors = this.#sizesAtZero.map((size) => floorShare * size);
    this.#widenings = new Uint8Array(start.length);
    this.#isUntried = Array.from(typicalX, (size, i) => size === 0 && start[i] === 0);
  }

  /** The size that variable i counts with at a value. */
  sizeOf(i: number, value: number): number {
    if (value === 0) return this.#sizesAtZero[i];
    return Math.max(Math.abs(value), this.#floors[i]);
  }

  /** The step that {@linkcode derivative} takes. */
  stepOf(i: number, value: number): number {
    return centralShare * this.sizeOf(i, value);
  }

  /**
   * df/dx_i, [m]. Costs two evaluations; two more each time that the step proves wrong, which is remembered.
   *
   * @param here f(x), if it is known: only then are steps tried.
   */
  derivative(x: Float64Array, i: number, here?: ArrayLike<number>): Float64Array {
    if (this.#isAtBound(x, i)) return this.#oneSided(x, i, here);
    let found = this.#pair(x, i, this.stepOf(i, x[i]));
    if (!here) return found.slope;
    if (this.#isUntried[i] && x[i] === 0) found = this.#narrowed(x, i, found, here);
    this.#isUntried[i] = false;
    if (moves(found, here)) return found.slope;
    // The step that was wide enough the last time is tried first.
    const tries = [...Array(maxWidenings).keys()].map((k) =>
      (k + this.#widenings[i]) % maxWidenings
    );
    for (const k of tries) {
      const wider = this.#pair(x, i, widening ** (k + 1) * this.stepOf(i, x[i]));
      if (!moves(wider, here)) continue;
      this.#widenings[i] = k;
      return wider.slope;
    }
    return found.slope;
  }

  /** Widens variable i's steps by this factor from here on. */
  widen(i: number, value: number, times: number): void {
    this.#remember(i, value, times * this.stepOf(i, value));
  }

  #pair(x: Float64Array, i: number, h: number): Pair {
    const [above, below] = [h, -h].map((step) => this.#inBox(x.with(i, x[i] + step)));
    const [right, left] = [this.#f(above), this.#f(below)];
    const width = above[i] - below[i];
    const slope = Float64Array.from(right, (value, k) => (value - left[k]) / width);
    return { h, right, left, slope };
  }

  #inBox(x: Float64Array): Float64Array {
    return this.#box?.project(x) ?? x;
  }

  #isAtBound(x: Float64Array, i: number): boolean {
    return this.#box !== undefined && this.#box.side(i, x[i]) !== 0;
  }

  /** From a bound inwards: (-3 f(x) + 4 f(x + h) - f(x + 2h)) / 2h, which has as many digits; 0 if there is no room. */
  #oneSided(x: Float64Array, i: number, here: ArrayLike<number> = this.#f(x)): Float64Array {
    const box = this.#box!;
    const inwards = box.side(i, x[i]) < 0 ? 1 : -1;
    const room = (box.upper[i] - box.lower[i]) / 2;
    const h = inwards * Math.min(this.stepOf(i, x[i]), room);
    if (h === 0) return new Float64Array(here.length);
    const [near, far] = [h, 2 * h].map((step) => this.#inBox(x.with(i, x[i] + step)));
    const [atNear, atFar] = [this.#f(near), this.#f(far)];
    const width = far[i] - x[i];
    return Float64Array.from(here, (value, k) => (4 * atNear[k] - 3 * value - atFar[k]) / width);
  }

  #narrowed(x: Float64Array, i: number, wide: Pair, here: ArrayLike<number>): Pair {
    for (let k = 0; k < maxNarrowings; k++) {
      const narrow = this.#pair(x, i, wide.h / narrowing);
      if (agrees(wide, narrow, here)) return wide;
      wide = narrow;
      this.#remember(i, 0, wide.h);
    }
    return wide;
  }

  #remember(i: number, value: number, h: number): void {
    if (value === 0) this.#sizesAtZero[i] = h / centralShare;
    else this.#floors[i] = h / centralShare;
  }
}

/** Values on both sides, and the slope between them. */
interface Pair {
  h: number;
  right: ArrayLike<number>;
  left: ArrayLike<number>;
  slope: Float64Array;
}

/** Whether the narrower step's slope is the wider one's, as far as rounding tells. */
function agrees(wide: Pair, narrow: Pair, here: ArrayLike<number>): boolean {
  return wide.slope.every((slope, k) => {
    const largest = Math.max(Math.abs(here[k]), Math.abs(wide.right[k]), Math.abs(wide.left[k]));
    const noise = rounding * largest / narrow.h;
    return Math.abs(slope - narrow.slope[k]) <= agreement * Math.abs(narrow.slope[k]) + noise;
  });
}

/** Whether any value changes by more than its rounding. */
function moves({ right, left }: Pair, here: ArrayLike<number>): boolean {
  for (let k = 0; k < here.length; k++) {
    const change = Math.max(Math.abs(right[k] - left[k]), Math.abs(right[k] - here[k]));
    // NaN counts as a change: a wider step will not be better.
    if (!(change <= rounding * Math.abs(here[k]))) return true;
  }
  return false;
}
