/**
 * Columns centred and scaled in the first scan's terms: the sums of the standardised columns follow from those of the guessed ones.
 *
 * @module
 */
import type { Totals } from "../model/families.ts";
import type { Model, Scaling } from "../model/model.ts";
import { leastNormal } from "../model/powers.ts";
import { type MomentsAnswer, unpack } from "../model/questions.ts";

/** X'WX, X'Wy and totals of standardised columns, and how they were standardised. */
export interface Moments {
  scaling: Scaling;
  gram: number[][];
  moment: number[];
  /** X'W1. */
  columnTotals: number[];
  totals: Totals;
}

/**
 * Moves every column to mean 0 and standard deviation 1, or, if there is no intercept to make up for the move, only scales
 * it. The target is moved and scaled likewise for the linear family, and left as it is for the others.
 */
export function standardise(
  model: Model,
  guess: Scaling,
  answer: Pick<MomentsAnswer, "gram" | "moment" | "columnTotals" | "totals">,
): Moments {
  const { columns, intercept } = model;
  const { totals } = answer;
  const { weight } = totals;
  const gram = unpack(answer.gram, columns.length);
  const isIntercept = (j: number) => columns[j].input === undefined;
  const mean = answer.columnTotals.map((total, j) =>
    intercept && !isIntercept(j) ? total / weight : 0
  );
  const variance = gram.map((row, j) => spreadSquare(row[j] / weight, mean[j]));
  // No scale is so small that its inverse overflows.
  const spreadOf = (square: number, scale: number) =>
    Math.max(Math.sqrt(square), leastNormal / scale);
  const spread = variance.map((square, j) =>
    isIntercept(j) || square === 0 ? 1 : spreadOf(square, guess.scale[j])
  );
  const linear = model.family.isLinear;
  const targetMean = linear && intercept ? totals.target / weight : 0;
  const targetVariance = spreadSquare(totals.square / weight, targetMean);
  const targetSpread = linear && targetVariance > 0
    ? spreadOf(targetVariance, guess.targetScale)
    : 1;

  const product = (i: number, j: number) => {
    if (variance[i] === 0 || variance[j] === 0) return 0;
    const moved = isIntercept(i) || isIntercept(j)
      ? gram[i][j] - weight * (isIntercept(i) ? mean[j] : mean[i])
      : gram[i][j] - weight * (mean[i] * mean[j]);
    return moved / (spread[i] * spread[j]);
  };
  const index = columns.map((_, j) => j);
  const totalTarget = totals.target - weight * targetMean;
  return {
    scaling: {
      shift: guess.shift.map((shift, j) => shift + guess.scale[j] * mean[j]),
      scale: guess.scale.map((scale, j) => scale * spread[j]),
      targetShift: guess.targetShift + guess.targetScale * targetMean,
      targetScale: guess.targetScale * targetSpread,
    },
    gram: index.map((i) => index.map((j) => isIntercept(i) && i === j ? weight : product(i, j))),
    moment: answer.moment.map((moment, j) =>
      (moment - targetMean * answer.columnTotals[j] - mean[j] * totalTarget) /
      (spread[j] * targetSpread)
    ),
    columnTotals: answer.columnTotals.map((total, j) => (total - weight * mean[j]) / spread[j]),
    totals: {
      weight,
      target: totalTarget / targetSpread,
      square: (totals.square - weight * targetMean ** 2) / targetSpread ** 2,
      own: totals.own,
    },
  };
}

/** Mean square less squared mean; 0 if no more is left than rounding leaves. */
function spreadSquare(meanSquare: number, mean: number): number {
  const square = meanSquare - mean ** 2;
  return square > 1e-14 * meanSquare ? square : 0;
}
