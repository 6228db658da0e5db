/**
 * What a fit leaves: its result, the text for the terminal, and files.
 *
 * @module
 */
import { reportMarkdown, reportText } from "../results/fit_report.ts";
import { comparisonOf, incomparable, type OtherFit } from "../results/comparison.ts";
import { type FitResult, resultOf } from "../results/fit_result.ts";
import type { TableFit } from "./fit_table.ts";
import { fitPictures } from "../results/pictures.ts";

/** A fit that was written up. */
export interface WrittenFit {
  result: FitResult;
  /** For the terminal. */
  text: string;
  /** By name: fit.json, fit.md, pictures. */
  files: Record<string, string>;
}

/** Writes a fit up. */
export function writeUp(
  { record, ...fit }: TableFit,
  about: Pick<FitResult, "data" | "engine" | "seconds">,
  against?: { path: string; fit: OtherFit },
): WrittenFit {
  const { request: { confidence }, prepared: { levelScans }, recorded } = record;
  const result = compared(
    resultOf({ ...{ ...fit, ...about, confidence, levelScans }, scans: recorded.length }),
    against,
  );
  const pictures = fitPictures(result);
  const files = {
    "fit.json": JSON.stringify({ ...record, ...result }) + "\n",
    "fit.md": reportMarkdown(result, Object.keys(pictures)),
    ...pictures,
  };
  return { result, text: reportText(result), files };
}

/** The result, with what comes of the comparison: what cannot be compared is a note, as the fit is done. */
function compared(result: FitResult, against?: { path: string; fit: OtherFit }): FitResult {
  if (against === undefined) return result;
  const { path, fit } = against;
  const why = incomparable(result, fit);
  if (why === undefined) return { ...result, comparison: comparisonOf(result, fit, path) };
  return { ...result, notes: [...result.notes, `Not compared with "${path}": ${why}.`] };
}
