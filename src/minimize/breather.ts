/**
 * Long work that lets others have their turn.
 *
 * @module
 */
import { delay } from "../deps/async.ts";

/** No longer than this, in milliseconds, without a turn for timers and signals. */
const breath = 16;

/** A function to await between pieces of work: now and then it gives timers and signals their turn. */
export function breather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < breath) return;
    await delay(0);
    last = performance.now();
  };
}
