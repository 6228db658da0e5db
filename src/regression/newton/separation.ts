/**
 * Logistic regressions without a best fit: where columns tell the 0s from the 1s, their coefficients grow without end.
 *
 * @module
 */
import type { Model } from "../model/model.ts";
import type { MomentsAnswer, PointAnswer } from "../model/questions.ts";
import type { Start } from "./start.ts";
import { TableError } from "../model/table_error.ts";

/** Columns with at least this share of the largest part in a direction are named. */
const share = 0.2;

/**
 * Looks for a single column whose values where the target is 0 and where it is 1 do not overlap.
 *
 * @throws {TableError} If there is one, and neither a ridge nor the lack of an intercept makes the question meaningless.
 */
export function checkColumns(model: Model, { classes, odd }: MomentsAnswer): void {
  if (model.ridge > 0 || !model.intercept || classes === undefined || odd > 0) return;
  const [zeros, ones] = classes;
  const separating = model.columns.filter(({ input, isOffset }, j) =>
    input !== undefined && !isOffset &&
    (ones[j].low >= zeros[j].high || zeros[j].low >= ones[j].high) &&
    !(ones[j].low === zeros[j].high && ones[j].high === zeros[j].low)
  );
  if (separating.length > 0) throw separated(model, separating.map(({ label }) => label));
}

/**
 * Looks at a point and the step that led to it. All rows on their right side of 0: complete separation, proven. A step that
 * does not shrink and moves no row to its wrong side: quasi-complete separation.
 *
 * @throws {TableError} If the classes are separated, and no ridge holds the coefficients.
 */
export function checkSeparation(
  model: Model,
  { kept, fixed, answer }: Start,
  at: number[],
  step: number[],
  { margins }: PointAnswer,
): void {
  // A share of several trials is on no side.
  if (model.ridge > 0 || margins === undefined || answer.odd > 0) return;
  const { least, alongLeast, alongMost } = margins;
  // An offset's part does not grow with the coefficients.
  const complete = least > 0 && fixed.length === 0;
  const quasi = alongMost > 0.5 && alongLeast > -1e-3 * alongMost;
  if (!complete && !quasi) return;
  const direction = complete ? at : step;
  const isInput = (j: number) => model.columns[kept[j]].input !== undefined;
  const sizes = direction.map((value, j) => isInput(j) ? Math.abs(value) : 0);
  const most = Math.max(...sizes);
  const named = sizes.map((size, j) => ({ size, label: model.columns[kept[j]].label }))
    .filter(({ size }) => size >= share * most)
    .sort((a, b) => b.size - a.size)
    .slice(0, 5);
  throw separated(model, named.map(({ label }) => label));
}

function separated({ target }: Model, labels: string[]): TableError {
  const names = labels.map((label) => `"${label}"`).join(", ");
  const verb = labels.length === 1 ? "separates" : "separate";
  return new TableError(
    `Cannot fit "${target}": ${names} ${verb} its 0s from its 1s (separation), so the best coefficients are infinite. Try --ridge 1, or --exclude.`,
  );
}
