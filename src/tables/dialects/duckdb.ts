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
  text: (expression) => `CAST(${expression} AS VARCHAR)`,
  isFinite: (expression) => `isfinite(${expression})`,
  isNaN: (expression) => `isnan(${expression})`,
  sum: (expression) => `fsum(${expression})`,
  exp: (expression) => `exp(${expression})`,
  ln: (expression) => `ln(${expression})`,
  pass: nestedPass,
};
