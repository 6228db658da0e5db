/**
 * Regressions of counts without a best fit: where all counts of a level are 0, its coefficient falls without end.
 *
 * @module
 */
import type { Model, Scaling } from "../model/model.ts";
import type { MomentsAnswer, Range } from "../model/questions.ts";
import { TableError } from "../model/table_error.ts";

/** Sums of counts below this share of all are rounding. */
const none = 1e-12;

/**
 * Looks for a level, the reference's included, whose counts are all 0, and for a column of numbers with no count but at one of its
 * ends: it follows from the first sums.
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
  /** The end of a column's range at which all counts are; undefined if there are others. */
  const endOf = (j: number, { low, high }: Range): number | undefined => {
    const span = high - low;
    // Of values far from 0 rounding is all that is left of such differences.
    if (!(span > 1e-2 * Math.max(Math.abs(low), Math.abs(high)))) return undefined;
    return [low, high].find((end) => {
      const share = (sum: number, total: number) => Math.abs(sum - end * total) / span;
      // Without an intercept nothing makes up for a coefficient at another value than 0.
      return (intercept || end === 0) &&
        isEmpty(share(counts[j], totals.target), share(weights[j], totals.weight));
    });
  };
  const empty = columns.flatMap(({ input, level, label, isOffset }, j) => {
    if (input === undefined || isOffset) return [];
    if (level !== undefined) return isEmpty(counts[j], weights[j]) ? [`of "${label}"`] : [];
    const end = endOf(j, answer.inputs[input]);
    return end === undefined ? [] : [`where "${label}" is not ${end}`];
  });
  const references = inputs.flatMap(({ column, levels }, i) => {
    const own = columns.flatMap(({ input }, j) => input === i ? [j] : []);
    if (levels === undefined || !intercept || own.length === 0) return [];
    const rest = (all: number, of: number[]) => own.reduce((left, j) => left - of[j], all);
    return isEmpty(rest(totals.target, counts), rest(totals.weight, weights))
      ? [`of "${column} = ${levels[0]}"`]
      : [];
  });
  const names = [...references, ...empty];
  if (names.length === 0) return;
  const listed = names.slice(0, 5).join(" and ");
  throw new TableError(
    `Cannot fit "${target}": all counts ${listed} are 0 (separation), so the best coefficients are infinite. Try --ridge 1, or leave these rows out with --where.`,
  );
}
