/**
 * A reader's own file as columns of numbers, held in memory.
 *
 * @module
 */
import { readTable } from "../../regression/fit/read_table.ts";
import type { NumericTable } from "../../tasks/table_task.ts";
import { numericTable } from "./numeric_table.ts";

/** Which columns of the file. */
export interface TableFileOptions {
  target: string;
  /** By default all but the target. */
  features?: string[];
  exclude?: string[];
}

/** A file that was read. */
export interface TableFile {
  table: NumericTable;
  /** What the reader should know: rows and columns left out, text made numbers. */
  notes: string[];
}

/** A text column of more levels than this is left out. */
const mostLevels = 20;

/**
 * Reads a file's numeric columns, and its text columns as a column of 0 and 1 for each level but the first. Rows that lack a value,
 * and columns that are the same in every row, are left out.
 *
 * @throws {TableError} If the file is no table, has no such columns, or nothing is left to be learned.
 */
export async function readTableFile(file: string, options: TableFileOptions): Promise<TableFile> {
  const { inputs, columns, target, total, notes } = await readTable(file, options, mostLevels);
  const [values] = columns.splice(inputs.length);
  const read = { inputs, columns, target: { name: target, values }, total };
  return { table: numericTable(file, read, notes), notes };
}
