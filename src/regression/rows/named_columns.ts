/**
 * Named columns that a caller has in memory: numbers, texts, truth values or dates.
 *
 * @module
 */
import type { Tensor } from "../../deps/tf.ts";
import type { Column } from "../model/column.ts";
import {
  type DatePart,
  type Expression,
  isColumnText,
  numberOperations,
  type Operations,
  type Reader,
  type Text,
  valueOf,
} from "../model/expression.ts";
import { TableError } from "../model/table_error.ts";

/** What a column may have in a row; null, undefined and NaN are missing. */
export type RowValue = number | string | boolean | Date | null | undefined;

/** A table: columns of the same length by their names. */
export type NamedColumns = Record<string, Tensor | ArrayLike<RowValue>>;

/** A table that was read, and what is computed from its columns. */
export interface TableColumns {
  columns: Column[];
  rows: number;
  /** NaN where it is missing. */
  number(expression: Expression): Float64Array;
  text(text: Text): (string | undefined)[];
}

const kinds = {
  number: { type: "number", kind: "number" },
  boolean: { type: "boolean", kind: "number" },
  string: { type: "text", kind: "text" },
  date: { type: "Date", kind: "other" },
} as const;

/**
 * Reads named columns. Tensors are read once.
 *
 * @throws {TableError} If they differ in length, or one of them has values of several kinds.
 */
export async function readColumns(table: NamedColumns): Promise<TableColumns> {
  const values = new Map<string, ArrayLike<RowValue>>();
  for (const [name, column] of Object.entries(table)) {
    values.set(name, "dataId" in column ? await (column as Tensor).data() : column);
  }
  const [first] = values;
  if (first === undefined) throw new TableError("Cannot fit: the table has no columns.");
  const rows = first[1].length;
  for (const [name, column] of values) {
    if (column?.length === rows) continue;
    throw new TableError(
      `Cannot fit: "${name}" has ${column?.length} values, and "${
        first[0]
      }" has ${rows}. Expected as many in each column.`,
    );
  }
  const columns = [...values].map(([name, column]) => ({ name, ...kinds[kindOf(name, column)] }));
  const operations = columnOperations(rows);
  const reader = columnsReader(values, rows, (text) => textOf(text));
  const number = (expression: Expression) => valueOf(expression, reader, operations);
  const textOf = (text: Text): (string | undefined)[] =>
    isColumnText(text)
      ? Array.from({ length: rows }, (_, row) => shown(values.get(text.column)![row]))
      : Array.from(number(text.of), (value) => shown(value));
  return { columns, rows, number, text: textOf };
}

function kindOf(name: string, column: ArrayLike<RowValue>): keyof typeof kinds {
  let kind: keyof typeof kinds | undefined;
  for (let row = 0; row < column.length; row++) {
    const value = column[row];
    if (value === null || value === undefined || Number.isNaN(value)) continue;
    const own = value instanceof Date ? "date" : typeof value;
    if (!Object.hasOwn(kinds, own) || own !== (kind ?? own)) {
      throw new TableError(
        `Cannot fit: "${name}" has ${
          kind === undefined ? "" : `a ${kind} and `
        }a ${own} (row ${row}). Expected numbers, texts, truth values or dates throughout.`,
      );
    }
    kind = own as keyof typeof kinds;
  }
  // Of nothing but missing values the numbers are missing.
  return kind ?? "number";
}

function shown(value: RowValue): string | undefined {
  if (value === null || value === undefined || Number.isNaN(value)) return undefined;
  return value instanceof Date ? value.toISOString() : String(value);
}

function columnsReader(
  values: Map<string, ArrayLike<RowValue>>,
  rows: number,
  textOf: (text: Text) => (string | undefined)[],
): Reader<Float64Array> {
  const each = (column: string, of: (value: NonNullable<RowValue>) => number) => {
    const from = values.get(column)!;
    return Float64Array.from({ length: rows }, (_, row) => {
      const value = from[row];
      return value === null || value === undefined ? NaN : of(value);
    });
  };
  return {
    number: (column) => each(column, Number),
    date: (column, part) => each(column, (value) => dateParts[part](value as Date)),
    is: (text, level) =>
      Float64Array.from(textOf(text), (own) => own === undefined ? NaN : Number(own === level)),
  };
}

/** In UTC, as days are counted. */
const dateParts: Record<DatePart, (date: Date) => number> = {
  days: (date) => date.getTime() / 86_400_000,
  year: (date) => date.getUTCFullYear(),
  month: (date) => date.getUTCMonth() + 1,
  day: (date) => date.getUTCDate(),
  weekday: (date) => (date.getUTCDay() + 6) % 7 + 1,
  hour: (date) => date.getUTCHours(),
};

function columnOperations(rows: number): Operations<Float64Array> {
  return {
    of: (value) => new Float64Array(rows).fill(value),
    function: (name, of) => of.map((value) => numberOperations.function(name, value)),
    operation: (operation, left, right) =>
      left.map((value, row) => numberOperations.operation(operation, value, right[row])),
  };
}
