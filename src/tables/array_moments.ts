/**
 * The first scan of rows in memory: counts, ranges, X'WX, X'Wy and y'Wy.
 *
 * @module
 */
import { numbers } from "./algebra.ts";
import type { ArrayData } from "./array_data.ts";
import { addSquare, visitRows } from "./array_rows.ts";
import { Sums } from "./array_sums.ts";
import type { Model } from "./model.ts";
import type { MomentsAnswer, MomentsQuestion, Range } from "./questions.ts";

/** X'X, [X 1]'y and y'y of the raw columns, by someone faster. */
export interface RawSums {
  gram: number[];
  moment: number[];
  columnTotals: number[];
}

/** Sums of scaled columns. Where their products are known already, only what is left is summed. */
export function arrayMoments(
  data: ArrayData,
  model: Model,
  { scaling }: MomentsQuestion,
  known?: RawSums,
): MomentsAnswer {
  const { family, columns } = model;
  const size = columns.length;
  const all = columns.map((_, j) => j);
  const products = known ? 0 : size * (size + 1) / 2;
  const logistic = family.name === "logistic";
  const classes = [0, 1].map(() => columns.map(() => ({ low: Infinity, high: -Infinity })));
  const own = family.own(numbers, 1).length;
  // Weight, target, square, log weight, targets that are odd; the family's own; then by column.
  const sums = new Sums(5 + own + 2 * size + products);
  const { current } = sums;
  const used = visitRows(data, model, { scaling, columns: all }, (c, z, w) => {
    current[0] += w;
    current[1] += w * z;
    current[2] += w * z * z;
    current[3] += Math.log(w);
    if (own > 0) family.own(numbers, z).forEach((value, k) => current[5 + k] += w * value);
    for (let j = 0; j < size && !known; j++) {
      current[5 + own + j] += w * c[j];
      current[5 + own + size + j] += w * c[j] * z;
    }
    if (!known) addSquare(c, w, current, 5 + own + 2 * size);
    if (logistic) {
      if (z !== 0 && z !== 1) current[4]++;
      else classes[z].forEach((range, j) => widen(range, c[j]));
    }
    sums.next();
  });
  const [weight, target, square, logWeights, odd, ...others] = sums.totals();
  return {
    rows: data.rows,
    used,
    ...ranges(data),
    gram: known?.gram ?? others.slice(own + 2 * size),
    moment: known?.moment ?? others.slice(own + size, own + 2 * size),
    columnTotals: known?.columnTotals ?? others.slice(own, own + size),
    totals: { weight, target, square, own: others.slice(0, own) },
    logWeights: data.weights ? logWeights : 0,
    odd: logistic ? odd : 0,
    classes: logistic ? classes : undefined,
  };
}

function ranges({ rows, inputs, x, y, weights }: ArrayData) {
  const empty = (): Range => ({ missing: 0, low: Infinity, high: -Infinity });
  const found = Array.from({ length: inputs }, empty);
  const target = empty();
  const ofWeights = empty();
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < inputs; j++) widen(found[j], x[row * inputs + j]);
    widen(target, y[row]);
    if (weights) widen(ofWeights, weights[row]);
  }
  return { inputs: found, target, weights: weights && ofWeights };
}

/** NaN counts as missing. */
function widen(range: { missing?: number; low: number; high: number }, value: number): void {
  if (Number.isNaN(value)) range.missing = (range.missing ?? 0) + 1;
  else {
    if (value < range.low) range.low = value;
    if (value > range.high) range.high = value;
  }
}
