/**
 * The command line of a fit.
 *
 * @module
 */
import { list, positiveNumber } from "../../process/cli.ts";
import { Command, InvalidArgumentError, Option } from "../../deps/command.ts";
import { type Allowed, allowed, familyNames } from "./fit_options.ts";
import type { DataPlace } from "../rows/open_engine.ts";
import type { FitRequest } from "../model/request.ts";
import { mostHeld } from "../rows/rows.ts";
import { TableError } from "../model/table_error.ts";

/** A command that is ready to parse. */
export function fitCommand() {
  return new Command("fit")
    .description(
      "Fit a regression by Newton's method, in as few scans of the data as its digits need: to a file, a folder, or a table of a server.",
    )
    .argument("[file]", "CSV, Parquet, JSON, a glob or a folder of them, or a DuckDB file")
    .option("--target <column>", "the target column")
    .addOption(
      new Option(
        "--family <name>",
        "distribution of the target: linear (normal), logistic (0/1), poisson (counts)",
      ).choices(
        familyNames,
      )
        .default("linear" as const),
    )
    .option(
      "--features <columns>",
      "feature columns (default: all but target and weights)",
      list,
    )
    .option("--exclude <columns>", "columns to leave out", list, [])
    .option(
      "--categorical <columns>",
      "number columns to treat as categories; text always is one",
      list,
      [],
    )
    .option("--weights <column>", "column of row weights")
    .option(
      "--where <condition>",
      'column op value, as in "age >= 18"; may be repeated',
      collect,
      [],
    )
    .option(
      "--ridge <lambda>",
      "penalty on squared coefficients, as scikit-learn's alpha",
      numberOf(allowed.ridge),
      0,
    )
    .option("--no-intercept", "no constant term")
    .option(
      "--confidence <share>",
      "confidence level of the intervals",
      numberOf(allowed.confidence),
      0.95,
    )
    .option(
      "--no-header",
      "a CSV file's first line is a row: its columns are column0, column1, ...",
    )
    .option("--strict", "a row that lacks a value is an error", false)
    .option("--max-scans <count>", "at most this many scans", numberOf(allowed.maxScans), 50)
    .option(
      "--predict <file>",
      "a file of the same columns; predictions.csv gets them and the fitted values",
    )
    .addOption(
      new Option("--engine <name>", "where the data are").choices(
        ["duckdb", "clickhouse", "postgres"] as const,
      ).default("duckdb" as const),
    )
    .option("--url <address>", "of the server; credentials here or in the environment")
    .option("--table <name>", "on the server, or in a DuckDB file")
    .option(
      "--timeout <seconds>",
      "stop the fit after this time; finished scans are kept",
      positiveNumber,
    )
    .option(
      "--hold <MiB>",
      "hold the rows in memory up to this size; 0: let DuckDB compute the sums in SQL",
      numberOf(allowed.ridge),
      mostHeld / 2 ** 20,
    )
    .option("--resume <file>", "a fit.json of a fit that was stopped; its options are used again")
    .option("--explain", "print the SQL, and scan nothing", false)
    .option("--out <folder>", "folder for fit.json, fit.md and the pictures", "out");
}

/** What was asked for on the command line. */
export type FitCommandOptions = ReturnType<ReturnType<typeof fitCommand>["opts"]>;

/**
 * The regression that is asked for.
 *
 * @throws {TableError} If no target is named.
 */
export function requestOf(options: FitCommandOptions): FitRequest {
  const { target, features, weights } = options;
  if (target === undefined) {
    throw new TableError("Cannot fit: no target column was given. Try --target column.");
  }
  const { family, exclude, categorical, where, ridge, intercept, strict, confidence, maxScans } =
    options;
  return {
    ...{ target, family, features, exclude, categorical, weights, where },
    ...{ ridge, intercept, strict, confidence, maxScans },
  };
}

/** Options that a resumed fit takes from the command line; all others it has already. */
const ofResumed = ["resume", "maxScans", "url", "hold", "timeout", "predict", "explain", "out"];

/**
 * A resumed fit's regression, with the scans that are allowed now.
 *
 * @throws {TableError} If another regression, or other data, are asked for.
 */
export function resumedRequest(
  command: ReturnType<typeof fitCommand>,
  request: FitRequest,
): FitRequest {
  const given = command.options.filter((option) =>
    command.getOptionValueSource(option.attributeName()) === "cli"
  );
  const other = given.find((option) => !ofResumed.includes(option.attributeName()));
  const named = command.args[0] === undefined ? other?.long : `"${command.args[0]}"`;
  if (named !== undefined) {
    throw new TableError(
      `Cannot resume with ${named}: the data and the regression come from the record. Leave it out, or start again without --resume.`,
    );
  }
  const scans = given.some((option) => option.attributeName() === "maxScans");
  return scans ? { ...request, maxScans: command.opts().maxScans } : request;
}

/** Where the data are, by the command line. */
export function placeOptions(file: string | undefined, options: FitCommandOptions): DataPlace {
  const { engine, url, table, header } = options;
  return { engine, file, url, table, header };
}

function collect(text: string, earlier: string[]): string[] {
  return [...earlier, text];
}

/** A parser of numbers, for commander. */
function numberOf({ is, expected }: Allowed): (text: string) => number {
  return (text) => {
    const value = text.trim() === "" ? NaN : Number(text);
    if (!is(value)) throw new InvalidArgumentError(`Expected ${expected}.`);
    return value;
  };
}
