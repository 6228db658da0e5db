/**
 * What a command line asks for: the regression, and where the data are.
 *
 * @module
 */
import { list } from "../../process/cli.ts";
import { targetOf } from "../formula/draft.ts";
import type { FitRequest } from "../model/request.ts";
import type { FamilyName } from "../model/families.ts";
import { TableError } from "../model/table_error.ts";
import type { DataPlace } from "../rows/open_engine.ts";
import { pathOptions } from "./path_options.ts";
import { checkRowsPath } from "./rows_file.ts";
import { otherFamilies, type OtherFamily } from "./fit_options.ts";
import type { fitCommand, FitCommandOptions } from "./command.ts";

/**
 * The regression that is asked for.
 *
 * @throws {TableError} If no target is named.
 */
export function requestOf(options: FitCommandOptions): FitRequest {
  const { formula, features, weights } = options;
  checkFormula(options);
  checkIntervals(options);
  checkRows(options);
  const target = formula === undefined ? options.target : targetOf(formula).target;
  if (target === undefined) {
    throw new TableError(
      'Cannot fit: no target column was given. Try --target column, or --formula "y ~ x".',
    );
  }
  const { exclude, categorical, where, ridge, intercept, strict, confidence, maxScans } = options;
  const { family, errors } = familyOf(options);
  const { link } = options;
  return {
    ...{ target, formula, family, link, features, exclude, categorical, weights, where },
    ...{ ridge, intercept, strict, confidence, maxScans, errors, cluster: options.cluster },
    path: pathOptions(options),
  };
}

/** A family by R's name may have errors of its own. */
function familyOf({ family, errors }: FitCommandOptions): Pick<FitRequest, "family" | "errors"> {
  if (!Object.hasOwn(otherFamilies, family)) return { family: family as FamilyName, errors };
  const other = otherFamilies[family as OtherFamily];
  return { family: other.family, errors: errors === "model" ? other.errors ?? errors : errors };
}

/** Intervals that no prediction has are refused before anything is fitted. */
function checkIntervals(
  { intervals, scale, predict, family, link, ridge, lasso, elasticNet }: FitCommandOptions,
): void {
  if (scale !== undefined && predict === undefined) {
    throw new TableError(
      `Cannot fit with --scale ${scale}: it is of --predict. Name the file to predict.`,
    );
  }
  if (intervals === undefined) return;
  const refuse = (why: string) => {
    throw new TableError(`Cannot fit with --intervals ${intervals}: ${why}`);
  };
  if (predict === undefined) refuse("they are of --predict. Name the file to predict.");
  if (ridge > 0) refuse("a ridge leaves no errors to tell them by. Leave out --ridge.");
  if (lasso || elasticNet !== undefined) refuse("a lasso leaves no errors to tell them by.");
  const isLinear = (family === "linear" || family === "gaussian") &&
    (link ?? "identity") === "identity";
  if (intervals === "row" && !isLinear) {
    refuse("only a linear family has intervals of a row. Try --intervals mean.");
  }
}

/** What cannot be written is refused before anything is fitted. */
function checkRows({ rows, engine, lasso, elasticNet }: FitCommandOptions): void {
  if (rows === undefined) return;
  checkRowsPath(rows);
  if (lasso || elasticNet !== undefined) {
    throw new TableError("Cannot fit with --rows: a lasso has no leverages. Leave out --rows.");
  }
  if (engine !== "duckdb") {
    throw new TableError(
      `Cannot fit with --rows: rows are written by DuckDB, and these are ${engine}'s. Leave out --rows.`,
    );
  }
}

/** A formula names target and features; other options would say so a second time. */
function checkFormula({ formula, target, features, exclude, intercept }: FitCommandOptions): void {
  if (formula === undefined) return;
  const others = {
    "--target": target !== undefined,
    "--features": features !== undefined,
    "--exclude": exclude.length > 0,
    "--no-intercept": !intercept,
  };
  const other = Object.entries(others).find(([, given]) => given)?.[0];
  if (other === undefined) return;
  const instead = other === "--no-intercept" ? 'Write "y ~ 0 + x".' : "Leave one of them out.";
  throw new TableError(`Cannot fit: --formula and ${other} say the same thing. ${instead}`);
}

/** Options that a resumed fit takes from the command line; all others it has already. */
const ofResumed = [
  "resume",
  "maxScans",
  "url",
  "hold",
  "timeout",
  "predict",
  "intervals",
  "scale",
  "against",
  "rows",
  "explain",
  "report",
  "out",
];

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
  const { engine, url, table, header, target, weights, formula } = options;
  const targets = formula === undefined ? [target] : targetOf(formula).columns;
  const { missing, delimiter, encoding, decimal, skip, categorical } = options;
  const reading = {
    ...{ delimiter, encoding, decimal, skip },
    missing: missing.flatMap((words) => words.split(",")).map((word) => word.trim()),
    // A name may have a comma.
    categorical: categorical.flatMap((names) => [names, ...list(names)]),
    truths: [...targets, weights].filter((name) => name !== undefined),
  };
  return { engine, file, url, table, header, ...(engine === "duckdb" ? { reading } : {}) };
}
