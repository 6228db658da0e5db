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
  integer: (expression) => `CAST(${expression} AS numeric)`,
  time: (expression) => `CAST(${expression} AS timestamp)`,
  random: "random()",
  datePart(part, expression) {
    const field = { days: "epoch", weekday: "isodow" }[part as string] ?? part;
    const found = `EXTRACT(${field} FROM CAST(${expression} AS timestamp))`;
    return `CAST(${part === "days" ? `${found} / 86400` : found} AS double precision)`;
  },
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
 * of thousands; those that contain a random number it takes as they are. Nothing that is summed is null and every row has the name,
 * so that none is drawn.
 */
function inOneArray(pass: Pass): Pass {
  const [{ name }] = pass.stages[pass.stages.length - 1];
  const outputs = pass.outputs.map((output) => {
    const [, summed] = /^sum\((.*)\)$/s.exec(output) ?? [];
    return summed === undefined
      ? `${output} FILTER (WHERE ${name} IS NOT NULL OR random() >= 0)`
      : `sum(COALESCE(${summed}, 0 * random()))`;
  });
  return { ...pass, outputs: [`ARRAY[${outputs.join(", ")}]`] };
}

/** NaN first: unlike elsewhere it equals itself. */
const special = ["NaN", "Infinity", "-Infinity"].map((name) => `double precision '${name}'`);
