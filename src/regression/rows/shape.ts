import type { Columns } from "../../kernels/regression/columns.ts";
import type { RegressionRows } from "../../kernels/regression/regression.ts";
import { numbers } from "../model/algebra.ts";
import { type Family, withShape } from "../model/families.ts";
import type { ShapeAnswer, ShapeQuestion } from "../model/questions.ts";
import { shapeParts } from "../model/shape.ts";
import { eachRow, etaAt } from "./each_row.ts";

/** What rows tell of theta: sums of a row's parts times its weight. */
export function shapeOf(
  rows: RegressionRows,
  columns: Columns,
  base: Family,
  { at, shape: theta }: ShapeQuestion,
): ShapeAnswer {
  const family = withShape(base, theta);
  const sums = { saturated: 0, slope: 0, information: 0 };
  let part = { ...sums };
  eachRow(rows, columns, ({ x, target: y, weight }) => {
    const mean = family.mean(numbers, etaAt(at, x));
    const parts = shapeParts(numbers, { y, mean, sum: y + theta, theta });
    part.saturated += weight * parts.saturated;
    part.slope += weight * parts.slope;
    part.information += weight * parts.information;
  }, () => {
    sums.saturated += part.saturated;
    sums.slope += part.slope;
    sums.information += part.information;
    part = { saturated: 0, slope: 0, information: 0 };
  });
  return { used: columns.rows, ...sums };
}
