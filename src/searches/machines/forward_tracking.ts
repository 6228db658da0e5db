/**
 * Forward tracking: the post's walk with strides that double.
 *
 * @module
 */
import type { Arithmetic } from "../../numeric/arithmetic.ts";
import { vertex } from "./parabola.ts";
import type { LineSearch, SearchStart, SearchState } from "./line_search.ts";

/** How often a first step that made it worse is divided by {@linkcode shrinkage}. */
const maxShrinks = 10;
const shrinkage = 4;

interface Tracking<T> extends SearchState<T> {
  /** Losses seen so far. */
  i: T;
  /** The best point but one, below the best. */
  lower: T;
  lowerLoss: T;
  /** A worse point above the best; 0 until there is one. */
  upper: T;
  upperLoss: T;
  /** 1 when the next loss is the parabola's. */
  atVertex: T;
}

/**
 * Begins with a quarter of the last accepted step (the first time with the learning rate), doubles while the loss falls
 * (at most maxSteps times), or divides by 4 while it does not (at most 10 times); then tries the vertex of the parabola
 * through the best point and its neighbours; keeps the best point seen.
 */
export function forwardTrackingMachine(
  { learningRate, maxSteps }: { learningRate: number; maxSteps: number },
): LineSearch {
  return {
    maxLosses: Math.max(maxSteps, maxShrinks) + 2,

    begin<T>({ of, div, less, select }: Arithmetic<T>, start: SearchStart<T>): Tracking<T> {
      const warm = div(start.lastStep, 4);
      return {
        next: select(less(0, warm), warm, learningRate),
        done: of(0),
        step: of(0),
        loss: start.loss,
        i: of(0),
        lower: of(0),
        lowerLoss: start.loss,
        upper: of(0),
        upperLoss: of(Infinity),
        atVertex: of(0),
      };
    },

    advance<T>(arithmetic: Arithmetic<T>, state: Tracking<T>, loss: T): Tracking<T> {
      const { add, mul, div, less, and, or, not, select } = arithmetic;
      const better = less(loss, state.loss);
      const best = {
        step: select(better, state.next, state.step),
        loss: select(better, loss, state.loss),
      };
      const lower = select(better, state.step, state.lower);
      const lowerLoss = select(better, state.loss, state.lowerLoss);
      const upper = select(better, state.upper, state.next);
      const upperLoss = select(better, state.upperLoss, loss);

      const improved = less(0, best.step);
      const bracketed = and(improved, less(0, upper));
      const top = vertex(arithmetic, [lower, lowerLoss], [best.step, best.loss], [
        upper,
        upperLoss,
      ]);
      const inside = and(less(lower, top), less(top, upper));
      const tired = not(less(state.i, select(improved, maxSteps, maxShrinks)));
      const further = select(better, mul(state.next, 2), div(state.next, shrinkage));
      return {
        next: select(bracketed, top, further),
        done: or(state.atVertex, select(bracketed, not(inside), tired)),
        ...best,
        i: add(state.i, 1),
        lower,
        lowerLoss,
        upper,
        upperLoss,
        atVertex: bracketed,
      };
    },
  };
}
