/**
 * What a value of text may be, in DuckDB's SQL.
 *
 * @module
 */
import { likelyMissing, number } from "../../model/written_values.ts";
import { duckdb, literal } from "../../sql/dialects/duckdb.ts";

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

export function listed(texts: readonly string[]): string {
  return texts.map(literal).join(", ");
}
