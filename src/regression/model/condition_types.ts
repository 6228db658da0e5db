/**
 * What a condition on rows is.
 *
 * @module
 */
import type { Value } from "./column.ts";

/** A column against a value. */
export interface Comparison {
  column: string;
  operator: Operator;
  value: Value;
  /** How both are compared, where that is neither as doubles nor as text: whole numbers beyond 2^53, dates and times. */
  as?: "integer" | "time";
}

/** A condition that a row must satisfy. */
export type Condition =
  | Comparison
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { column: string; isNull: true };

/** The operators as they are written, and as SQL has them. */
export const operators = {
  ...{ "<=": "<=", ">=": ">=", "<>": "<>", "!=": "<>", "==": "=" },
  ...{ "=": "=", "<": "<", ">": ">" },
} as const;

/** An operator of SQL. */
export type Operator = typeof operators[keyof typeof operators];

/** All of them. */
export const sqlOperators: readonly string[] = Object.values(operators);
