/**
 * Numbers that are computed from a row's columns: what stands in a formula between its + and :.
 *
 * @module
 */

/** What a date is asked for; days are those since 1970, with fractions. */
export const dateParts = ["days", "year", "month", "day", "weekday", "hour"] as const;

/** One of them. Weekdays are 1 (Monday) to 7. */
export type DatePart = typeof dateParts[number];

/** Functions of one number. */
export const functions = [
  ...["log", "log2", "log10", "log1p", "exp", "expm1", "sqrt", "abs", "floor", "ceiling"] as const,
  ...["sin", "cos", "tan"] as const,
] as const;

/** One of them. */
export type FunctionName = typeof functions[number];

/** What stands between two numbers. Comparisons give 1 or 0. */
export const operations = ["+", "-", "*", "/", "^", "==", "!=", "<", "<=", ">", ">="] as const;

/** One of them. */
export type Operation = typeof operations[number];

/** A number of each row; missing where it cannot be computed: the logarithm of 0, a division by 0. */
export type Expression =
  | { number: number }
  | { column: string }
  | { date: string; part: DatePart }
  | { text: Text; is: string }
  | { function: FunctionName; of: Expression }
  | { operation: Operation; left: Expression; right: Expression };

/** A text of each row: a column's, or that of a number. */
export type Text = { column: string } | { of: Expression };

/** Whether the text is a column's. */
export function isColumnText(text: Text): text is { column: string } {
  return "column" in text;
}

/** The columns that an expression is computed from, each once. */
export function columnsOf(expression: Expression): string[] {
  return [...new Set(named(expression))];
}

/** The columns that a text is computed from. */
export function columnsOfText(text: Text): string[] {
  return isColumnText(text) ? [text.column] : columnsOf(text.of);
}

function named(expression: Expression): string[] {
  if ("number" in expression) return [];
  if ("column" in expression) return [expression.column];
  if ("date" in expression) return [expression.date];
  if ("is" in expression) return columnsOfText(expression.text);
  if ("function" in expression) return named(expression.of);
  return [...named(expression.left), ...named(expression.right)];
}

/** How a number's column, a date's and a text's are written or read. */
export interface Reader<T> {
  number(column: string): T;
  date(column: string, part: DatePart): T;
  /** 1 where the text is this, 0 where it is another. */
  is(text: Text, level: string): T;
}

/** What functions and operations do. */
export interface Operations<T> {
  of(value: number): T;
  function(name: FunctionName, of: T): T;
  operation(operation: Operation, left: T, right: T): T;
}

/** An expression's value, of numbers or of SQL. */
export function valueOf<T>(
  expression: Expression,
  reader: Reader<T>,
  operations: Operations<T>,
): T {
  const value = (inner: Expression): T => {
    if ("number" in inner) return operations.of(inner.number);
    if ("column" in inner) return reader.number(inner.column);
    if ("date" in inner) return reader.date(inner.date, inner.part);
    if ("is" in inner) return reader.is(inner.text, inner.is);
    if ("function" in inner) return operations.function(inner.function, value(inner.of));
    return operations.operation(inner.operation, value(inner.left), value(inner.right));
  };
  return value(expression);
}

const ofOne: Record<FunctionName, (x: number) => number> = {
  ...{ log: Math.log, log2: Math.log2, log10: Math.log10, log1p: Math.log1p },
  ...{ exp: Math.exp, expm1: Math.expm1, sqrt: Math.sqrt, abs: Math.abs },
  ...{ floor: Math.floor, ceiling: Math.ceil, sin: Math.sin, cos: Math.cos, tan: Math.tan },
};

const ofTwo: Record<Operation, (a: number, b: number) => number> = {
  ...{ "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "/": (a, b) => a / b },
  "^": (a, b) => a ** b,
  ...{ "==": (a, b) => Number(a === b), "!=": (a, b) => Number(a !== b) },
  ...{ "<": (a, b) => Number(a < b), "<=": (a, b) => Number(a <= b) },
  ...{ ">": (a, b) => Number(a > b), ">=": (a, b) => Number(a >= b) },
};

/** On numbers, in float64; NaN is what is missing. */
export const numberOperations: Operations<number> = {
  of: (value) => value,
  function: (name, of) => finite(ofOne[name](of)),
  operation: (operation, a, b) =>
    Number.isNaN(a) || Number.isNaN(b) ? NaN : finite(ofTwo[operation](a, b)),
};

function finite(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}
