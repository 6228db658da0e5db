/**
 * The post's vault, to the letter, slips included.
 *
 * @module
 */
import type { Arithmetic } from "../../numeric/arithmetic.ts";
import type { LineSearch, SearchStart, SearchState } from "./line_search.ts";

interface Vaulting<T> extends SearchState<T> {
  i: T;
}

/**
 * Step by learningRate * t with t = -(l'' / l') * learningRate, where l' = (l1 - l0) / learningRate and
 * l'' = (l1 - l') / learningRate, while the loss falls. Three slips are kept: l'' subtracts a slope from a loss, t is
 * the wrong way round, and l' divides by the learning rate whatever the last step's length was. What is left is close to
 * Polyak's step size with a minimum of 0. Source: the post's KeepVaulting.step.
 */
export function publishedVaultingMachine(
  { learningRate, maxSteps, undo }: { learningRate: number; maxSteps: number; undo: boolean },
): LineSearch {
  return {
    maxLosses: maxSteps + 1,

    begin<T>({ of }: Arithmetic<T>, start: SearchStart<T>): Vaulting<T> {
      return { next: of(learningRate), done: of(0), step: of(0), loss: start.loss, i: of(0) };
    },

    advance<T>(arithmetic: Arithmetic<T>, state: Vaulting<T>, loss: T): Vaulting<T> {
      const { add, sub, mul, div, less, not, or, select } = arithmetic;
      const better = less(loss, state.loss);
      const keep = undo ? better : 1;
      const slope = div(sub(loss, state.loss), learningRate);
      const curvature = div(sub(loss, slope), learningRate);
      const t = mul(div(curvature, slope), -learningRate);
      return {
        next: add(state.next, mul(t, learningRate)),
        done: or(not(better), not(less(state.i, maxSteps))),
        step: select(keep, state.next, state.step),
        loss: select(keep, loss, state.loss),
        i: add(state.i, 1),
      };
    },
  };
}
