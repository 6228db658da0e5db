/**
 * The minimum of a function of one number within an interval.
 *
 * @module
 */
import { checkInterval, checkNumber } from "../numeric/interval.ts";

/** What {@linkcode minimizeScalar} takes. */
export interface ScalarOptions {
  /** x is known to this part of itself. Default 1.5e-8, the square root of rounding: f is flat to rounding nearer to its minimum. */
  tolerance?: number;
  /** Default 500. */
  maxIterations?: number;
}

/** What {@linkcode minimizeScalar} returns. */
export interface ScalarSolution {
  /** The best point seen. */
  x: number;
  /** f there. */
  value: number;
  /** `atBound` if the best point is an end of the interval: then f may go on falling beyond it. */
  status: "converged" | "atBound" | "maxIterations" | "notFinite";
  /** Iterations done. */
  iterations: number;
  /** Evaluations of f. */
  forwardPasses: number;
}

/** What is left of an interval after a golden section: 1 - 1 / phi. */
const golden = (3 - Math.sqrt(5)) / 2;

/**
 * Minimizes a function within an interval, without derivatives: parabolas through three points, and golden sections where those do not help. It costs
 * one forward pass an iteration, about 10 for a smooth function, and two for the ends. Of several minima it finds one. Source: Brent (1973), Algorithms
 * for minimization without derivatives, chapter 5.
 *
 * @example
 * ```ts
 * import { minimizeScalar } from "./minimize";
 *
 * const { x, status } = minimizeScalar((x) => x * Math.log(x), [0.01, 3]);
 * console.log(x.toFixed(6), status); // 0.367879 converged
 * ```
 * @param f The function; NaN counts as Infinity.
 * @param interval Where to look: two finite numbers, the lower one first.
 * @throws {RangeError} If the interval is none, or an option is out of its range.
 */
export function minimizeScalar(
  f: (x: number) => number,
  interval: readonly [number, number],
  { tolerance = Math.sqrt(Number.EPSILON), maxIterations = 500 }: ScalarOptions = {},
): ScalarSolution {
  const [left, right] = checkInterval("minimize", interval);
  checkNumber("minimize", { tolerance, maxIterations });
  let forwardPasses = 0;
  const at = (x: number): Point => {
    forwardPasses++;
    const value = f(x);
    return { x, value: Number.isNaN(value) ? Infinity : value };
  };
  // x is the best point, w the second best, v what was second best before.
  let [a, b] = [left, right];
  let x = at(a + golden * (b - a));
  let [w, v] = [x, x];
  let [step, before] = [0, 0];
  let iterations = 0;
  const least = () => tolerance * Math.abs(x.x) + Number.EPSILON * (right - left);
  const isClosed = () => Math.abs(x.x - (a + b) / 2) <= 2 * least() - (b - a) / 2;
  while (!isClosed() && iterations < maxIterations) {
    iterations++;
    const parabola = parabolicStep(x, w, v);
    const isInside = x.x + parabola > a && x.x + parabola < b;
    if (isInside && Math.abs(before) > least() && Math.abs(parabola) < Math.abs(before / 2)) {
      [before, step] = [step, parabola];
      const isAtEnd = x.x + step - a < 2 * least() || b - (x.x + step) < 2 * least();
      if (isAtEnd) step = Math.sign((a + b) / 2 - x.x) * least();
    } else {
      before = x.x < (a + b) / 2 ? b - x.x : a - x.x;
      step = golden * before;
    }
    // f is not asked nearer to x than the tolerance: the difference would be rounding.
    const u = at(x.x + (Math.abs(step) >= least() ? step : Math.sign(step) * least()));
    if (u.value <= x.value) {
      if (u.x < x.x) b = x.x;
      else a = x.x;
      [v, w, x] = [w, x, u];
    } else {
      if (u.x < x.x) a = u.x;
      else b = u.x;
      if (u.value <= w.value || w === x) [v, w] = [w, u];
      else if (u.value <= v.value || v === x || v === w) v = u;
    }
  }
  const isDone = isClosed();
  const ends = [at(left), at(right)].sort((one, other) => one.value - other.value || 0);
  const isAtBound = ends[0].value < x.value;
  const best = isAtBound ? ends[0] : x;
  return {
    ...best,
    status: !Number.isFinite(best.value)
      ? "notFinite"
      : isAtBound
      ? "atBound"
      : isDone
      ? "converged"
      : "maxIterations",
    ...{ iterations, forwardPasses },
  };
}

interface Point {
  x: number;
  value: number;
}

/** From x to the minimum of the parabola through three points; NaN if they are on a line. */
function parabolicStep(x: Point, w: Point, v: Point): number {
  const r = (x.x - w.x) * (x.value - v.value);
  const q = (x.x - v.x) * (x.value - w.value);
  return -((x.x - v.x) * q - (x.x - w.x) * r) / (2 * (q - r));
}
