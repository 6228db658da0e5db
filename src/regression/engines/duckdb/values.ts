/**
 * What a value of text may be, in DuckDB's SQL.
 *
 * @module
 */
import { duckdb, literal } from "../../sql/dialects/duckdb.ts";

/** Text that stands for nothing where the rest of the column is numbers. */
const likelyMissing = [
  "NA",
  "NaN",
  "NULL",
  "null",
  "n/a",
  "na",
  "#N/A",
  "<NA>",
  "-nan",
  "None",
  "none",
  "?",
  "-",
  "--",
  ".",
];

const number = "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|[+-]?[Ii]nf(inity)?";
/** Words for truth that count as truth values anywhere. */
export const truths = ["true", "false"];
/** Words that do where numbers are wanted. */
export const words = [...truths, "yes", "no", "t", "f", "y", "n"];

/** A column's value as text, trimmed, and what it may be. */
export function expressionsOf(name: string, missing: string[], decimalComma: boolean) {
  const raw = duckdb.identifier(name);
  const text = `trim(CAST(${raw} AS VARCHAR))`;
  const lower = `lower(${text})`;
  const pointed = decimalComma ? `replace(${text}, ',', '.')` : text;
  const isNumber = `regexp_full_match(${pointed}, ${literal(number)})`;
  const present = `coalesce(${text} NOT IN (${listed(missing)}), false)`;
  return {
    ...{ text, lower, present, isNumber },
    isLikely: `${text} IN (${listed(likelyMissing)})`,
    number: `CASE WHEN ${present} AND ${isNumber} THEN CAST(${pointed} AS DOUBLE) END`,
    truth: `CASE WHEN ${present} THEN ${lower} IN ('true', 'yes', 't', 'y') END`,
    // As the file spells it.
    asWritten: `CASE WHEN ${present} THEN CAST(${raw} AS VARCHAR) END`,
  };
}

/** The least and the largest whole number of a column, and how many there are. */
export function rowNumbers(name: string): string {
  const value = `TRY_CAST(${duckdb.identifier(name)} AS BIGINT)`;
  return `min(${value}), max(${value}), count(DISTINCT ${value})`;
}

export function listed(texts: string[]): string {
  return texts.map(literal).join(", ");
}
