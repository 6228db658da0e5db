/**
 * A box: a lower and an upper bound for each variable.
 *
 * @module
 */

/** Bounds: one number for all variables, or one for each; left out, there is none. */
export interface Bounds {
  /** No variable is smaller. Default -Infinity. */
  lower?: number | ArrayLike<number>;
  /** No variable is larger. Default Infinity. */
  upper?: number | ArrayLike<number>;
}

/** Where a variable is: -1 at its lower bound, 1 at its upper one, 0 between them. */
export type Side = -1 | 0 | 1;

/** Bounds of n variables. */
export class Box {
  /** No variable is smaller, [n]. */
  readonly lower: Float64Array;
  /** No variable is larger, [n]. */
  readonly upper: Float64Array;

  /** Of these bounds; {@linkcode boxOf} checks them. */
  constructor(lower: Float64Array, upper: Float64Array) {
    this.lower = lower;
    this.upper = upper;
  }

  /** The nearest point of the box. */
  project(x: Float64Array): Float64Array {
    return x.map((value, i) => Math.min(Math.max(value, this.lower[i]), this.upper[i]));
  }

  /** x + step, in the box; on a bound to the last bit where only rounding keeps it off. */
  landing(x: Float64Array, step: Float64Array): Float64Array {
    return x.map((value, i) => {
      const there = value + step[i];
      for (const bound of [this.lower[i], this.upper[i]]) {
        const rounding = 4 * Number.EPSILON * Math.max(Math.abs(value), Math.abs(bound));
        if (bound === there || Math.abs(bound - there) <= rounding && there !== value) return bound;
      }
      return Math.min(Math.max(there, this.lower[i]), this.upper[i]);
    });
  }

  /** The part of a step along a direction from x that stays in the box. */
  within(x: Float64Array, along: Float64Array, step: number): number {
    let longest = Math.abs(step);
    along.forEach((d, i) => {
      const bound = d * step < 0 ? this.lower[i] : this.upper[i];
      if (d !== 0) longest = Math.min(longest, Math.abs((bound - x[i]) / d));
    });
    return Math.sign(step) * longest;
  }

  /** Which bound variable i is at. */
  side(i: number, value: number): Side {
    if (value <= this.lower[i]) return -1;
    return value >= this.upper[i] ? 1 : 0;
  }

  /** Whether variable i may follow minus a slope: not if it is at a bound, and would leave the box. */
  isFree(i: number, value: number, slope: number): boolean {
    if (this.lower[i] === this.upper[i]) return false;
    const side = this.side(i, value);
    return side === 0 || side * slope > 0;
  }

  /** The gradient, 0 for what may not follow it. */
  freeGradient(x: Float64Array, gradient: Float64Array): Float64Array {
    return gradient.map((slope, i) => this.isFree(i, x[i], slope) ? slope : 0);
  }

  /** P(x - gradient) - x: 0 at a stationary point of the box, and minus the gradient inside it. */
  projectedGradient(x: Float64Array, gradient: Float64Array): Float64Array {
    return this.project(x.map((value, i) => value - gradient[i])).map((value, i) => value - x[i]);
  }
}

/**
 * The box of these bounds.
 *
 * @param doing What is done, for the errors: "minimize".
 * @throws {RangeError} If there are not n bounds, one is NaN, or a lower one is above its upper one.
 */
export function boxOf(bounds: Bounds, n: number, doing: string): Box {
  const list = (name: "lower" | "upper", none: number) => {
    const given = bounds[name] ?? none;
    const values = typeof given === "number"
      ? new Float64Array(n).fill(given)
      : Float64Array.from(given);
    if (values.length !== n || values.some(Number.isNaN)) {
      throw new RangeError(
        `Cannot ${doing}: the ${name} bounds must be a number, or ${n}, one a variable, got [${values}].`,
      );
    }
    return values;
  };
  const box = new Box(list("lower", -Infinity), list("upper", Infinity));
  const crossed = box.lower.findIndex((lower, i) => lower > box.upper[i]);
  if (crossed >= 0) {
    throw new RangeError(
      `Cannot ${doing}: the lower bound of variable ${crossed}, ${
        box.lower[crossed]
      }, is above its upper bound, ${box.upper[crossed]}. Exchange them.`,
    );
  }
  return box;
}
