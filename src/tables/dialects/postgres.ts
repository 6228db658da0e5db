/**
 * PostgreSQL: its dialect of SQL.
 *
 * @module
 */
import { type Dialect, nestedPass, type Pass } from "../dialect.ts";

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
  pass: (pass) =>
    nestedPass(pass.outputs.length > mostOutputs ? inOneArray(pass) : pass, " OFFSET 0"),
};

/** PostgreSQL has no more than 1664 columns in an answer. */
const mostOutputs = 1600;

/**
 * All aggregates as one array. PostgreSQL compares each with all others, to compute equal ones once, which takes minutes for tens
 * of thousands; those that contain a random number it takes as they are. The filter holds for every row, and draws none.
 */
function inOneArray(pass: Pass): Pass {
  const [{ name }] = pass.stages[pass.stages.length - 1];
  const filter = `FILTER (WHERE ${name} IS NOT NULL OR random() >= 0)`;
  return {
    ...pass,
    outputs: [`ARRAY[${pass.outputs.map((one) => `${one} ${filter}`).join(", ")}]`],
  };
}

/** NaN first: unlike elsewhere it equals itself. */
const special = ["NaN", "Infinity", "-Infinity"].map((name) => `double precision '${name}'`);
