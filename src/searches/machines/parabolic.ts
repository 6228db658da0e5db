/**
 * The post's vault as its text describes it: calculate how far to go along a direction.
 *
 * @module
 */
import type { Arithmetic } from "../../numeric/arithmetic.ts";
import type { LineSearch, SearchStart, SearchState } from "./line_search.ts";

/** A vault reaches at most this many times as far as the last one: a long jump can kill every ReLU. */
const growth = 4;
/** A vault that lands this near to where it left, relatively, has arrived. */
const arrivedWithin = 0.1;
/** A first step that made it worse is shortened at most so often. */
const maxShrinks = 10;

interface Vaulting<T> extends SearchState<T> {
  /** Losses seen so far. */
  i: T;
  /** The last slope known, and at which step size. */
  slope: T;
  slopeAt: T;
}

/**
 * Newton's step in one dimension, with phi' estimated from successive losses. phi'(0) = -|g|^2 is exact; two losses give
 * the slope midway between them; two slopes give phi''; the vault goes to where phi' + phi'' * distance = 0.
 *
 * The safeguards: the first step is the last walk's where that is above the learning rate, since between losses too near
 * to each other float32 leaves no slope; where phi'' is not above 0 the vault goes {@linkcode growth}
 * times as far, which is the furthest any goes; one that made it worse is taken back; the walk ends when it has arrived.
 */
export function parabolicMachine(
  { learningRate, maxSteps }: { learningRate: number; maxSteps: number },
): LineSearch {
  return {
    maxLosses: Math.max(maxSteps, maxShrinks) + 1,

    begin<T>({ of, max }: Arithmetic<T>, start: SearchStart<T>): Vaulting<T> {
      return {
        next: max(start.lastStep, learningRate),
        done: of(0),
        step: of(0),
        loss: start.loss,
        i: of(0),
        slope: start.slope,
        slopeAt: of(0),
      };
    },

    advance<T>(arithmetic: Arithmetic<T>, state: Vaulting<T>, loss: T): Vaulting<T> {
      const { add, sub, mul, div, min, max, less, or, not, select } = arithmetic;
      const better = less(loss, state.loss);

      const slope = div(sub(loss, state.loss), sub(state.next, state.step));
      const slopeAt = div(add(state.next, state.step), 2);
      const curvature = div(sub(slope, state.slope), sub(slopeAt, state.slopeAt));
      const vertex = sub(slopeAt, div(slope, curvature));

      const furthest = mul(state.next, growth);
      const vault = select(less(0, curvature), min(vertex, furthest), furthest);
      const shorter = select(
        less(0, curvature),
        min(max(vertex, div(state.next, 10)), div(state.next, 2)),
        div(state.next, 10),
      );
      const distance = sub(vault, state.next);
      const arrived = less(max(distance, sub(0, distance)), mul(state.next, arrivedWithin));
      return {
        next: select(better, vault, shorter),
        done: select(
          better,
          or(arrived, not(less(state.i, maxSteps))),
          or(less(0, state.step), not(less(state.i, maxShrinks))),
        ),
        step: select(better, state.next, state.step),
        loss: select(better, loss, state.loss),
        i: add(state.i, 1),
        slope: select(better, slope, state.slope),
        slopeAt: select(better, slopeAt, state.slopeAt),
      };
    },
  };
}
