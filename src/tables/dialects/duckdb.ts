/**
 * DuckDB: its dialect of SQL.
 *
 * @module
 */
import { type Dialect, nestedPass } from "../dialect.ts";

/** DuckDB's SQL. Its `fsum` is Kahan's compensated sum, at the price of the plain one. */
export const duckdb: Dialect = {
  name: "DuckDB",
  identifier: (name) => `"${name.replaceAll('"', '""')}"`,
  value(value, bound) {
    const place = `$${bound.push(value)}`;
    return typeof value === "number" ? `CAST(${place} AS DOUBLE)` : place;
  },
  double: (expression) => `CAST(${expression} AS DOUBLE)`,
  // Whole numbers of a text file are doubles, and read as what they are: 3, not 3.0.
  text: (expression) =>
    `CASE WHEN typeof(${expression}) = 'DOUBLE' THEN regexp_replace(CAST(${expression} AS VARCHAR), '\\.0$', '') ` +
    `ELSE CAST(${expression} AS VARCHAR) END`,
  isFinite: (expression) => `isfinite(${expression})`,
  isNaN: (expression) => `isnan(${expression})`,
  sum: (expression) => `fsum(${expression})`,
  exp: (expression) => `exp(${expression})`,
  ln: (expression) => `ln(${expression})`,
  pass: nestedPass,
};
