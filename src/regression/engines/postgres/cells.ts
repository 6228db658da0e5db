/**
 * PostgreSQL's values as cells.
 *
 * @module
 */
import type { Cell } from "../../model/column.ts";

/** Types whose text is a number: count and sum give them. */
const int8 = 20, exact = 1700;

/** An array of doubles. */
const doubles = 1022;

/** A value; of an array of doubles, its elements. */
export function cellsOf(value: unknown, type: number): Cell | Cell[] {
  return type === doubles
    ? String(value).slice(1, -1).split(",").map((text) => text === "NULL" ? null : Number(text))
    : cell(value, type);
}

function cell(value: unknown, type: number): Cell {
  if (value === null || typeof value === "number") return value;
  if (typeof value === "boolean" || type === int8 || type === exact) return Number(value);
  return String(value);
}
