/**
 * 20 problems with bounds alone: Hock and Schittkowski's (1981), Schittkowski's (1987), CUTEst's (Gould, Orban and Toint, 2015) and
 * MINPACK-2's, with analytic gradients.
 *
 * @module
 */
import type { Bounds } from "../src/numeric/box.ts";
import { cutest } from "./bounded/cutest.ts";
import { hockSchittkowski } from "./bounded/hock_schittkowski.ts";
import { type Definition, type TestFunction, testFunction } from "./test_function.ts";

/** A problem of n variables within bounds. */
export type Bounded = Definition & { n: number; bounds: Bounds };

/** All of them. */
export const bounded: readonly TestFunction[] = [...hockSchittkowski, ...cutest].map((
  { n, ...definition },
) => testFunction(definition, n));
