/**
 * Armijo's backtracking: shorten the step until the loss falls enough.
 *
 * @module
 */
import type { Arithmetic } from "../../numeric/arithmetic.ts";
import type { LineSearch, SearchStart, SearchState } from "./line_search.ts";

/** Losses nearer to each other than this, relatively, differ by rounding alone: float32's, in a sum over a batch. */
const float32Rounding = 1e-6;

/** What {@linkcode backtrackingMachine} takes. */
export interface BacktrackingMachineOptions {
  /** The first step size of all. */
  firstStep: number;
  /** No search begins with more. */
  maxStep: number;
  /** A search begins with the last one's step size times this. */
  growth: number;
  /** The part of the slope's promise that the loss has to keep: the Armijo constant, above 0 and below 1. */
  sufficientDecrease: number;
  /** What a step size that is too long is multiplied by, above 0 and below 1. */
  shrinkage: number;
  /** A step is shortened at most so often; then the search stays where it began. */
  maxBacktracks: number;
  /** What of |phi(0)| is forgiven as rounding. Default 1e-6. */
  rounding?: number;
}

interface Backtracking<T> extends SearchState<T> {
  /** Steps tried so far. */
  i: T;
  start: T;
  slope: T;
}

/**
 * Takes the first t of t0, t0 * shrinkage, t0 * shrinkage^2, ... with phi(t) <= phi(0) + sufficientDecrease * t *
 * phi'(0); a loss that is NaN or infinite is too long a step. Source: Armijo (1966); Nocedal and Wright (2006),
 * Numerical Optimization, algorithm 3.1. What rounding hides is forgiven: phi(t) may be above the bound by 1e-6 of
 * |phi(0)|.
 */
export function backtrackingMachine(options: BacktrackingMachineOptions): LineSearch {
  const { firstStep, maxStep, growth, sufficientDecrease, shrinkage, maxBacktracks } = options;
  const { rounding = float32Rounding } = options;
  return {
    maxLosses: maxBacktracks + 1,

    begin<T>(
      { of, mul, min, less, select }: Arithmetic<T>,
      start: SearchStart<T>,
    ): Backtracking<T> {
      const warm = min(mul(start.lastStep, growth), maxStep);
      return {
        next: select(less(0, start.lastStep), warm, firstStep),
        done: of(0),
        step: of(0),
        loss: start.loss,
        i: of(0),
        start: start.loss,
        slope: start.slope,
      };
    },

    advance<T>(arithmetic: Arithmetic<T>, state: Backtracking<T>, loss: T): Backtracking<T> {
      const { add, sub, mul, max, less, and, not, or, select } = arithmetic;
      const magnitude = max(state.start, sub(0, state.start));
      const bound = add(
        add(state.start, mul(magnitude, rounding)),
        mul(mul(state.next, sufficientDecrease), state.slope),
      );
      const satisfiesArmijo = and(less(loss, Infinity), not(less(bound, loss)));
      return {
        next: mul(state.next, shrinkage),
        done: or(satisfiesArmijo, not(less(state.i, maxBacktracks))),
        step: select(satisfiesArmijo, state.next, state.step),
        loss: select(satisfiesArmijo, loss, state.loss),
        i: add(state.i, 1),
        start: state.start,
        slope: state.slope,
      };
    },
  };
}
