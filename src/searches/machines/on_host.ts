/**
 * A search on the host: each loss is read, and the walk ends as soon as the search is over.
 *
 * @module
 */
import { hostArithmetic } from "../../numeric/arithmetic.ts";
import type { LineSearch, SearchStart, SearchState } from "./line_search.ts";

/** Runs a search on numbers: asks `phi` for the loss at a step size until the search is over. */
export function searchOnHost(
  search: LineSearch,
  start: SearchStart<number>,
  phi: (step: number) => number,
): SearchState<number> {
  let state = search.begin(hostArithmetic, start);
  for (let i = 0; i < search.maxLosses && !state.done; i++) {
    state = search.advance(hostArithmetic, state, phi(state.next));
  }
  return state;
}
