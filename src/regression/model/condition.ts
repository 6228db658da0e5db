/**
 * Conditions on rows, as a reader writes them: column, operator, value. Parsed, never pasted into SQL.
 *
 * @module
 */
import { TableError } from "./table_error.ts";
import type { Column, Value } from "./column.ts";

/** A condition that a row must satisfy. */
export interface Condition {
  column: string;
  operator: Operator;
  value: Value;
}

/** The operators as they are written, and as SQL has them. */
const operators = {
  ...{ "<=": "<=", ">=": ">=", "<>": "<>", "!=": "<>", "==": "=" },
  ...{ "=": "=", "<": "<", ">": ">" },
} as const;
const written = Object.keys(operators) as (keyof typeof operators)[];

/** An operator of SQL. */
export type Operator = typeof operators[keyof typeof operators];

/** All of them. */
export const sqlOperators: readonly string[] = Object.values(operators);

/**
 * Parses "column op value", where op is one of = != < <= > >=. A column may stand in double quotes, a text value in single
 * or double ones; neither needs to.
 *
 * @throws {TableError} If it is no such thing, there is no such column, or a number is wanted.
 */
export function parseCondition(text: string, columns: Column[]): Condition {
  const named = columns
    .flatMap((column) => [[column.name, column], [`"${column.name}"`, column]] as const)
    .filter(([name]) => text.trim().startsWith(name))
    .map(([name, column]) => ({ column, rest: text.trim().slice(name.length).trim() }))
    .filter(({ rest }) => written.some((operator) => rest.startsWith(operator)))
    .sort((a, b) => a.rest.length - b.rest.length);
  if (named.length === 0) {
    const [, unknown] = /^"?([^<>=!"]+?)"?\s*[<>=!]/.exec(text.trim()) ?? [];
    if (unknown !== undefined) {
      const names = columns.slice(0, 12).map(({ name }) => name).join(", ");
      throw new TableError(
        `Cannot read the condition "${text}": there is no column "${unknown}"; the columns are ${names}${
          columns.length > 12 ? ", ..." : ""
        }.`,
      );
    }
    throw new TableError(
      `Cannot read the condition "${text}": expected a column, one of = != < <= > >=, and a value. Try --where "age >= 18".`,
    );
  }
  const [{ column, rest }] = named;
  const operator = written.find((each) => rest.startsWith(each))!;
  const value = rest.slice(operator.length).trim();
  if (/^[<>=!]/.test(value)) {
    throw new TableError(
      `Cannot read the condition "${text}": expected one of = != < <= > >= between column and value.`,
    );
  }
  return {
    column: column.name,
    operator: operators[operator],
    value: parseValue(value, column, text),
  };
}

function parseValue(value: string, column: Column, text: string): Value {
  if (column.kind === "number") {
    const number = { true: 1, false: 0 }[value.toLowerCase()] ?? Number(value);
    if (value !== "" && Number.isFinite(number)) return number;
    throw new TableError(
      `Cannot read the condition "${text}": "${column.name}" holds numbers (${column.type}), and "${value}" is not a number.`,
    );
  }
  if (/^(['"]).*\1$/s.test(value)) return value.slice(1, -1);
  if (/^['"]/.test(value)) {
    throw new TableError(
      `Cannot read the condition "${text}": its value has an opening quote but no closing one.`,
    );
  }
  return value;
}
