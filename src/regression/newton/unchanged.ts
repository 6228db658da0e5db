/**
 * Whether a later scan saw the rows that the first one saw: what it found at a point follows from the first sums.
 *
 * @module
 */
import type { Model } from "../model/model.ts";
import type { MomentsAnswer, PointAnswer, PointQuestion } from "../model/questions.ts";
import type { Start } from "./start.ts";
import { TableError } from "../model/table_error.ts";

/** What the first sums say of a point, and how far rounding may lead from it. */
interface Expected {
  found: number;
  expected: number;
  bound: number;
}

/**
 * Compares sums at a point with the first scan's: for the linear family gradient and loss, for the others those of
 * {@linkcode PointAnswer.check}, where an engine gave them.
 *
 * @throws {TableError} If they differ by more than rounding, relative to the data.
 */
export function checkUnchanged(
  model: Model,
  start: Start,
  { at }: PointQuestion,
  found: PointAnswer,
): void {
  const ofColumns = { ...start, kept: start.columns };
  const pairs = model.family.isLinear
    ? linearSums(ofColumns, at, found)
    : otherSums(ofColumns, at, found);
  refuseChanged(pairs);
}

/**
 * Compares the first scan with itself, done again: for records of 0.1.0, which do not tell whether files were changed.
 *
 * @throws {TableError} If they differ by more than rounding, relative to the data.
 */
export function checkRepeated(first: MomentsAnswer, again: MomentsAnswer): void {
  const share = 1e-9 + Number.EPSILON * first.used;
  const size = first.moment.length;
  const norms = first.moment.map((_, i) => Math.sqrt(first.gram[i * (i + 1) / 2 + i]));
  const { weight, square } = first.totals;
  const pair = (found: number, expected: number, norm: number) => ({
    ...{ found, expected },
    bound: share * norm,
  });
  const index = Array.from({ length: size }, (_, i) => i);
  refuseChanged([
    ...index.flatMap((i) =>
      index.slice(0, i + 1).map((j) => {
        const at = i * (i + 1) / 2 + j;
        return pair(again.gram[at], first.gram[at], norms[i] * norms[j]);
      })
    ),
    ...index.map((i) => pair(again.moment[i], first.moment[i], norms[i] * Math.sqrt(square))),
    pair(again.totals.weight, weight, weight),
    pair(again.totals.square, square, square),
  ]);
}

function refuseChanged(pairs: Expected[]): void {
  // Sums that are no numbers are another fault, which the steps name.
  if (!pairs.some(({ found, expected, bound }) => Math.abs(found - expected) > bound)) return;
  throw new TableError(
    "Cannot trust the later scans: their sums do not go with the first scan's, so the table was changed in between. Start again without --resume.",
  );
}

function linearSums(start: Start, at: number[], { gradient, loss }: PointAnswer): Expected[] {
  const { kept, moments: { gram, moment, totals } } = start;
  const { share, drift, targetDrift, drifts, size } = rounding(start, at);
  const dots = kept.map((i) => {
    const terms = kept.map((j, k) => gram[i][j] * at[k]);
    return { sum: total(terms), size: total(terms.map(Math.abs)) };
  });
  const moved = totals.weight * (drift + targetDrift);
  const gradients = kept.map((i, k) => ({
    found: gradient[k],
    expected: moment[i] - dots[k].sum,
    bound: share * (Math.abs(moment[i]) + dots[k].size + totals.weight) +
      moved + totals.weight * drifts[k] * (1 + size),
  }));
  const crossed = kept.map((i, k) => at[k] * moment[i]);
  const squared = at.map((value, k) => value * dots[k].sum);
  const sizes = totals.square + 2 * total(crossed.map(Math.abs)) +
    total(at.map((value, k) => Math.abs(value) * dots[k].size));
  const expected = 0.5 * (totals.square - 2 * total(crossed) + total(squared));
  return [...gradients, { found: loss, expected, bound: share * sizes + moved * (1 + size) }];
}

function otherSums(start: Start, at: number[], { check }: PointAnswer): Expected[] {
  if (check === undefined) return [];
  const { kept, moments: { gram, moment, totals } } = start;
  const { share, drift, size } = rounding(start, at);
  const crossed = kept.map((i, k) => at[k] * moment[i]);
  const squared = kept.flatMap((i, k) => kept.map((j, m) => at[k] * at[m] * gram[i][j]));
  const targets = Math.abs(totals.target);
  return [
    { found: check.target, expected: totals.target, bound: share * targets },
    {
      found: check.product,
      expected: total(crossed),
      bound: share * (total(crossed.map(Math.abs)) + targets * (1 + size)) + targets * drift,
    },
    {
      found: check.square,
      expected: total(squared),
      bound: share * total(squared.map(Math.abs)) + 2 * totals.weight * size * drift,
    },
  ];
}

/** How large rounding may be: of sums as a share, and, of columns far from 0, of where they were moved to. */
function rounding({ kept, answer, moments: { scaling } }: Start, at: number[]) {
  const { shift, scale, targetShift, targetScale } = scaling;
  const drifts = kept.map((j) => 4 * Number.EPSILON * Math.abs(shift[j] / scale[j]));
  return {
    share: 1e-9 + Number.EPSILON * answer.used,
    drifts,
    drift: total(at.map((value, k) => Math.abs(value) * drifts[k])),
    targetDrift: 4 * Number.EPSILON * Math.abs(targetShift / targetScale),
    size: total(at.map(Math.abs)),
  };
}

function total(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
