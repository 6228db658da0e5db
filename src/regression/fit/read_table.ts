/**
 * A file's columns in memory, read as a fit reads them: for whoever wants the numbers themselves.
 *
 * @module
 */
import { openDuckDB } from "../engines/duckdb/engine.ts";
import type { Input } from "../model/model.ts";
import type { FitRequest } from "../model/request.ts";
import { rowsStatement } from "../sql/rows_statement.ts";
import { prepare } from "./prepare.ts";

/** A table that was read; rows that lack a value are left out. */
export interface ReadTable {
  /** What each column is of: the features, in order. */
  inputs: Input[];
  /** One array per input, categories as the place of their level, and last the target. */
  columns: Float64Array[];
  /** The target's name. */
  target: string;
  /** Rows in the file. */
  total: number;
  /** What is to be said about how the file was read. */
  notes: string[];
}

/**
 * Reads a file's target and features.
 *
 * @param mostLevels Text of more levels than this is left out, with a note.
 * @throws {TableError} As a fit does: if the file is no table, or has no such columns.
 */
export async function readTable(
  file: string,
  { target, features, exclude = [] }: Pick<FitRequest, "target" | "features"> & {
    exclude?: string[];
  },
  mostLevels: number,
): Promise<ReadTable> {
  const request: FitRequest = {
    ...{ target, features, exclude, family: "linear", categorical: [], where: [], ridge: 0 },
    ...{ intercept: true, strict: false, confidence: 0.95, maxScans: 1 },
  };
  const engine = await openDuckDB(file, { reading: { truths: [target] } });
  try {
    const { model, place, notes } = await prepare(engine, request, { mostLevels });
    // A split of the rows is to be the same in every run.
    await engine.keepOrder();
    const read = await engine.columns(rowsStatement(place, model));
    const complete = Array.from(read[0] ?? [], (_, row) => row)
      .filter((row) => read.every((column) => Number.isFinite(column[row])));
    return {
      inputs: model.inputs,
      columns: read.map((column) => Float64Array.from(complete, (row) => column[row])),
      target,
      total: read[0]?.length ?? 0,
      notes,
    };
  } finally {
    await engine.close();
  }
}
