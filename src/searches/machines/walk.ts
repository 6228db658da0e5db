/**
 * The two ways to walk a line: the host reads each loss and stops early; the device reads nothing back.
 *
 * @module
 */
import { hostArithmetic } from "../../numeric/arithmetic.ts";
import * as tf from "../../deps/tf.ts";
import { deviceArithmetic } from "../../numeric/device_arithmetic.ts";
import type { LineSearch, SearchState, WalkStart } from "./line_search.ts";

/** Runs a search on numbers: asks `phi` for the loss at a step size until the search is over. */
export function walkOnHost(
  search: LineSearch,
  start: WalkStart<number>,
  phi: (step: number) => number,
): SearchState<number> {
  let state = search.begin(hostArithmetic, start);
  for (let i = 0; i < search.maxLosses && !state.done; i++) {
    state = search.advance(hostArithmetic, state, phi(state.next));
  }
  return state;
}

/**
 * Runs a search on scalar tensors: evaluates all `maxLosses` candidates, and keeps the state still once the search
 * is over. Call it inside `tf.tidy`.
 */
export function walkOnDevice(
  search: LineSearch,
  start: WalkStart<tf.Scalar>,
  phi: (step: tf.Scalar) => tf.Scalar,
): SearchState<tf.Scalar> {
  const { select } = deviceArithmetic;
  let state = search.begin(deviceArithmetic, start);
  for (let i = 0; i < search.maxLosses; i++) {
    const moved = search.advance(deviceArithmetic, state, phi(state.next));
    const entries = Object.entries(moved) as [keyof SearchState<tf.Scalar>, tf.Scalar][];
    const kept = entries.map(([key, value]) => [key, select(state.done, state[key], value)]);
    state = Object.fromEntries(kept) as SearchState<tf.Scalar>;
  }
  return state;
}

/** True where nothing can be read back inside a synchronous step: walks must decide on the device. */
export function decidesOnDevice(): boolean {
  return tf.getBackend() === "webgpu";
}
