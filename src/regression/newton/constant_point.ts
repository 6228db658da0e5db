/**
 * The point from which Newton's method sets out: the same eta in every row, as far as the columns allow.
 *
 * @module
 */
import { numbers } from "../model/algebra.ts";
import type { Model } from "../model/model.ts";
import { TableError } from "../model/table_error.ts";
import { select, solve } from "../../numeric/symmetric.ts";
import { plusDiagonal, type Point } from "./point.ts";
import type { Moments } from "./standardise.ts";

/** A point, whether the first sums tell its loss and gradient, and the loss of a model that has no features. */
export interface ConstantPoint {
  point: Point;
  isKnown: boolean;
  /** NaN if it does not follow from the first sums, or if there is none. */
  constantLoss: number;
}

/** The mean in every row if there is an intercept; without one 0, or where a link has no mean there, what is nearest to the mean. */
export function constantPoint(
  { family, intercept, columns, target }: Model,
  { moments, kept, penalties }: { moments: Moments; kept: number[]; penalties: number[] },
): ConstantPoint {
  const { totals, moment, columnTotals } = moments;
  const gram = select(moments.gram, kept);
  const average = totals.target / totals.weight;
  const isNearMean = intercept || family.pull !== undefined;
  const eta = isNearMean ? family.etaOf(average) : 0;
  if (!Number.isFinite(eta)) {
    throw new TableError(
      `Cannot fit "${target}": its mean is ${average}, which the ${family.link} link has no eta for. Try another --link.`,
    );
  }
  const mean = family.mean(numbers, eta);
  const bend = family.bend(numbers, eta, mean);
  const pull = family.pull?.(numbers, eta, mean) ?? 1;
  const ones = kept.map((j) => columnTotals[j]);
  const at = intercept || !isNearMean
    ? kept.map((j) => columns[j].input === undefined ? eta : 0)
    : solve(gram, ones.map((each) => eta * each)) ?? ones.map(() => 0);
  const loss = family.constantLoss(totals, eta);
  const hessian = gram.map((row) => row.map((value) => bend * value));
  return {
    point: {
      at,
      loss: loss ?? NaN,
      gradient: kept.map((j, k) => pull * (moment[j] - mean * ones[k])),
      hessian: plusDiagonal(hessian, penalties),
    },
    isKnown: loss !== undefined && (intercept || !isNearMean),
    constantLoss: (intercept ? loss : family.constantLoss(totals, 0)) ?? NaN,
  };
}
