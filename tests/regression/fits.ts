/** Fits for the tests: a file and a command line in, what was found out. */
import { fitCommand } from "../../src/regression/fit/command.ts";
import { placeOptions, requestOf } from "../../src/regression/fit/command_request.ts";
import { openDuckDB } from "../../src/regression/engines/duckdb/engine.ts";
import {
  fitTable,
  type FitTableOptions,
  type TableFit,
} from "../../src/regression/fit/fit_table.ts";
import type { FitSummary } from "../../src/regression/results/fit_summary.ts";
import { summarise } from "../../src/regression/results/statistics.ts";

/** The path of a table that is kept for the tests. */
export function dataFile(name: string): string {
  return new URL(`../data/tables/${name}`, import.meta.url).pathname;
}

/** What a fit found, and in how many scans. */
export interface Fitted extends TableFit {
  summary: FitSummary;
  scans: number;
}

/** Fits a file by DuckDB, as the command line says. */
export async function fitFile(
  file: string,
  args: string[],
  options: FitTableOptions = {},
): Promise<Fitted> {
  const given = fitCommand().parse(args, { from: "user" }).opts();
  const [request, place] = [requestOf(given), placeOptions(file, given)];
  const engine = await openDuckDB(file, place);
  try {
    const fit = await fitTable(engine, place, request, options);
    const summary = summarise(fit.model, fit.solution, request.confidence);
    return { ...fit, summary, scans: fit.record.recorded.length };
  } finally {
    await engine.close();
  }
}

/** Correct decimal digits: of a zero, those after the point. */
export function digits(actual: number, expected: number): number {
  const error = Math.abs(actual - expected) / (expected === 0 ? 1 : Math.abs(expected));
  return error === 0 ? 17 : -Math.log10(error);
}
