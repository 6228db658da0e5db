/**
 * Where Newton's method begins: what follows from the first scan alone.
 *
 * @module
 */
import { type Dependent, independentColumns } from "./independent.ts";
import { select } from "../../numeric/symmetric.ts";
import { type ConstantPoint, constantPoint } from "./constant_point.ts";
import { plusDiagonal } from "./point.ts";
import type { Model, Scaling } from "../model/model.ts";
import type { MomentsAnswer } from "../model/questions.ts";
import { type Moments, standardise } from "./standardise.ts";
import { TableError } from "../model/table_error.ts";

/** A fit after its first scan. */
export interface Start extends ConstantPoint {
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
}

/** Standardises, sets dependent columns aside, and takes gradient and Hessian where eta is the same in all rows. */
export function startOf(model: Model, guess: Scaling, answer: MomentsAnswer): Start {
  const moments = standardise(model, guess, answer);
  const { scaling } = moments;
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

  const ofColumns = { kept, dependent, columns, fixed, penalties, columnTotals };
  const constant = constantPoint(model, { moments, kept, penalties });
  return { answer, moments, ...ofColumns, ...constant };
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
