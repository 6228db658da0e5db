/**
 * Functions of Andrei (2008), "An unconstrained optimization test functions collection", Advanced Modeling and Optimization
 * 10(1), 147-161: of any number of variables, from their standard starts, with analytic gradients. Left out are INDEF, which has no
 * least value; EXPLIN, BDEXP, HARKERP2 and MCCORMCK, which CUTE has with bounds; FLETCBV3, whose gradient is 2e-6 at its start of 10
 * variables; GENHUMPS, whose start is printed in two ways; SINCOS, which is Extended PSC1; and SINE, which no method here solves in
 * 5,000 iterations.
 *
 * @module
 */
import { chains } from "./andrei/chains.ts";
import { inFours } from "./andrei/fours.ts";
import { inPairs } from "./andrei/pairs.ts";
import { quadratics } from "./andrei/quadratics.ts";
import { separable } from "./andrei/separable.ts";
import { totals } from "./andrei/totals.ts";
import { inThirds, withEnds } from "./andrei/with_ends.ts";
import { type Definition, type TestFunction, testFunction } from "./test_function.ts";

const groups: [definitions: Definition[], multiple: number][] = [
  [separable, 1],
  [inPairs, 2],
  [inFours, 4],
  [chains, 1],
  [quadratics, 1],
  [totals, 1],
  [withEnds, 1],
  [inThirds, 3],
];

/** All of them, of n variables, or the next larger number of which they can be. */
export function andrei(n: number): TestFunction[] {
  return groups.flatMap(([definitions, multiple]) =>
    definitions.map((definition) => testFunction(definition, Math.ceil(n / multiple) * multiple))
  );
}
