/**
 * The post's walk: keep stepping while the loss falls.
 *
 * @module
 */
import type { Arithmetic } from "../../numeric/arithmetic.ts";
import type { LineSearch, SearchStart, SearchState } from "./line_search.ts";

/** What {@linkcode steppingMachine} takes. */
export interface SteppingOptions {
  /** Length of the first two mini-steps. */
  learningRate: number;
  /** At most maxSteps + 1 mini-steps are taken. */
  maxSteps: number;
  /** How much longer mini-step i is: learningRate * impatience * sqrt(i). Below 0: shorter. */
  impatience: number;
  /** Whether to take back the last mini-step, the one that made it worse. */
  undo: boolean;
  /** Whether to keep even a step to a loss that is NaN or infinite, as the post's code does. Default false. */
  keepsAll?: boolean;
}

interface Stepping<T> extends SearchState<T> {
  /** Mini-steps taken after the first. */
  i: T;
}

/**
 * Mini-step i is learningRate * (1 + impatience * sqrt(i)) long, mini-step 0 is taken twice, and the walk ends when the
 * loss no longer falls. A NaN is no fall. Source: the post's KeepStepping.step.
 */
export function steppingMachine(options: SteppingOptions): LineSearch {
  const { learningRate, maxSteps, impatience, undo, keepsAll = false } = options;
  return {
    maxLosses: maxSteps + 1,
    steps: stepsOf(options),

    begin<T>({ of }: Arithmetic<T>, start: SearchStart<T>): Stepping<T> {
      return { next: of(learningRate), done: of(0), step: of(0), loss: start.loss, i: of(0) };
    },

    advance<T>(arithmetic: Arithmetic<T>, state: Stepping<T>, loss: T): Stepping<T> {
      const { add, mul, sqrt, less, not, or, select } = arithmetic;
      const better = less(loss, state.loss);
      const keep = undo ? better : keepsAll ? 1 : less(loss, Infinity);
      const miniStep = mul(add(mul(sqrt(state.i), impatience), 1), learningRate);
      return {
        next: add(state.next, miniStep),
        done: or(not(better), not(less(state.i, maxSteps))),
        step: select(keep, state.next, state.step),
        loss: select(keep, loss, state.loss),
        i: add(state.i, 1),
      };
    },
  };
}

function stepsOf({ learningRate, maxSteps, impatience }: SteppingOptions): number[] {
  const steps = [learningRate];
  for (let i = 0; i < maxSteps; i++) {
    steps.push(steps[i] + (Math.sqrt(i) * impatience + 1) * learningRate);
  }
  return steps;
}
