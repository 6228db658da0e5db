/**
 * Scans of a regression's rows in the kernels' memory: all sums of a Newton step in one read of the data, in float64, on all
 * threads that were started. The result does not depend on how many they are.
 *
 * @module
 */
import type { Variant } from "../threads/instances.ts";
import { ask, type Extent, extent, type RegressionRows, sum } from "./ask.ts";
import type { Columns } from "./columns.ts";
import { kinds } from "./job.ts";

export type { DesignSource, Extent, RegressionRows } from "./ask.ts";

/** What stored columns hold, before anything is made of them. */
export interface Inspection {
  /** Rows of finite values, with a weight above 0. */
  complete: number;
  /** Of each column: how many values are NaN, and the extent of the others. */
  ranges: (Extent & { missing: number })[];
}

/** Looks at all values once. */
export function inspect(columns: Columns, weights?: number, variant?: Variant): Inspection {
  const { count } = columns;
  const start = [0, ...Array.from({ length: count }, () => [0, Infinity, -Infinity]).flat()];
  const units = ask({ columns, weights, variant }, kinds.inspect, { start });
  const ranges = Array.from({ length: count }, (_, j) => ({
    missing: sum(units, 1 + 3 * j),
    ...extent(units, 2 + 3 * j, 3 + 3 * j),
  }));
  return { complete: sum(units, 0), ranges };
}

/** Sums of products. */
export interface RegressionMoments {
  /** X'WX, the lower triangle row by row. */
  gram: number[];
  /** X'Wy. */
  moment: number[];
  /** X'W1. */
  columnTotals: number[];
  /** Of the weights, of weight times target, and of weight times target squared. */
  totals: { weight: number; target: number; square: number };
  /** Targets other than 0 and 1, for logistic. */
  odd: number;
  /** For logistic: the design columns' extents where the target is 0, and where it is 1. */
  classes?: Extent[][];
}

/** All products of the design's columns, the target and ones. Costs rows times columns squared. */
export function moments(rows: RegressionRows): RegressionMoments {
  const size = rows.design.length;
  const width = 4 * Math.ceil((size + 2) / 4);
  const empty = [Infinity, -Infinity];
  const start = [0, ...rows.design.flatMap(() => [...empty, ...empty])];
  const units = ask(rows, kinds.moments, { start, width, height: width });
  const product = (i: number, j: number) => sum(units, start.length + i * width + j);
  const each = <T>(from: (j: number) => T) => rows.design.map((_, j) => from(j));
  return {
    gram: each((i) => each((j) => product(i, j)).slice(0, i + 1)).flat(),
    moment: each((j) => product(size, j)),
    columnTotals: each((j) => product(size + 1, j)),
    totals: {
      weight: product(size + 1, size + 1),
      target: product(size + 1, size),
      square: product(size, size),
    },
    odd: sum(units, 0),
    classes: rows.family.name === "logistic"
      ? [0, 2].map((at) => each((j) => extent(units, 1 + 4 * j + at, 2 + 4 * j + at)))
      : undefined,
  };
}

/** What is asked of a point. */
export interface PointOptions {
  /** Coefficients, one a design column. */
  at: number[];
  /** The step that led there, for the margins along it. */
  along?: number[];
  hessian: boolean;
  /** Equal intervals of eta; the first and the last take in what lies beyond. */
  bins?: Bins;
}

/** Equal intervals of eta; the first and the last take in what lies beyond. */
export interface Bins {
  low: number;
  width: number;
  count: number;
}

/** Rows whose eta lies in an interval: how many, and sums of fitted values, residuals and squared residuals. */
export interface Bin {
  rows: number;
  fitted: number;
  residual: number;
  square: number;
}

/** Sums at a point. */
export interface PointSums {
  /** Half the deviance. */
  loss: number;
  /** Of squared residuals over their variance. */
  pearson: number;
  /** The score: X'W(y - mean) for a canonical link. */
  gradient: number[];
  /** Fisher's information: X'WX with the family's weights, the lower triangle row by row. */
  hessian?: number[];
  /** Least (2y - 1) eta, and least and greatest of the same along the step. */
  margins?: { least: number; alongLeast: number; alongMost: number };
  /** Of each interval: how many rows, and sums of fitted values, residuals and squared residuals. */
  bins?: Bin[];
}

/** Loss, gradient and what else is asked for. Costs rows times columns, with the Hessian times columns squared. */
export function point(rows: RegressionRows, { at, along, hessian, bins }: PointOptions): PointSums {
  const size = rows.design.length;
  const width = 4 * Math.ceil((size + 1) / 4);
  const count = bins?.count ?? 0;
  const start = [0, 0, Infinity, Infinity, -Infinity, ...new Array<number>(4 * count).fill(0)];
  const height = hessian ? 2 * Math.ceil((size + 1) / 2) : 2;
  const options = { at, along, hessian, bins, start, width, height };
  const units = ask(rows, kinds.point, options);
  const product = (i: number, j: number) => sum(units, start.length + i * width + j);
  const each = <T>(from: (j: number) => T) => rows.design.map((_, j) => from(j));
  const binned = Array.from({ length: count }, (_, k) => {
    const [rows, fitted, residual, square] = [5, 6, 7, 8].map((at) => sum(units, 4 * k + at));
    return { rows, fitted, residual, square };
  });
  return {
    loss: sum(units, 0),
    pearson: sum(units, 1),
    gradient: each((j) => product(hessian ? size : 0, j)),
    hessian: hessian ? each((i) => each((j) => product(i, j)).slice(0, i + 1)).flat() : undefined,
    margins: along && {
      least: extent(units, 2, 2).low,
      alongLeast: extent(units, 3, 3).low,
      alongMost: extent(units, 4, 4).high,
    },
    bins: bins && binned,
  };
}

/** Half the deviance at from + fraction * along, for each fraction. */
export function losses(
  rows: RegressionRows,
  { from, along, fractions }: { from: number[]; along: number[]; fractions: number[] },
): number[] {
  const width = 4 * Math.ceil((rows.design.length + 1) / 4);
  const start = fractions.map(() => 0);
  const units = ask(rows, kinds.losses, { at: from, along, fractions, start, width });
  return fractions.map((_, k) => sum(units, k));
}
