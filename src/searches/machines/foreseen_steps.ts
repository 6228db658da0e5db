/**
 * Which line searches try steps that do not depend on the losses: their losses can be had all at once.
 *
 * @module
 */
import { type Arithmetic, hostArithmetic } from "../../numeric/arithmetic.ts";
import type { LineSearch, SearchState } from "./line_search.ts";

/** A number, or one that only the run will know. */
type Foreseen = number | undefined;

const foreseen = new WeakMap<LineSearch, number[] | undefined>();

/**
 * The step sizes that a search will try, as many as it may ask for, where they are the same whatever the losses; else
 * undefined. Found by running the search on losses that are unknown.
 */
export function foreseenSteps(search: LineSearch): number[] | undefined {
  if (!foreseen.has(search)) foreseen.set(search, foresee(search));
  return foreseen.get(search);
}

function foresee(search: LineSearch): number[] | undefined {
  const start = { loss: undefined, slope: undefined, lastStep: undefined };
  let state: SearchState<Foreseen> = search.begin(arithmetic, start);
  const steps: number[] = [];
  while (state.next !== undefined) {
    steps.push(state.next);
    if (steps.length === search.maxLosses) return steps;
    state = search.advance(arithmetic, state, undefined);
  }
  return undefined;
}

const { of, add, sub, mul, div, min, max, sqrt, less, and, or, not } = hostArithmetic;

/** What is computed from the unknown is unknown. */
const arithmetic: Arithmetic<Foreseen> = {
  of,
  add: known(add),
  sub: known(sub),
  mul: known(mul),
  div: known(div),
  min: known(min),
  max: known(max),
  sqrt: known(sqrt),
  less: known(less),
  and: known(and),
  or: known(or),
  not: known(not),
  select: (condition, yes, no) => condition === undefined ? undefined : condition ? yes : no,
};

function known<Operands extends number[]>(operation: (...operands: Operands) => number) {
  return (...operands: { [K in keyof Operands]: Foreseen }): Foreseen =>
    operands.includes(undefined) ? undefined : operation(...operands as unknown as Operands);
}
