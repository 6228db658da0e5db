/**
 * How a CSV file is written, as its first rows look.
 *
 * @module
 */
import { literal } from "../../sql/dialects/duckdb.ts";
import type { Ask } from "./ask.ts";
import type { ReadingOptions } from "./typed.ts";

/** How a file is written, as its first rows look. */
export interface Format {
  /** Arguments of DuckDB's reader. */
  settings: string;
  names: string[];
  types: string[];
  delimiter: string;
  /** Whether a comma stands between a number's whole and its fraction. */
  decimalComma: boolean;
}

/** Where commas do not divide the columns, they may be decimal. */
export async function formatOf(
  path: string,
  options: string,
  { decimal }: ReadingOptions,
  ask: Ask,
): Promise<Format | undefined> {
  if (decimal === ",") return await sniff(path, options, ask, true);
  const points = await sniff(path, options, ask, false);
  if (decimal === ".") return points;
  if (points === undefined || points.delimiter === "," || !points.types.includes("VARCHAR")) {
    return points;
  }
  const commas = await sniff(path, options, ask, true);
  const numbers = (format?: Format) =>
    format?.types.filter((type) => type === "DOUBLE").length ?? 0;
  return numbers(commas) > numbers(points) ? commas : points;
}

/** Undefined if DuckDB cannot detect the format. */
async function sniff(
  path: string,
  options: string,
  ask: Ask,
  decimalComma: boolean,
): Promise<Format | undefined> {
  const comma = decimalComma ? ["decimal_separator = ','"] : [];
  const columns = ["name", "type"].map((field) => `list_transform(Columns, c -> c.${field})`);
  const found = await ask({
    text: `SELECT Delimiter, Quote, Escape, Comment, DateFormat, TimestampFormat, ` +
      `to_json(${columns[0]}), to_json(${columns[1]}) ` +
      `FROM sniff_csv(${[path, options, ...comma].join(", ")})`,
    values: [],
  }).catch(() => []);
  if (found.length !== 1) return undefined;
  const [delimiter, quote, escape, comment, date, timestamp, ...lists] = found[0].map((cell) =>
    cell === null ? undefined : String(cell)
  );
  const [names, types]: string[][] = lists.map((list) => JSON.parse(list!));
  // The first quote of a file may come late.
  const mark = (found?: string) => found === "(empty)" ? '"' : found!;
  const settings = {
    delim: delimiter,
    quote: mark(quote),
    escape: mark(escape),
    comment: comment === "(empty)" ? "" : comment,
    dateformat: date,
    timestampformat: timestamp,
  };
  const given = Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} = ${literal(value)}`]
  );
  return {
    settings: [...given, ...comma].join(", "),
    ...{ names, types, delimiter: delimiter!, decimalComma },
  };
}

/** Texts as a list of SQL. */
export function list(texts: string[]): string {
  return `[${texts.map(literal).join(", ")}]`;
}
