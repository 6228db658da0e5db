/**
 * A reader's own file as columns of numbers, held in memory.
 *
 * @module
 */
import { readTable } from "../../regression/fit/read_table.ts";
import { TableError } from "../../regression/model/table_error.ts";
import type { Column, NumericTable } from "../../tasks/table_task.ts";

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
  const refuse = (reason: string) => {
    throw new TableError(
      `Cannot race on "${file}": ${reason}${notes.length > 0 ? ` ${notes.join(" ")}` : ""}`,
    );
  };
  const [values] = columns.splice(inputs.length);
  const used = values.length;
  if (used < total) {
    notes.push(
      `${total - used} of ${total} rows are left out: they contain missing or infinite values.`,
    );
  }
  if (used < 3) refuse(`${used} usable rows, and a race needs 3 or more.`);
  if (isConstant(values)) refuse(`the target "${target}" is ${values[0]} in every row.`);
  const all = inputs.flatMap(({ column, levels }, i): Column[] =>
    levels === undefined
      ? [{ name: column, values: columns[i] }]
      : levels.slice(1).map((level, k) => ({
        name: `${column} = ${level}`,
        values: columns[i].map((place) => Number(place === k + 1)),
      }))
  );
  const features = all.filter(({ values }) => !isConstant(values));
  for (const { name } of all.filter(({ values }) => isConstant(values))) {
    notes.push(`"${name}" is the same in every row: left out.`);
  }
  if (features.length === 0) refuse("no column but the target is left to learn from.");
  return { table: { features, target: { name: target, values } }, notes };
}

function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0]);
}
