/**
 * A statement whose answer can be read.
 *
 * @module
 */
import type { Cell } from "../model/column.ts";
import type { Statement } from "./dialect.ts";

/** An output's value. */
export type At = (output: number) => number;

/** The rows of one group. */
export interface Group {
  key: number;
  at: At;
}

/** A statement, and how its answer is read. */
export interface Scan<T> {
  statement: Statement;
  read(rows: Cell[][]): T;
}

/** How the groups' values of an aggregate become that of all rows. */
export type Combine = "sum" | "min" | "max";

/** The groups' values that are there, as one; NaN if none is. */
export function combined(values: number[], combine: Combine): number {
  const there = values.filter((value) => !Number.isNaN(value));
  if (there.length === 0 || combine === "sum") return values.reduce((sum, value) => sum + value, 0);
  return combine === "min" ? Math.min(...there) : Math.max(...there);
}
