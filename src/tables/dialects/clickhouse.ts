/**
 * ClickHouse: its dialect of SQL, from version 18.16 on.
 *
 * @module
 */
import { type Dialect, type Pass, where } from "../dialect.ts";

/** ClickHouse's SQL. It binds no values: they stand in the text, escaped. */
export const clickhouse: Dialect = {
  name: "ClickHouse",
  identifier: (name) => `\`${escaped(name, "`")}\``,
  value: (value) => typeof value === "number" ? number(value) : `'${escaped(value, "'")}'`,
  double: (expression) => `toFloat64(${expression})`,
  text: (expression) => `toString(${expression})`,
  isFinite: (expression) => `isFinite(${expression})`,
  isNaN: (expression) => `isNaN(${expression})`,
  sum: (expression) => `sum(${expression})`,
  exp: (expression) => `exp(${expression})`,
  ln: (expression) => `log(${expression})`,
  pass: flatPass,
};

/**
 * A pass without subqueries: over a Distributed table an outer query would have the rows sent to it, where a flat one is
 * sent to the shards, and only their sums come back.
 */
function flatPass({ source, filter, stages, group, outputs }: Pass): string {
  const named = stages.flat().map(({ name, expression }) => `${expression} AS ${name}`);
  const select = group === undefined ? outputs : [group, ...outputs];
  const by = group === undefined ? "" : ` GROUP BY ${group}`;
  return `WITH ${named.join(", ")} SELECT ${select.join(", ")} FROM ${source}${where(filter)}${by}`;
}

/** ClickHouse has a backslash before a quote, and before a backslash. */
function escaped(text: string, quote: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`).replaceAll("\0", "\\0");
}

/**
 * A number with a point or a power, since a whole one would wrap around; in brackets, since "--" begins a comment.
 * Literals are read digit for digit, but those below the normal doubles are refused.
 */
function number(value: number): string {
  if (!Number.isFinite(value)) return `(${value > 0 ? "inf" : value < 0 ? "-inf" : "nan"})`;
  if (Math.abs(value) < 2.2250738585072014e-308) return "0.";
  return `(${value}${/[.e]/.test(String(value)) ? "" : "."})`;
}
