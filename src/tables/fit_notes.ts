/**
 * What a reader should know before believing a fit.
 *
 * @module
 */
import type { FitSummary } from "./fit_summary.ts";
import type { Solution } from "./newton_steps.ts";

/** One line each: columns without a coefficient, digits not to be trusted, an early end. */
export function notesOf(
  { dependent, digits, condition, status, quality }: FitSummary,
  { start }: Solution,
): string[] {
  const notes = dependent.map(({ name, of }) =>
    of.length === 0
      ? `"${name}" is the same in every row: it gets no coefficient.`
      : `"${name}" is a combination of ${
        of.map((each) => `"${each}"`).join(", ")
      } (collinear): it gets no coefficient.`
  );
  if (digits < 9 && status === "converged") {
    notes.push(
      `The condition number is ${condition.toPrecision(3)}: ${
        Math.floor(digits)
      } of the coefficients' digits can be trusted.`,
    );
  }
  if (status === "out of scans") {
    notes.push(
      "The scans that --max-scans allows are used up: a step was taken and not looked at.",
    );
  }
  if (status === "no further descent") {
    notes.push(
      "No step makes the loss less, and the gradient is not 0: take the digits with care.",
    );
  }
  if (quality.residualDf === 0) {
    notes.push(
      `${start.answer.used} rows for as many coefficients: nothing is left to judge errors by.`,
    );
  }
  return notes;
}
