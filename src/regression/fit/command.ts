/**
 * The command line of a fit.
 *
 * @module
 */
import { decimalNumber, positiveNumber } from "../../process/cli.ts";
import { Command, InvalidArgumentError, Option } from "../../deps/command.ts";
import {
  type Allowed,
  allowed,
  familyNames,
  linkNames,
  otherFamilies,
  type OtherFamily,
} from "./fit_options.ts";
import { errorKinds } from "../model/errors.ts";
import { mostHeld } from "../rows/rows.ts";

/** A command that is ready to parse. */
export function fitCommand() {
  return new Command("fit")
    .description(
      "Fit a regression by Newton's method, in as few scans of the data as its digits need: to a file, a folder, or a table of a server.",
    )
    .argument("[file]", "CSV, Parquet, JSON, a glob or a folder of them, or a DuckDB file")
    .option("--target <column>", "the target column")
    .option(
      "--formula <formula>",
      'target and features in R\'s notation, as in "y ~ x1*x2 + log(x3)", in place of --target',
    )
    .addOption(
      new Option(
        "--family <name>",
        "distribution of the target: linear (normal), logistic (0/1), poisson or negative-binomial (counts), gamma or inverse-gaussian (above 0)",
      ).choices([...familyNames, ...Object.keys(otherFamilies) as OtherFamily[]])
        .default("linear" as const),
    )
    .addOption(
      new Option("--link <name>", "what the sum of terms is of the mean (default: the family's)")
        .choices(linkNames),
    )
    .addOption(
      new Option("--errors <kind>", "what standard errors are computed from").choices(errorKinds)
        .default("model" as const),
    )
    .option("--cluster <column>", "rows of the same value are one cluster, for errors")
    .option(
      "--features <columns>",
      "feature columns (default: all but target and weights); may be repeated",
      collectSome,
    )
    .option("--exclude <columns>", "columns to leave out; may be repeated", collect, [])
    .option(
      "--categorical <columns>",
      "columns to read as text, and treat as categories; may be repeated",
      collect,
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
    .option("--lasso", "a path of lassos, by glmnet's penalties, instead of least squares")
    .option(
      "--elastic-net <alpha>",
      "the same of elastic nets: 1 is the lasso, 0 a ridge",
      numberOf(allowed.alpha),
    )
    .option("--lambdas <list>", 'the path\'s penalties, as in "1,0.1,0.01" (default: 100 of them)')
    .option("--lambda <value>", "the penalty of the result: a number, min or 1se")
    .option("--cv <count>", "cross-validation by this number of folds", numberOf(allowed.folds))
    .option("--folds <column>", "cross-validation by the folds that a column names")
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
    .option(
      "--missing <words>",
      'words for missing values, as in "-,?"; may be repeated',
      collect,
      [],
    )
    .option("--delimiter <character>", "what divides a text file's columns")
    .addOption(
      new Option("--encoding <name>", "how a text file's characters are written").choices(
        ["utf-8", "utf-16", "latin-1"] as const,
      ),
    )
    .addOption(
      new Option("--decimal <character>", "what stands before a number's fraction").choices(
        [".", ","] as const,
      ),
    )
    .option("--skip <lines>", "lines before a text file's table", numberOf(allowed.skip))
    .option("--strict", "a row that lacks a value is an error", false)
    .option("--max-scans <count>", "at most this many scans", numberOf(allowed.maxScans), 50)
    .option(
      "--predict <file>",
      "a file of the same columns; predictions.csv gets them and the fitted values",
    )
    .addOption(
      new Option("--scale <name>", "of predictions: the mean, or what the link makes of it")
        .choices(["response", "link"] as const),
    )
    .addOption(
      new Option(
        "--intervals <kind>",
        "columns low and high in predictions.csv: of the mean, or of a row's value",
      )
        .choices(["mean", "row"] as const),
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
    .option(
      "--rows <file>",
      "a .parquet or .csv file for each row's fitted value, residual, leverage and Cook's distance",
    )
    .option(
      "--against <file>",
      "another fit's fit.json, of the same rows: F or chi squared, AIC, BIC",
    )
    .option("--explain", "print the SQL, and scan nothing", false)
    .option("--report", "write report.html too: one page with everything", false)
    .option("--out <folder>", "folder for fit.json, fit.md and the pictures", "out");
}

/** What was asked for on the command line. */
export type FitCommandOptions = ReturnType<ReturnType<typeof fitCommand>["opts"]>;

function collectSome(text: string, earlier: string[] = []): string[] {
  return [...earlier, text];
}

function collect(text: string, earlier: string[]): string[] {
  return [...earlier, text];
}

/** A parser of numbers, for commander. */
function numberOf({ is, expected }: Allowed): (text: string) => number {
  return (text) => {
    const value = decimalNumber(text);
    if (!is(value)) throw new InvalidArgumentError(`Expected ${expected}.`);
    return value;
  };
}
