/**
 * Computed numbers as SQL. No text of a reader's is in it but names, quoted, and values, bound.
 *
 * @module
 */
import type { Value } from "../model/column.ts";
import {
  type Expression,
  type FunctionName,
  isColumnText,
  type Operation,
  type Operations,
  type Reader,
  type Text,
  valueOf,
} from "../model/expression.ts";
import { TableError } from "../model/table_error.ts";
import type { Dialect } from "./dialect.ts";

/** e to a larger power is no double. */
const largestPower = 709.782712893384;

/** Functions that each engine has by this name and for every number. */
const plain: Partial<Record<FunctionName, string>> = {
  ...{ sqrt: "sqrt", abs: "abs", floor: "floor", ceiling: "ceil", sin: "sin", cos: "cos" },
  tan: "tan",
};

/** Longer ones no one writes; nested functions whose SQL names their argument several times grow fast. */
const longest = 5000;

/** How many names and values an expression's SQL has. */
function lengthOf(expression: Expression): number {
  if ("function" in expression) {
    const times = { log1p: 6, expm1: 8 }[expression.function as string] ?? 2;
    return times * lengthOf(expression.of);
  }
  if (!("operation" in expression)) return 1;
  const times = "+-*".includes(expression.operation) ? 1 : 4;
  return times * (lengthOf(expression.left) + lengthOf(expression.right));
}

/** A number of each row: NULL where it cannot be computed. */
export function numberSql(
  expression: Expression,
  dialect: Dialect,
  bound: Value[],
  reader: Reader<string> = columnReader(dialect, bound),
): string {
  if (lengthOf(expression) > longest) {
    throw new TableError(
      "Cannot fit: a number of the formula is nested too deeply. Add it to the table as a column of its own.",
    );
  }
  return valueOf(expression, reader, sqlOperations(dialect, bound));
}

/** A text of each row. */
export function textSql(text: Text, dialect: Dialect, bound: Value[]): string {
  return dialect.text(
    isColumnText(text) ? dialect.identifier(text.column) : numberSql(text.of, dialect, bound),
  );
}

/** Of a table whose columns have types. */
export function columnReader(dialect: Dialect, bound: Value[]): Reader<string> {
  return {
    number: (column) => dialect.double(dialect.identifier(column)),
    date: (column, part) => dialect.datePart(part, dialect.identifier(column)),
    is: (text, level) => sameText(textSql(text, dialect, bound), level, dialect, bound),
  };
}

/** 1 where a text is this, 0 where it is another. */
export function sameText(text: string, level: string, dialect: Dialect, bound: Value[]): string {
  const [one, zero] = [dialect.double("1"), dialect.double("0")];
  const same = `${text} = ${dialect.value(level, bound)}`;
  return `CASE WHEN ${same} THEN ${one} WHEN ${text} IS NOT NULL THEN ${zero} END`;
}

function sqlOperations(dialect: Dialect, bound: Value[]): Operations<string> {
  const of = (value: number) => dialect.value(value, bound);
  const when = (condition: string, then: string) => `CASE WHEN ${condition} THEN ${then} END`;
  const log = (x: string) => when(`${x} > ${of(0)}`, dialect.ln(x));
  const exp = (x: string) => when(`${x} < ${of(largestPower)}`, dialect.exp(x));
  const functions: Record<string, (x: string) => string> = {
    log,
    exp,
    log2: (x) => `(${log(x)} / ${of(Math.LN2)})`,
    log10: (x) => `(${log(x)} / ${of(Math.LN10)})`,
    // What rounding took from 1 + x, the quotient gives back.
    log1p: (x) => {
      const sum = `(${of(1)} + ${x})`;
      return `CASE WHEN ${sum} = ${of(1)} THEN ${x} ELSE ${log(sum)} * ${x} / (${sum} - ${
        of(1)
      }) END`;
    },
    expm1: (x) => {
      const power = exp(x);
      const less = `(${power} - ${of(1)})`;
      return `CASE WHEN ${less} = ${of(0)} THEN ${x} WHEN ${less} = ${of(-1)} THEN ${of(-1)} ` +
        `ELSE ${less} * ${x} / ${log(power)} END`;
    },
    sqrt: (x) => when(`${x} >= ${of(0)}`, `sqrt(${x})`),
  };
  return {
    of,
    function: (name, x) => functions[name]?.(x) ?? `${plain[name]}(${x})`,
    operation: (operation, a, b) => operated(operation, a, b, dialect, of),
  };
}

function operated(
  operation: Operation,
  a: string,
  b: string,
  dialect: Dialect,
  of: (value: number) => string,
): string {
  switch (operation) {
    case "+":
    case "-":
    case "*":
      return `(${a} ${operation} ${b})`;
    case "/":
      return `CASE WHEN ${b} <> ${of(0)} THEN ${a} / ${b} END`;
    case "^": {
      // A root of what is below 0, and 0 to a power below 0, are no numbers.
      const isNumber = `${a} > ${of(0)} OR (${b} = floor(${b}) AND (${a} <> ${of(0)} OR ${b} >= ${
        of(0)
      }))`;
      return `CASE WHEN ${isNumber} THEN power(${a}, ${b}) END`;
    }
    default: {
      const symbol = { "==": "=", "!=": "<>" }[operation as string] ?? operation;
      const [one, zero] = [dialect.double("1"), dialect.double("0")];
      const isMissing = [a, b].map((each) => `${each} IS NULL OR ${dialect.isNaN(each)}`).join(
        " OR ",
      );
      return `CASE WHEN ${isMissing} THEN NULL WHEN ${a} ${symbol} ${b} THEN ${one} ELSE ${zero} END`;
    }
  }
}
