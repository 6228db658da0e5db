/**
 * Points along a step, and what is looked at there.
 *
 * @module
 */
import type { Bins } from "../model/questions.ts";
import { type Point, ridgeLoss } from "./point.ts";
import type { Start } from "./start.ts";

/** Candidates of a line search: all in one scan. */
export const fractions = Array.from({ length: 12 }, (_, k) => 2 ** -(k + 1));

/** The point that is so far along a step. */
export function moved(from: number[], along: number[], fraction: number): number[] {
  return from.map((value, j) => value + fraction * along[j]);
}

/** The fraction with the least loss, if that is less than the loss at the start. */
export function bestFraction(
  { penalties }: Start,
  { at, loss }: Point,
  step: number[],
  tried: number[],
): number | undefined {
  const penalised = tried.map((each, k) =>
    each + ridgeLoss(penalties, moved(at, step, fractions[k]))
  );
  const best = Math.min(...penalised.filter((each) => !Number.isNaN(each)));
  return best < loss ? fractions[penalised.indexOf(best)] : undefined;
}

/** Bins over three standard deviations of eta on either side of its mean; both follow from the first sums. */
export function binsAround(
  { moments, columns, fixed, columnTotals }: Start,
  free: number[],
): Bins {
  const { weight } = moments.totals;
  const at = [...free, ...fixed];
  const mean = at.reduce((sum, value, j) => sum + value * columnTotals[j], 0) / weight;
  const product = (i: number, j: number) => at[i] * at[j] * moments.gram[columns[i]][columns[j]];
  const square = at.reduce((sum, _, i) => at.reduce((rest, _, j) => rest + product(i, j), sum), 0);
  const spread = Math.sqrt(Math.max(0, square / weight - mean ** 2)) || 1;
  const count = 24;
  return { low: mean - 3 * spread, width: 6 * spread / count, count };
}
