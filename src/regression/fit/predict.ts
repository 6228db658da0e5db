/**
 * Fitted values for the rows of another file.
 *
 * @module
 */
import { join } from "../../deps/path.ts";
import type { Statement } from "../sql/dialect.ts";
import { literal, numberText } from "../sql/dialects/duckdb.ts";
import { type DuckDBEngine, openDuckDB } from "../engines/duckdb/engine.ts";
import type { DuckDBOptions } from "../engines/duckdb/source.ts";
import type { Model } from "../model/model.ts";
import type { Coefficient } from "../results/fit_summary.ts";
import { TableError } from "../model/table_error.ts";
import type { Column, Value } from "../model/column.ts";
import { sqlAlgebra } from "../sql/sql_algebra.ts";

/** How many rows got a fitted value, and how many lack a column or have a level that the fit never saw. */
export interface Predicted {
  rows: number;
  without: number;
  /** What is to be said about the choice of files. */
  notes: string[];
}

/**
 * Writes a file's rows with one more column, "prediction": the fitted mean, or nothing if a row lacks a value. DuckDB reads
 * and writes; the rows never come here.
 *
 * @throws {TableError} If the file lacks a column, or cannot be read or written.
 */
export async function predictFile(
  file: string,
  model: Model,
  coefficients: Coefficient[],
  path: string,
  options: DuckDBOptions = {},
): Promise<Predicted> {
  const engine = await openDuckDB(file, options);
  const temporary = join(path, "..", `.${crypto.randomUUID()}.part`);
  try {
    const columns = await engine.describe();
    check(engine, columns, model);
    await engine.keepOrder();
    const { text, values } = predictions(engine, model, coefficients, columns);
    const to = literal(temporary);
    await engine.query({ text: `COPY (${text}) TO ${to} (FORMAT csv, HEADER)`, values });
    const counted = `SELECT count(*), count(${nameOf(columns)}) FROM (${text}) AS t`;
    const [[rows, there]] = await engine.query({ text: counted, values });
    await Deno.rename(temporary, path);
    return { rows: Number(rows), without: Number(rows) - Number(there), notes: engine.notes };
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  } finally {
    await engine.close();
  }
}

/**
 * Looks whether a file has the columns of a model, before anything is fitted for it.
 *
 * @throws {TableError} If it has not, or cannot be read.
 */
export async function checkFile(
  file: string,
  model: Model,
  options: DuckDBOptions = {},
): Promise<void> {
  const engine = await openDuckDB(file, options);
  try {
    check(engine, await engine.describe(), model);
  } finally {
    await engine.close();
  }
}

function check({ copied, label }: DuckDBEngine, columns: Column[], { inputs }: Model): void {
  for (const { column, levels } of inputs) {
    const found = columns.find(({ name }) => name === column);
    if (!found) throw new TableError(`Cannot predict: "${label}" has no column "${column}".`);
    // Of text, each value is looked at by itself.
    if (levels === undefined && copied === undefined && found.kind !== "number") {
      throw new TableError(
        `Cannot predict: "${column}" in "${label}" is ${found.type}, not a number.`,
      );
    }
  }
}

/** "prediction", and more underscores where the file has that already. */
function nameOf(columns: Column[]): string {
  let name = "prediction";
  while (columns.some((column) => column.name.toLowerCase() === name)) name += "_";
  return name;
}

/** Rows as they are written, with what is fitted to what they mean. */
function predictions(
  engine: DuckDBEngine,
  model: Model,
  coefficients: Coefficient[],
  columns: Column[],
): Statement {
  const { dialect, source, copied } = engine;
  const values: Value[] = [];
  const algebra = sqlAlgebra(dialect, values);
  const inputs = model.inputs.map(({ column, levels }) => {
    const name = dialect.identifier(column);
    if (levels === undefined) return { number: numberOf(engine, name), level: "", options: [] };
    const options = levels.map((level) => dialect.value(level, values));
    return { number: "", level: levelOf(engine, name, options), options };
  });
  const known = inputs.map(({ number, level }) =>
    number === "" ? `${level} IS NOT NULL` : dialect.isFinite(number)
  );
  const terms = model.columns.map(({ input, level }, j) => {
    const weight = dialect.value(coefficients[j].estimate ?? 0, values);
    if (input === undefined) return weight;
    if (level === undefined) return `${weight} * ${inputs[input].number}`;
    const option = inputs[input].options[model.inputs[input].levels!.indexOf(level)];
    const same = `${inputs[input].level} = ${option}`;
    return `CASE WHEN ${same} THEN ${weight} ELSE ${dialect.double("0")} END`;
  });
  const mean = model.family.mean(algebra, `(${terms.join(" + ")})`);
  const value = `CASE WHEN ${known.join(" AND ")} THEN ${mean} END`;
  return { text: `SELECT *, ${value} AS ${nameOf(columns)} FROM ${copied ?? source}`, values };
}

/** A number's text, with a point. */
function pointed({ decimalComma }: DuckDBEngine, text: string): string {
  return decimalComma ? `replace(${text}, ',', '.')` : text;
}

/** A column's number, or null; of a truth value 1 or 0. */
function numberOf(engine: DuckDBEngine, name: string): string {
  if (engine.copied === undefined) return engine.dialect.double(name);
  return `CASE lower(${name}) WHEN 'true' THEN 1 WHEN 'false' THEN 0 ` +
    `ELSE TRY_CAST(${pointed(engine, name)} AS DOUBLE) END`;
}

/** Which of the levels a column's text is: as it is written, as a number, or as a truth value. Null if it is none. */
function levelOf(engine: DuckDBEngine, name: string, options: string[]): string {
  const text = engine.copied === undefined ? engine.dialect.text(name) : name;
  const number = numberText(pointed(engine, text));
  const levels = options.join(", ");
  return `CASE WHEN ${text} IN (${levels}) THEN ${text} ` +
    `WHEN ${number} IN (${levels}) THEN ${number} ` +
    `WHEN lower(${text}) IN ('true', 'false') AND lower(${text}) IN (${levels}) THEN lower(${text}) END`;
}
