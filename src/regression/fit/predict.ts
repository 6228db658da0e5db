/**
 * Fitted values for the rows of another file.
 *
 * @module
 */
import { unfinishedPath } from "../../process/files.ts";
import { literal } from "../sql/dialects/duckdb.ts";
import { type DuckDBEngine, openDuckDB } from "../engines/duckdb/engine.ts";
import type { DuckDBOptions } from "../engines/duckdb/source.ts";
import { columnsOfText, type Operations, type Reader, valueOf } from "../model/expression.ts";
import { expressionOf, type Model, textOf } from "../model/model.ts";
import type { Coefficient } from "../results/fit_summary.ts";
import { TableError } from "../model/table_error.ts";
import type { Column } from "../model/column.ts";
import { type Predicting, predictionSql } from "./prediction_sql.ts";

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
  predicting: Predicting = {},
): Promise<Predicted> {
  const engine = await openDuckDB(file, options);
  const temporary = unfinishedPath(path);
  try {
    const columns = await engine.describe();
    check(engine, columns, model);
    await engine.keepOrder();
    const { text, values, name } = predictionSql(engine, model, coefficients, columns, predicting);
    const to = literal(temporary);
    await engine.query({ text: `COPY (${text}) TO ${to} (FORMAT csv, HEADER)`, values });
    const counted = `SELECT count(*), count(${name}) FROM (${text}) AS t`;
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

function check(
  { copied, label }: DuckDBEngine,
  columns: Column[],
  { inputs, offset }: Model,
): void {
  const typeOf = (column: string) => {
    const found = columns.find(({ name }) => name === column);
    if (found) return found;
    throw new TableError(`Cannot predict: "${label}" has no column "${column}".`);
  };
  const isNumber = (column: string) => {
    const { kind, type } = typeOf(column);
    // Of text, each value is looked at by itself.
    if (copied !== undefined || kind === "number") return "";
    throw new TableError(`Cannot predict: "${column}" in "${label}" is ${type}, not a number.`);
  };
  const reader: Reader<string> = {
    number: isNumber,
    date: (column) => typeOf(column).name,
    is: (text) => columnsOfText(text).map(typeOf)[0]?.name ?? "",
  };
  const nothing: Operations<string> = { of: () => "", function: () => "", operation: () => "" };
  for (const input of inputs) {
    if (input.levels === undefined) valueOf(expressionOf(input), reader, nothing);
    else columnsOfText(textOf(input)).forEach(typeOf);
  }
  if (offset) valueOf(offset, reader, nothing);
}
