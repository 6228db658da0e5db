/**
 * Where Newton's method begins: what follows from the first scan alone.
 *
 * @module
 */
import { numbers } from "../model/algebra.ts";
import { type Dependent, independentColumns } from "./independent.ts";
import { type Matrix, select } from "../../numeric/symmetric.ts";
import type { Model, Scaling } from "../model/model.ts";
import type { MomentsAnswer } from "../model/questions.ts";
import { type Moments, standardise } from "./standardise.ts";
import { TableError } from "../model/table_error.ts";

/** A point, and what is known there. Loss, gradient and Hessian are those of the likelihood and the ridge together. */
export interface Point {
  at: number[];
  loss: number;
  /** The loss falls along it. */
  gradient: number[];
  hessian: Matrix;
}

/** A fit after its first scan. */
export interface Start {
  answer: MomentsAnswer;
  moments: Moments;
  /** Design columns that get a coefficient, by index; and those that are made of others. */
  kept: number[];
  dependent: Dependent[];
  /** The design columns that eta is made of: those, and last the offset, if there is one. */
  columns: number[];
  /** The offset's coefficient, which no step changes. */
  fixed: number[];
  /** The ridge's weight on each kept coefficient of a standardised column. */
  penalties: number[];
  /** X'W1 of the columns that eta is made of. */
  columnTotals: number[];
  /** The same eta in every row: the best, if there is an intercept, and else 0. An offset has no part in what is known there. */
  point: Point;
  /** Half the deviance there; with an offset, at the best point whose only other part is the intercept. */
  constantLoss: number;
}

/** Standardises, sets dependent columns aside, and takes gradient and Hessian where eta is the same in all rows. */
export function startOf(model: Model, guess: Scaling, answer: MomentsAnswer): Start {
  const { family, intercept } = model;
  const moments = standardise(model, guess, answer);
  const { scaling, totals } = moments;
  const allPenalties = model.columns.map(({ input }, j) =>
    input === undefined ? 0 : model.ridge / scaling.scale[j] / scaling.scale[j]
  );
  checkPenalties(model, scaling, allPenalties);
  const free = model.columns.flatMap(({ isOffset }, j) => isOffset ? [] : [j]);
  const gram = select(plusDiagonal(moments.gram, allPenalties), free);
  const { kept, dependent } = independentColumns(gram);
  const penalties = kept.map((j) => allPenalties[j]);
  const offset = model.columns.flatMap(({ isOffset }, j) => isOffset ? [j] : []);
  const columns = [...kept, ...offset];
  const fixed = offset.map((j) => scaling.scale[j]);
  const columnTotals = columns.map((j) => moments.columnTotals[j]);

  const eta = intercept ? family.link(totals.target / totals.weight) : 0;
  const mean = family.mean(numbers, eta);
  const variance = family.variance(numbers, eta, mean);
  const constantLoss = family.constantLoss(totals, eta);
  const hessian = select(moments.gram, kept).map((row) => row.map((value) => variance * value));
  const point = {
    at: kept.map((j) => model.columns[j].input === undefined ? eta : 0),
    loss: constantLoss,
    gradient: kept.map((j, k) => moments.moment[j] - mean * columnTotals[k]),
    hessian: plusDiagonal(hessian, penalties),
  };
  const ofColumns = { kept, dependent, columns, fixed, penalties, columnTotals };
  return { answer, moments, ...ofColumns, point, constantLoss };
}

/** A penalty that overflows would leave a coefficient of 0, whatever it is. */
function checkPenalties(
  { target, ridge, columns }: Model,
  { scale }: Scaling,
  penalties: number[],
) {
  const j = penalties.findIndex((penalty) => !(penalty < 2 ** 1000));
  if (j < 0) return;
  throw new TableError(
    `Cannot fit "${target}": the values of "${columns[j].label}" differ by about ${
      scale[j].toPrecision(3)
    }, which a ridge of ${ridge} leaves no coefficient. Measure it in another unit, or try a smaller --ridge.`,
  );
}

/** What a scan found at a point, with the ridge's part. */
export function pointOf(
  { penalties }: Start,
  at: number[],
  found: { loss: number; gradient: number[]; hessian?: Matrix },
  hessian: Matrix,
): Point {
  return {
    at,
    loss: found.loss + ridgeLoss(penalties, at),
    gradient: found.gradient.map((value, j) => value - penalties[j] * at[j]),
    hessian: found.hessian ? plusDiagonal(found.hessian, penalties) : hessian,
  };
}

/** Half the sum of weighted squares. */
export function ridgeLoss(penalties: number[], at: number[]): number {
  return 0.5 * at.reduce((sum, value, j) => sum + penalties[j] * value * value, 0);
}

function plusDiagonal(matrix: Matrix, diagonal: number[]): Matrix {
  return matrix.map((row, i) => row.map((value, j) => i === j ? value + diagonal[i] : value));
}
