/**
 * A reader's own file as columns of numbers, held in memory.
 *
 * @module
 */
import type { Statement } from "../../regression/sql/dialect.ts";
import { type DuckDBEngine, openDuckDB } from "../../regression/engines/duckdb/engine.ts";
import type { NumericTable } from "../../tasks/table_task.ts";
import { TableError } from "../../regression/model/table_error.ts";
import type { Column, Value } from "../../regression/model/column.ts";

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
 * Reads a file's numeric columns, and its text columns as a column of 0 and 1 for each level but the first. Rows with
 * something missing or infinite are left out.
 *
 * @throws {TableError} Where the file is no table, has no such columns, or nothing is left to be learned.
 */
export async function readTableFile(file: string, options: TableFileOptions): Promise<TableFile> {
  const engine = await openDuckDB(file);
  try {
    const columns = await engine.describe();
    const target = find(columns, options.target, engine.label);
    if (target.kind !== "number") {
      throw new TableError(
        `Cannot race on "${engine.label}": the target "${target.name}" holds no numbers but ${target.type}. Name another with --target.`,
      );
    }
    const { statement, names, notes } = await selection(
      engine,
      target,
      wanted(columns, options, engine.label),
    );
    const [all] =
      (await engine.query({ text: `SELECT count(*) FROM ${engine.source}`, values: [] }))[0];
    // A split of the rows is to be the same in every run.
    await engine.keepOrder();
    const values = await engine.columns(statement);
    return whole(values, names, Number(all), [...engine.notes, ...notes], engine.label);
  } finally {
    await engine.close();
  }
}

function wanted(columns: Column[], options: TableFileOptions, label: string): Column[] {
  const { target, features, exclude = [] } = options;
  for (const name of exclude) find(columns, name, label);
  const chosen = features ? features.map((name) => find(columns, name, label)) : columns;
  return chosen.filter(({ name }) => name !== target && !exclude.includes(name));
}

function find(columns: Column[], name: string, label: string): Column {
  const found = columns.find((column) => column.name === name);
  if (found) return found;
  const has = columns.slice(0, 20).map((column) => column.name).join(", ");
  throw new TableError(
    `Cannot race on "${label}": it has no column "${name}", but ${has}${
      columns.length > 20 ? ", ..." : ""
    }.`,
  );
}

/** The query that reads the features and, last, the target; their names; and what was left out. */
async function selection(engine: DuckDBEngine, target: Column, features: Column[]) {
  const { dialect, source } = engine;
  const bound: Value[] = [];
  const double = ({ name }: Column) => dialect.double(dialect.identifier(name));
  const numeric = features.filter(({ kind }) => kind === "number");
  const texts = features.filter(({ kind }) => kind === "text");
  const names = numeric.map(({ name }) => name);
  const selected = numeric.map(double);
  const filter = [...numeric, target].map((column) => dialect.isFinite(double(column)));
  const notes = features.filter(({ kind }) => kind === "other")
    .map(({ name, type }) => `column "${name}" is left out: ${type}`);
  for (const { name } of texts) {
    const column = dialect.text(dialect.identifier(name));
    const text = `SELECT DISTINCT ${column} AS level FROM ${source} WHERE level IS NOT NULL ` +
      `ORDER BY level LIMIT ${mostLevels + 1}`;
    const levels = (await engine.query({ text, values: [] })).map(([level]) => String(level));
    if (levels.length > mostLevels) {
      notes.push(`column "${name}" is left out: text of more than ${mostLevels} levels`);
      continue;
    }
    filter.push(`${column} IS NOT NULL`);
    for (const level of levels.slice(1)) {
      names.push(`${name} = ${level}`);
      selected.push(`CAST(${column} = ${dialect.value(level, bound)} AS DOUBLE)`);
    }
  }
  const text = `SELECT ${[...selected, double(target)].join(", ")} FROM ${source} WHERE ${
    filter.join(" AND ")
  }`;
  const statement: Statement = { text, values: bound };
  return { statement, names: [...names, target.name], notes };
}

/** The table, without features that are alike in all rows. */
function whole(
  values: Float64Array[],
  names: string[],
  rows: number,
  notes: string[],
  label: string,
): TableFile {
  const columns = values.map((column, i) => ({ name: names[i], values: column }));
  const target = columns.pop()!;
  const used = target.values.length;
  const alike = ({ values }: { values: Float64Array }) =>
    values.every((value) => value === values[0]);
  if (used < rows) {
    notes.push(
      `${rows - used} of ${rows} rows are left out: something in them is missing or infinite`,
    );
  }
  if (used < 3) {
    throw new TableError(
      `Cannot race on "${label}": ${used} usable rows, and a race needs 3 or more. ${
        notes.join("; ")
      }`,
    );
  }
  if (alike(target)) {
    throw new TableError(
      `Cannot race on "${label}": the target "${target.name}" is ${target.values[0]} in every row.`,
    );
  }
  const features = columns.filter((column) => !alike(column));
  for (const column of columns.filter(alike)) {
    notes.push(`column "${column.name}" is left out: it is constant`);
  }
  if (features.length === 0) {
    throw new TableError(
      `Cannot race on "${label}": no column but the target is left to learn from. ${
        notes.join("; ")
      }`,
    );
  }
  return { table: { features, target }, notes };
}
