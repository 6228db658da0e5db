/**
 * Searches of a walk (see `LineSearch`) as line searches: forward tracking, and the parabolic one.
 *
 * @module
 */
import { hostArithmetic } from "../numeric/arithmetic.ts";
import type { Line, Sample, Search, Searching } from "./search.ts";
import type { LineSearch } from "./machines/line_search.ts";

/**
 * A search that runs a walk's state machine, made for the length of the first step. Costs a forward pass a step, no
 * gradient.
 */
export function searchOf(make: (first: number) => LineSearch): Search {
  return function* ({ start, first }: Line): Searching {
    const machine = make(first);
    let state = machine.begin(hostArithmetic, {
      loss: start.value,
      slope: start.slope,
      lastStep: 0,
    });
    for (let i = 0; i < machine.maxLosses && !state.done; i++) {
      const sample: Sample = yield { step: state.next, slope: false };
      // The machines calculate with whatever they receive, and treat NaN as worse.
      const loss = Number.isFinite(sample.value) ? sample.value : NaN;
      state = machine.advance(hostArithmetic, state, loss);
    }
    return state.loss < start.value ? { step: state.step, value: state.loss, slope: NaN } : start;
  };
}
