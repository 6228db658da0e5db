/**
 * The problems without constraints of Schittkowski (1987), More Test Examples for Nonlinear Programming Codes, Springer, numbers
 * 201 to 302. Left out are 255 (it has no least value), 260 (258 written as squares), and 267 and 272, which have bounds.
 *
 * @module
 */
import { fewVariables } from "./schittkowski/few_variables.ts";
import { manyVariables } from "./schittkowski/many_variables.ts";
import { twoVariables } from "./schittkowski/two_variables.ts";
import { type TestFunction, testFunction } from "./test_function.ts";

/** By their numbers. */
export const schittkowski: readonly TestFunction[] = [
  ...twoVariables,
  ...fewVariables,
  ...manyVariables,
]
  .toSorted((a, b) => a.number - b.number)
  .map(({ number, n, ...definition }) => testFunction({ name: `${number}`, ...definition }, n));
