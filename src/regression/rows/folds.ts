import type { Columns } from "../../kernels/regression/columns.ts";
import type { RegressionRows } from "../../kernels/regression/regression.ts";
import { numbers } from "../model/algebra.ts";
import { foldOf } from "../model/fold_hash.ts";
import type { FoldsAnswer, FoldsQuestion, Sums } from "../model/questions.ts";
import { eachRow } from "./each_row.ts";

/** The sums of each fold of rows in memory, in plain float64: by a stored column's values, or by a hash of each row. */
export function foldsOf(
  rows: RegressionRows,
  columns: Columns,
  { folds: { count } }: FoldsQuestion,
  input?: number,
): FoldsAnswer {
  const size = rows.design.length;
  const folds = new Map<number, Sums>();
  eachRow(rows, columns, ({ x, target, weight, strip, row }) => {
    const key = input === undefined
      ? foldOf(numbers, Math.floor, [...x, target], count)
      : strip[input][row];
    const sums = folds.get(key) ?? empty(size);
    folds.set(key, sums);
    sums.used++;
    sums.totals.weight += weight;
    sums.totals.target += weight * target;
    sums.totals.square += weight * target * target;
    for (let i = 0, at = 0; i < size; i++) {
      const weighted = weight * x[i];
      sums.moment[i] += weighted * target;
      sums.columnTotals[i] += weighted;
      for (let j = 0; j <= i; j++) sums.gram[at++] += weighted * x[j];
    }
  });
  const ordered = [...folds].sort(([one], [other]) => one - other).map(([, sums]) => sums);
  return { used: columns.rows, apart: 0, folds: ordered };
}

function empty(size: number): Sums {
  const zeros = (length: number) => new Array<number>(length).fill(0);
  return {
    ...{ used: 0, gram: zeros(size * (size + 1) / 2), moment: zeros(size) },
    ...{ columnTotals: zeros(size), totals: { weight: 0, target: 0, square: 0, own: [] } },
  };
}
