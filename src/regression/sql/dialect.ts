/**
 * What differs between SQL engines, a page each: names, values, sums, and the shape of one pass over the rows.
 *
 * @module
 */
import type { Value } from "../model/column.ts";
import type { DatePart } from "../model/expression.ts";

/** SQL text with the values that its placeholders stand for. */
export interface Statement {
  text: string;
  /** In the order in which the dialect's `value` bound them. */
  values: Value[];
}

/** An expression under a name that later stages may use. Names are plain: letters, digits and underscores. */
export interface Named {
  name: string;
  expression: string;
}

/** One pass over the rows of a table: aggregates, for all rows or for each group of them. */
export interface Pass {
  /** What stands behind FROM. */
  source: string;
  /** Conditions on the table's own columns; a row counts where all hold. */
  filter: string[];
  /** Expressions of a row. The first stage uses the table's columns, each later one the names of those before it. */
  stages: Named[][];
  /** One of those names: one row of outputs for each of its values, which comes first in the row. */
  group?: string;
  /** Aggregates over the names. */
  outputs: string[];
  /** How many cells they come to: a vector counts for each of its elements. */
  cells: number;
}

/** What a vector's elements may be put through. */
export type Aggregate = "sum" | "min" | "max" | "count";

/** Sums of products of two elements, as one vector: which element has which pair. */
export interface Products {
  text: string;
  pairs: [left: number, right: number][];
}

/** Vectors of doubles, for an engine that is slow with thousands of aggregates of one double each. Its answers' vectors count as that many cells. */
export interface Vectors {
  /** Of fewer elements than this, none is made. */
  least: number;
  /** A vector of names. */
  of(names: string[]): string;
  /** Elements times numbers, added up. */
  dot(vector: string, coefficients: number[]): string;
  /** (element - shift) / scale; any number where the element is null. */
  moved(vector: string, shift: number[], scale: number[]): string;
  /** What becomes of each element, which goes by the name `element`. */
  map(vector: string, element: string, becomes: string): string;
  /** An aggregate of each element; of that size, even if there are no rows. */
  each(aggregate: Aggregate, vector: string, size: number): string;
  /** Sums of the products of an element of one vector and one of the other: at least once for each two places. */
  products(left: string, right: string, size: number): Products[];
}

/** How an engine's SQL is written. Expressions that are given are valid SQL of the dialect; names and values are any text. */
export interface Dialect {
  /** The engine's name, for people. */
  name: string;
  /** A name quoted, whatever is in it. */
  identifier(name: string): string;
  /** Text that stands for a value: a placeholder, the value being pushed to `bound`, or an escaped literal. Numbers are doubles. */
  value(value: Value, bound: Value[]): string;
  /** A number of each row, drawn at random between 0 and 1. */
  random: string;
  /** As a double. */
  double(expression: string): string;
  /** As a whole number of any size. */
  integer(expression: string): string;
  /** As a date with its time, to the microsecond. */
  time(expression: string): string;
  /** What a date or time is asked for, as a double. */
  datePart(part: DatePart, expression: string): string;
  /** As text. */
  text(expression: string): string;
  /** Is the double a number: neither NaN nor infinite (null gives null)? */
  isFinite(expression: string): string;
  /** Is the double not a number (null gives null)? */
  isNaN(expression: string): string;
  /** The sum of doubles over the rows, compensated where the engine knows how. */
  sum(expression: string): string;
  /** e to a power; callers keep the power within -300 and 300. */
  exp(expression: string): string;
  /** The natural logarithm of a positive double. */
  ln(expression: string): string;
  /** Left out by engines that take thousands of aggregates as they come. */
  vectors?: Vectors;
  /** One query, such that the aggregates are taken where the rows are. */
  pass(pass: Pass): string;
}

/**
 * A pass as subqueries, one a stage: standard SQL, for engines that see through them.
 *
 * @param fence What ends each subquery, where the engine must be kept from writing its expressions out in every output.
 */
export function nestedPass(
  { source, filter, stages, group, outputs }: Pass,
  fence: string = "",
): string {
  const [first, ...later] = stages;
  let from = `SELECT ${named(first)} FROM ${source}${where(filter)}${fence}`;
  for (const stage of later) from = `SELECT *, ${named(stage)} FROM (${from}) AS t${fence}`;
  const select = group === undefined ? outputs : [group, ...outputs];
  const by = group === undefined ? "" : ` GROUP BY ${group}`;
  return `SELECT ${select.join(", ")} FROM (${from}) AS t${by}`;
}

/** " WHERE ..." of conditions that all hold; nothing if there are none. */
export function where(filter: string[]): string {
  return filter.length === 0 ? "" : ` WHERE ${filter.join(" AND ")}`;
}

function named(stage: Named[]): string {
  return stage.map(({ name, expression }) => `${expression} AS ${name}`).join(", ");
}
