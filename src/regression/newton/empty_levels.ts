/**
 * Regressions of counts without a best fit: where all counts of a level are 0, its coefficient falls without end.
 *
 * @module
 */
import type { Model, Scaling } from "../model/model.ts";
import type { MomentsAnswer } from "../model/questions.ts";
import { TableError } from "../model/table_error.ts";

/** Sums of counts below this share of all are rounding. */
const none = 1e-12;

/**
 * Looks for a level, the reference's included, or a column of 0s and 1s, whose counts are all 0: it follows from the first sums.
 *
 * @throws {TableError} If there is one, and no ridge holds its coefficient.
 */
export function checkCounts(model: Model, scaling: Scaling, answer: MomentsAnswer): void {
  const { family, columns, inputs, intercept, ridge, target } = model;
  const isCount = family.name === "poisson" || family.name === "negative-binomial";
  if (!isCount || family.link !== "log" || ridge > 0) return;
  const { totals, moment, columnTotals } = answer;
  // Columns of their own values again, not moved or scaled.
  const counts = moment.map((each, j) =>
    scaling.scale[j] * each + scaling.shift[j] * totals.target
  );
  const weights = columnTotals.map((each, j) =>
    scaling.scale[j] * each + scaling.shift[j] * totals.weight
  );
  const isEmpty = (count: number, weight: number) =>
    weight > none * totals.weight && count <= none * totals.target;
  const empty = columns.flatMap(({ input, level, label, isOffset }, j) => {
    if (input === undefined || isOffset || !isEmpty(counts[j], weights[j])) return [];
    const { low, high } = answer.inputs[input];
    return level !== undefined || low === 0 && high === 1 ? [label] : [];
  });
  const references = inputs.flatMap(({ column, levels }, i) => {
    const own = columns.flatMap(({ input }, j) => input === i ? [j] : []);
    if (levels === undefined || !intercept || own.length === 0) return [];
    const rest = (all: number, of: number[]) => own.reduce((left, j) => left - of[j], all);
    return isEmpty(rest(totals.target, counts), rest(totals.weight, weights))
      ? [`${column} = ${levels[0]}`]
      : [];
  });
  const names = [...references, ...empty];
  if (names.length === 0) return;
  const listed = names.slice(0, 5).map((name) => `"${name}"`).join(", ");
  throw new TableError(
    `Cannot fit "${target}": all counts of ${listed} are 0 (separation), so the best coefficients are infinite. Try --ridge 1, or leave these rows out with --where.`,
  );
}
