/**
 * PostgreSQL: its dialect of SQL.
 *
 * @module
 */
import { type Dialect, nestedPass } from "../dialect.ts";

/** PostgreSQL's SQL. Its planner sees through the subqueries of a pass. */
export const postgres: Dialect = {
  name: "PostgreSQL",
  identifier: (name) => `"${name.replaceAll('"', '""')}"`,
  value: (value, bound) =>
    `CAST($${bound.push(value)} AS ${typeof value === "number" ? "double precision" : "text"})`,
  double: (expression) => `CAST(${expression} AS double precision)`,
  text: (expression) => `CAST(${expression} AS text)`,
  isFinite: (expression) => `(${expression} NOT IN (${special.join(", ")}))`,
  isNaN: (expression) => `(${expression} = ${special[0]})`,
  sum: (expression) => `sum(${expression})`,
  exp: (expression) => `exp(${expression})`,
  ln: (expression) => `ln(${expression})`,
  pass: nestedPass,
};

/** NaN first: unlike elsewhere it equals itself. */
const special = ["NaN", "Infinity", "-Infinity"].map((name) => `double precision '${name}'`);
