/**
 * Conditions on rows, as a reader writes them: comparisons, joined by and, or and not. Parsed, never pasted into SQL.
 *
 * @module
 */
import type { Column } from "./column.ts";
import { ConditionReader } from "./condition_reader.ts";
import type { Condition } from "./condition_types.ts";

/**
 * Parses "column op value", where op is one of = != < <= > >=, "column in (a, b)", "column between a and b" and "column is null", and their
 * combinations by and, or, not and parentheses. A column may stand in double quotes, a text value in single or double ones; neither needs to: a
 * value goes on to the next and, or or parenthesis after which another condition begins.
 *
 * @throws {TableError} If it is no such thing, there is no such column, or a value is none of the column's kind.
 */
export function parseCondition(text: string, columns: Column[]): Condition {
  return new ConditionReader(text, columns).read();
}
