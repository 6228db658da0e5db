/**
 * A path of elastic nets in words and as a table.
 *
 * @module
 */
import { markdownTable } from "../../records/markdown.ts";
import type { FoundPath } from "../paths/path_steps.ts";
import { figure } from "./figures.ts";

/** What a path's penalty is called. */
export function penaltyName(alpha: number): string {
  return alpha === 1 ? "Lasso" : alpha === 0 ? "Ridge" : `Elastic net (alpha ${alpha})`;
}

/** One line a fact. */
export function pathLines({ alpha, points, chosen, validation }: FoundPath): string[] {
  const { lambda, df } = points[chosen];
  const which = validation === undefined
    ? ""
    : chosen === validation.within
    ? " (1se)"
    : chosen === validation.least
    ? " (min)"
    : "";
  const lines = [
    `${penaltyName(alpha)} of ${points.length} lambdas, from ${figure(points[0].lambda)} to ${
      figure(points[points.length - 1].lambda)
    }; the result's is ${figure(lambda)}${which}, of which ${df} ${
      df === 1 ? "coefficient is" : "coefficients are"
    } not 0; its coefficients have no standard errors`,
  ];
  if (validation) {
    const { means, errors, least, within, folds, column } = validation;
    const by = column === undefined
      ? "of a hash of each row's values, so that equal rows share one"
      : `of "${column}"`;
    const at = (k: number) =>
      `${figure(points[k].lambda)} with ${figure(means[k])} (standard error ${figure(errors[k])})`;
    lines.push(
      `Cross-validation by ${folds} folds ${by}: the least mean squared error at lambda ${
        at(least)
      }; within that error of it, the largest lambda ${at(within)}`,
    );
  }
  return lines;
}

/** Ten of the lambdas, and those that were found by cross-validation. */
export function pathTable({ points, chosen, validation }: FoundPath): string[] {
  const shown = new Set([chosen, ...validation ? [validation.least, validation.within] : []]);
  const step = Math.max(1, Math.floor((points.length - 1) / 9));
  for (let k = 0; k < points.length; k += step) shown.add(k);
  const rows = [...shown].sort((a, b) => a - b).map((k) => {
    const { lambda, df, explained } = points[k];
    const error = validation && [figure(validation.means[k]), figure(validation.errors[k])];
    return [figure(lambda), String(df), `${(100 * explained).toFixed(2)}%`, ...error ?? []];
  });
  const head = ["lambda", "not 0", "deviance explained"];
  const more = validation ? ["cross-validated error", "standard error"] : [];
  return [...markdownTable([...head, ...more], rows, true), ""];
}
