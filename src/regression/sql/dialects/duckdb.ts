/**
 * DuckDB: its dialect of SQL.
 *
 * @module
 */
import { type Dialect, nestedPass } from "../dialect.ts";
import { TableError } from "../../model/table_error.ts";

/** A number's text, the same whatever its type: 3, not 3.0 or 3.00. */
export function numberText(text: string): string {
  return `regexp_replace(CAST(TRY_CAST(${text} AS DOUBLE) AS VARCHAR), '\\.0$', '')`;
}

/** A path in the text: a string with its quotes doubled is all that DuckDB's literals know. */
export function literal(text: string): string {
  return `'${whole(text).replaceAll("'", "''")}'`;
}

/** DuckDB's SQL ends at a NUL. */
function whole(text: string): string {
  if (!text.includes("\0")) return text;
  throw new TableError(
    `Cannot read ${
      JSON.stringify(text)
    }: a name with a NUL is no name. Is it a text file, and in UTF-8?`,
  );
}

/** DuckDB's SQL. Its `fsum` is Kahan's compensated sum, at the price of the plain one. */
export const duckdb: Dialect = {
  name: "DuckDB",
  identifier: (name) => `"${whole(name).replaceAll('"', '""')}"`,
  value(value, bound) {
    const place = `$${bound.push(value)}`;
    return typeof value === "number" ? `CAST(${place} AS DOUBLE)` : place;
  },
  integer: (expression) => `CAST(${expression} AS HUGEINT)`,
  time: (expression) => `CAST(${expression} AS TIMESTAMP)`,
  random: "random()",
  datePart(part, expression) {
    const time = `CAST(${expression} AS TIMESTAMP)`;
    return part === "days"
      ? `(CAST(epoch_us(${time}) AS DOUBLE) / 86400000000)`
      : `CAST(date_part('${part === "weekday" ? "isodow" : part}', ${time}) AS DOUBLE)`;
  },
  double: (expression) => `CAST(${expression} AS DOUBLE)`,
  text(expression) {
    const text = `CAST(${expression} AS VARCHAR)`;
    const fraction = `regexp_matches(typeof(${expression}), '^(FLOAT|DOUBLE|DECIMAL)')`;
    return `CASE WHEN ${fraction} THEN ${numberText(text)} ELSE ${text} END`;
  },
  isFinite: (expression) => `isfinite(${expression})`,
  isNaN: (expression) => `isnan(${expression})`,
  sum: (expression) => `fsum(${expression})`,
  exp: (expression) => `exp(${expression})`,
  ln: (expression) => `ln(${expression})`,
  pass: nestedPass,
};
