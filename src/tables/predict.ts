/**
 * Fitted values for the rows of another file.
 *
 * @module
 */
import { join } from "../deps/path.ts";
import { sqlAlgebra } from "./algebra.ts";
import type { Statement, Value } from "./dialect.ts";
import { literal } from "./dialects/duckdb.ts";
import { type DuckDBEngine, openDuckDB } from "./duckdb_engine.ts";
import type { DuckDBOptions } from "./duckdb_source.ts";
import { type Column, TableError } from "./engine.ts";
import type { Model } from "./model.ts";
import type { Coefficient } from "./fit_summary.ts";

/** How many rows got a fitted value, and how many lack a column or have a level that the fit never saw. */
export interface Predicted {
  rows: number;
  without: number;
}

/**
 * Writes a file's rows with one more column, "prediction": the fitted mean, or nothing where a row lacks a value. DuckDB reads
 * and writes; the rows never come here.
 *
 * @throws {TableError} Where the file lacks a column, or cannot be read or written.
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
    check(columns, model, file);
    await engine.keepOrder();
    const { text, values } = predictions(engine, model, coefficients, columns);
    const to = literal(temporary);
    await engine.query({ text: `COPY (${text}) TO ${to} (FORMAT csv, HEADER)`, values });
    const counted = `SELECT count(*), count(${nameOf(columns)}) FROM (${text}) AS t`;
    const [[rows, there]] = await engine.query({ text: counted, values });
    await Deno.rename(temporary, path);
    return { rows: Number(rows), without: Number(rows) - Number(there) };
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  } finally {
    await engine.close();
  }
}

function check(columns: Column[], { inputs }: Model, file: string): void {
  for (const { column, levels } of inputs) {
    const found = columns.find(({ name }) => name === column);
    if (!found) throw new TableError(`Cannot predict: "${file}" has no column "${column}".`);
    if (levels === undefined && found.kind !== "number") {
      throw new TableError(
        `Cannot predict: "${column}" in "${file}" is ${found.type}, not a number.`,
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

/** Rows as they are written, beside what is fitted to what they mean. */
function predictions(
  { dialect, source, copied }: DuckDBEngine,
  model: Model,
  coefficients: Coefficient[],
  columns: Column[],
): Statement {
  const values: Value[] = [];
  const algebra = sqlAlgebra(dialect, values);
  const column = (input: number) => `typed.${dialect.identifier(model.inputs[input].column)}`;
  const known = model.inputs.flatMap(({ levels }, i) => {
    const options = levels?.map((level) => dialect.value(level, values));
    return options ? [`${dialect.text(column(i))} IN (${options.join(", ")})`] : [];
  });
  const terms = model.columns.map(({ input, level }, j) => {
    const weight = dialect.value(coefficients[j].estimate ?? 0, values);
    if (input === undefined) return weight;
    if (level === undefined) return `${weight} * ${dialect.double(column(input))}`;
    const same = `${dialect.text(column(input))} = ${dialect.value(level, values)}`;
    return `CASE WHEN ${same} THEN ${weight} ELSE ${dialect.double("0")} END`;
  });
  const mean = model.family.mean(algebra, `(${terms.join(" + ")})`);
  const value = known.length === 0 ? mean : `CASE WHEN ${known.join(" AND ")} THEN ${mean} END`;
  const name = nameOf(columns);
  const text = copied === undefined
    ? `SELECT *, ${value} AS ${name} FROM ${source} AS typed`
    : `SELECT copied.*, ${value} AS ${name} FROM ${copied} AS copied POSITIONAL JOIN ${source} AS typed`;
  return { text, values };
}
