/**
 * A table's columns as numbers for a race: text as a column of 0 and 1 for each level but the first.
 *
 * @module
 */
import type { Input } from "../../regression/model/model.ts";
import { TableError } from "../../regression/model/table_error.ts";
import type { Column, NumericTable } from "../../tasks/table_task.ts";

/** Columns without holes. */
export interface CompleteColumns {
  /** What each column is of. */
  inputs: Pick<Input, "column" | "levels">[];
  /** Numbers, or the places of levels. */
  columns: Float64Array[];
  target: { name: string; values: Float64Array };
  /** Rows there were. */
  total: number;
}

/**
 * Makes the table. Columns that are the same in every row are left out.
 *
 * @param source The data's name.
 * @param notes What is to be said of the columns is added.
 * @throws {TableError} If nothing is left to be learned.
 */
export function numericTable(
  source: string,
  { inputs, columns, target, total }: CompleteColumns,
  notes: string[],
): NumericTable {
  const refuse = (reason: string) => {
    throw new TableError(
      `Cannot race on "${source}": ${reason}${notes.length > 0 ? ` ${notes.join(" ")}` : ""}`,
    );
  };
  const used = target.values.length;
  if (used < total) {
    notes.push(
      `${total - used} of ${total} rows are left out: they contain missing or infinite values.`,
    );
  }
  if (used < 3) refuse(`${used} usable rows, and a race needs 3 or more.`);
  if (isConstant(target.values)) {
    refuse(`the target "${target.name}" is ${target.values[0]} in every row.`);
  }
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
  return { features, target };
}

function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0]);
}
