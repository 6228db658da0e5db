/**
 * Numbers and levels of a file's columns, of which some may be text.
 *
 * @module
 */
import type { DuckDBEngine } from "../engines/duckdb/engine.ts";
import type { Value } from "../model/column.ts";
import { isColumnText, type Reader } from "../model/expression.ts";
import { numberText } from "../sql/dialects/duckdb.ts";
import { columnReader } from "../sql/expression_sql.ts";

/** A number's text, with a point. */
function pointed({ decimalComma }: DuckDBEngine, text: string): string {
  return decimalComma ? `replace(${text}, ',', '.')` : text;
}

/** A column's number, or null; of a truth value 1 or 0. */
export function numberOf(engine: DuckDBEngine, name: string): string {
  if (engine.copied === undefined) return engine.dialect.double(name);
  return `CASE lower(${name}) WHEN 'true' THEN 1 WHEN 'false' THEN 0 ` +
    `ELSE TRY_CAST(${pointed(engine, name)} AS DOUBLE) END`;
}

/** A text, if it is one of the levels. */
export function amongLevels(text: string, options: string[]): string {
  return `CASE WHEN ${text} IN (${options.join(", ")}) THEN ${text} END`;
}

/** Columns as they stand in the file, of which some may be text. */
export function readerOf(engine: DuckDBEngine, values: Value[]): Reader<string> {
  const { dialect, copied } = engine;
  const reader = columnReader(dialect, values);
  return {
    ...reader,
    number: (column) => numberOf(engine, dialect.identifier(column)),
    date(column, part) {
      const name = dialect.identifier(column);
      return dialect.datePart(part, copied === undefined ? name : `TRY_CAST(${name} AS TIMESTAMP)`);
    },
    is(text, level) {
      if (!isColumnText(text)) return reader.is(text, level);
      const name = dialect.identifier(text.column);
      const found = levelOf(engine, name, [dialect.value(level, values)]);
      return `CASE WHEN ${found} IS NOT NULL THEN 1.0 WHEN ${name} IS NOT NULL THEN 0.0 END`;
    },
  };
}

/** Which of the levels a column's text is: as it is written, as a number, or as a truth value. Null if it is none. */
export function levelOf(engine: DuckDBEngine, name: string, options: string[]): string {
  const text = engine.copied === undefined ? engine.dialect.text(name) : name;
  const number = numberText(pointed(engine, text));
  const levels = options.join(", ");
  return `CASE WHEN ${text} IN (${levels}) THEN ${text} ` +
    `WHEN ${number} IN (${levels}) THEN ${number} ` +
    `WHEN lower(${text}) IN ('true', 'false') AND lower(${text}) IN (${levels}) THEN lower(${text}) END`;
}
