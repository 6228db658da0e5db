/**
 * Fitted values for the rows of another file.
 *
 * @module
 */
import { join } from "../deps/path.ts";
import { sqlAlgebra } from "./algebra.ts";
import type { Statement, Value } from "./dialect.ts";
import { openDuckDB } from "./duckdb_engine.ts";
import { type Column, type Engine, TableError } from "./engine.ts";
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
): Promise<Predicted> {
  const engine = await openDuckDB(file);
  const temporary = join(path, "..", `.${crypto.randomUUID()}.part`);
  try {
    const columns = await engine.describe();
    check(columns, model, file);
    const { text, values } = predictions(engine, model, coefficients, columns);
    const to = `'${temporary.replaceAll("'", "''")}'`;
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

function predictions(
  { dialect, source }: Engine,
  model: Model,
  coefficients: Coefficient[],
  columns: Column[],
): Statement {
  const values: Value[] = [];
  const algebra = sqlAlgebra(dialect, values);
  const known = model.inputs.flatMap(({ column, levels }) => {
    const options = levels?.map((level) => dialect.value(level, values));
    return options
      ? [`${dialect.text(dialect.identifier(column))} IN (${options.join(", ")})`]
      : [];
  });
  const terms = model.columns.map(({ input, level }, j) => {
    const weight = dialect.value(coefficients[j].estimate ?? 0, values);
    if (input === undefined) return weight;
    const name = dialect.identifier(model.inputs[input].column);
    if (level === undefined) return `${weight} * ${dialect.double(name)}`;
    const same = `${dialect.text(name)} = ${dialect.value(level, values)}`;
    return `CASE WHEN ${same} THEN ${weight} ELSE ${dialect.double("0")} END`;
  });
  const mean = model.family.mean(algebra, `(${terms.join(" + ")})`);
  const value = known.length === 0 ? mean : `CASE WHEN ${known.join(" AND ")} THEN ${mean} END`;
  // As they stand in a text file, whole numbers without a point.
  const copied = columns.map(({ name, type }) => {
    const column = dialect.identifier(name);
    return type === "DOUBLE" ? `${dialect.text(column)} AS ${column}` : column;
  });
  const text = `SELECT ${copied.join(", ")}, ${value} AS ${nameOf(columns)} FROM ${source}`;
  return { text, values };
}
