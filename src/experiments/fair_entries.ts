import { entriesNamed } from "../race/contestants.ts";
import type { Entry } from "../race/contestant.ts";
import { fairOptimizers } from "../race/names.ts";

/** The entries of a fair race; on a linear regression Newton's too. */
export function fairEntries(linear: boolean): Entry[] {
  return [...fairOptimizers, ...(linear ? ["NEWTON"] : [])].flatMap(entriesNamed);
}
