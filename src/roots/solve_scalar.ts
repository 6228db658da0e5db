/**
 * A root of a function of one number within an interval.
 *
 * @module
 */
import { checkInterval, checkNumber } from "../numeric/interval.ts";

/** What {@linkcode solveScalar} takes. */
export interface ScalarRootOptions {
  /** x is known to this part of itself; a root at 0, to 2^-104 of the interval. Default 2^-50, 4 times rounding. */
  tolerance?: number;
  /** Default 500. */
  maxIterations?: number;
}

/** What {@linkcode solveScalar} returns. */
export interface ScalarRoot {
  /** The root. */
  x: number;
  /** f there. */
  value: number;
  /** `notFinite` if f was not finite within the interval. */
  status: "converged" | "maxIterations" | "notFinite";
  /** Iterations done. */
  iterations: number;
  /** Evaluations of f. */
  forwardPasses: number;
}

/**
 * A root of a function that changes sign within an interval: inverse parabolas and secants, and bisection where those do not help, so that it is found
 * for sure. Costs one forward pass an iteration, about 8 for a smooth function. Source: Brent (1973), Algorithms for minimization without
 * derivatives, chapter 4.
 *
 * @example
 * ```ts
 * import { solveScalar } from "./roots";
 *
 * const { x } = solveScalar((x) => Math.cos(x) - x, [0, 1]);
 * console.log(x.toFixed(12)); // 0.739085133215
 * ```
 * @param f The function.
 * @param interval Two finite numbers, the lower one first; f has different signs there, or is 0.
 * @throws {RangeError} If the interval is none, f has the same sign at both ends, or an option is out of its range.
 */
export function solveScalar(
  f: (x: number) => number,
  interval: readonly [number, number],
  { tolerance = 4 * Number.EPSILON, maxIterations = 500 }: ScalarRootOptions = {},
): ScalarRoot {
  const [left, right] = checkInterval("solve", interval);
  checkNumber("solve", { tolerance, maxIterations });
  let forwardPasses = 0;
  const at = (x: number): Point => {
    forwardPasses++;
    return { x, value: f(x) };
  };
  // b is the best point, c on the other side of the root, a the b before.
  let [a, b] = [at(left), at(right)];
  if (a.value * b.value > 0 || Number.isNaN(a.value * b.value) || !hasOtherSign(a, b)) {
    throw new RangeError(
      `Cannot solve: f is ${a.value} at ${left} and ${b.value} at ${right}. Choose an interval at whose ends its signs differ.`,
    );
  }
  let c = a;
  let step = b.x - a.x;
  let before = step;
  let iterations = 0;
  for (;; iterations++) {
    if (!hasOtherSign(b, c)) {
      c = a;
      before = step = b.x - a.x;
    }
    if (Math.abs(c.value) < Math.abs(b.value)) [a, b, c] = [b, c, b];
    const least = tolerance * Math.abs(b.x) / 2 + Number.EPSILON ** 2 * (right - left);
    const half = (c.x - b.x) / 2;
    const isDone = Math.abs(half) <= least || b.value === 0;
    if (isDone || iterations === maxIterations || Number.isNaN(b.value)) {
      const status = Number.isNaN(b.value) ? "notFinite" : isDone ? "converged" : "maxIterations";
      return { ...b, status, iterations, forwardPasses };
    }
    const guess = interpolated(a, b, c);
    const longest = Math.min(1.5 * Math.abs(half), Math.abs(before) / 2);
    const isGood = Math.abs(before) >= least && Math.abs(a.value) > Math.abs(b.value) &&
      guess * half > 0 && Math.abs(guess) < longest;
    [before, step] = isGood ? [step, guess] : [half, half];
    a = b;
    b = at(b.x + (Math.abs(step) > least ? step : Math.sign(half) * least));
  }
}

interface Point {
  x: number;
  value: number;
}

function hasOtherSign(a: Point, b: Point): boolean {
  return a.value === 0 || b.value === 0 || Math.sign(a.value) !== Math.sign(b.value);
}

/** From b to the root of the line through two points, or of the parabola x(f) through three. */
function interpolated(a: Point, b: Point, c: Point): number {
  const s = b.value / a.value;
  if (a.x === c.x) return (c.x - b.x) * s / (s - 1);
  const [q, r] = [a.value / c.value, b.value / c.value];
  const p = s * ((c.x - b.x) * q * (q - r) - (b.x - a.x) * (r - 1));
  return p / -((q - 1) * (r - 1) * (s - 1));
}
