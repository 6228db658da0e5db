/**
 * What a reader should know before believing a fit.
 *
 * @module
 */
import type { FitSummary } from "./fit_summary.ts";
import type { Model } from "../model/model.ts";
import type { Solution } from "../newton/solution.ts";
import { leastNormal } from "../model/powers.ts";

/** One line each: columns without a coefficient, digits not to be trusted, an early end. */
export function notesOf(
  summary: FitSummary,
  { start, loss }: Solution,
  { columns, errors = "model", cluster }: Model,
): string[] {
  const { dependent, digits, condition, status, quality } = summary;
  const rowsOf = (column: number) => {
    const { input, level } = columns[column];
    const range = input === undefined || level !== undefined
      ? undefined
      : start.answer.inputs[input];
    return range === undefined || range.low === range.high ? "every row" : "every complete row";
  };
  const notes = dependent.map(({ name, of }, i) =>
    of.length === 0
      ? `"${name}" is the same in ${rowsOf(start.dependent[i].column)}: it gets no coefficient.`
      : `"${name}" is a combination of ${
        of.map((each) => `"${each}"`).join(", ")
      } (collinear): it gets no coefficient.`
  );
  notes.push(...beyondNotes(summary, loss > 0));
  if (digits < 9 && condition > 1e3 && status === "converged") {
    notes.push(
      `The condition number is ${condition.toPrecision(3)}: ${
        Math.floor(digits)
      } of the coefficients' digits can be trusted.`,
    );
  }
  if (status === "out of scans") {
    notes.push(
      "Stopped after --max-scans: the last step was taken but not verified.",
    );
  }
  if (status === "no further descent") {
    notes.push(
      "No step lowers the loss although the gradient is not zero: treat the last digits with caution.",
    );
  }
  const spread = errors === "model" && cluster === undefined ? overdispersion(summary) : undefined;
  if (spread !== undefined) {
    notes.push(
      `Pearson chi squared / degrees of freedom = ${
        spread.toPrecision(3)
      }: the counts vary more than Poisson's, and the errors are too small by about ${
        Math.sqrt(spread).toPrecision(2)
      }. Try --family quasipoisson or negative-binomial.`,
    );
  }
  if (quality.residualDf === 0 && summary.quality.rSquared !== undefined) {
    notes.push(
      `${start.answer.used} rows for as many coefficients: no degrees of freedom are left to estimate errors.`,
    );
  }
  return notes;
}

/** So many times as much variance as Poisson's is worth a note. */
const muchSpread = 1.5;

/** Poisson's variance times this is the counts' own, if that is much. */
function overdispersion(
  { family, quality: { pearson, residualDf } }: FitSummary,
): number | undefined {
  if (family !== "poisson" || pearson === undefined || residualDf < 1) return undefined;
  const spread = pearson / residualDf;
  return spread > muchSpread ? spread : undefined;
}

/** Numbers of the result that float64 has no room for, or not with all their digits. */
function beyondNotes({ coefficients, quality, target }: FitSummary, inexact: boolean): string[] {
  const isBeyond = (value: number | null) =>
    value !== null &&
    (Math.abs(value) === Infinity || (value !== 0 && Math.abs(value) < leastNormal));
  const vanished = coefficients.filter(({ estimate, standardError, statistic }) =>
    isBeyond(estimate) || isBeyond(standardError) ||
    (estimate === 0 && statistic !== null && Math.abs(statistic) > 0)
  );
  const notes = vanished.map(({ name }) =>
    `The coefficient of "${name}" or its error is too large or too small for a float64: measure the column, or the target, in another unit.`
  );
  if (isBeyond(quality.deviance) || (quality.deviance === 0 && inexact)) {
    notes.push(
      `The sum of squared residuals is too large or too small for a float64 (it is ${quality.deviance} here): R squared, F and errors hold. Measure "${target}" in another unit.`,
    );
  }
  return notes;
}
