/**
 * deno-std: waiting. The package is the Deno authors' own code (Deno std, the packages at version 1, of 2026), which npm has without
 * its types: these are stated here.
 */
import { delay as wait } from "npm:deno-std@1.4.0/async/delay.js";

/** Resolves after this many milliseconds; rejects with the signal's reason if that comes first. */
export const delay: (milliseconds: number, options?: { signal?: AbortSignal }) => Promise<void> =
  wait;
