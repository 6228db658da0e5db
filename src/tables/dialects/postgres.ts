/**
 * PostgreSQL: its dialect of SQL.
 *
 * @module
 */
import { type Dialect, nestedPass } from "../dialect.ts";

/**
 * PostgreSQL's SQL. It would write a subquery's expressions out in every sum, and compute them as often; it leaves those
 * with an offset alone.
 */
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
  pass: (pass) => nestedPass(pass, " OFFSET 0"),
};

/** NaN first: unlike elsewhere it equals itself. */
const special = ["NaN", "Infinity", "-Infinity"].map((name) => `double precision '${name}'`);
