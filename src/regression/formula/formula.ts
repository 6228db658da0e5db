/**
 * What a formula means for a table's columns.
 *
 * @module
 */
import type { Column } from "../model/column.ts";
import { columnsOf, type Expression } from "../model/expression.ts";
import type { Input } from "../model/model.ts";
import { TableError } from "../model/table_error.ts";
import { labelOf } from "./labels.ts";
import { formulaFault, type Node, type ParsedFormula } from "./syntax.ts";
import { type Term, termsOf } from "./terms.ts";
import { isDate } from "./arithmetic.ts";
import { type Variable, Variables } from "./variables.ts";

/** A formula of a table. */
export interface Formula {
  /** The target, as R prints it, and how it is computed. */
  target: string;
  response: Expression;
  /** Of cbind(successes, failures): how many there are of both. */
  trials?: Expression;
  /** Those that the terms are products of. */
  variables: Variable[];
  terms: Term[];
  intercept: boolean;
  offset?: { label: string; expression: Expression };
  notes: string[];
}

/** How the table's columns are read. */
export interface Reading {
  /** Columns of numbers that stand for categories. */
  categorical: string[];
  /** The column of weights, which "." leaves out. */
  weights?: string;
  /** The target's number, where its column is text. */
  response?: Expression;
}

/**
 * Finds a formula's columns in a table.
 *
 * @throws {TableError} If there is no such column or function, or one that holds something else.
 */
export function formulaOf(
  parsed: ParsedFormula,
  columns: Column[],
  { categorical, weights, response: known }: Reading,
): Formula {
  const { text, left, right } = parsed;
  const reader = new Variables(text, columns, categorical);
  const notes: string[] = [];
  const { response, trials }: Pick<Formula, "response" | "trials"> = known
    ? { response: known }
    : responseOf(reader, text, left);
  const taken = [...columnsOf(response), ...trials ? columnsOf(trials) : [], weights];

  const rest = () =>
    columns.filter((column) => {
      if (taken.includes(column.name)) return false;
      if (column.kind !== "other" || categorical.includes(column.name)) return true;
      const advice = isDate(column) ? " Name it in the formula to count its days." : "";
      notes.push(`"${column.name}" is ${column.type}: "." leaves it out.${advice}`);
      return false;
    });
  const variables: Variable[] = [];
  const place = (node: Node): number => {
    const variable = reader.variable(node);
    if (variable.label === labelOf(left)) {
      throw formulaFault(text, node.at, "the target cannot be a feature as well");
    }
    const known = variables.findIndex(({ label }) => label === variable.label);
    return known < 0 ? variables.push(variable) - 1 : known;
  };
  const found = termsOf(parsed, (node) => {
    if (node.kind !== "name" || node.name !== ".") return [place(node)];
    return rest().map(({ name }) => place({ kind: "name", name, at: node.at }));
  });

  // A variable whose terms were all taken away is no part of the model.
  const used = variables.map((_, i) => i).filter((i) =>
    found.terms.some((each) => each.includes(i))
  );
  const offsets = found.offsets.map((node) => offsetOf(reader, text, node));
  if (used.length === 0 && !found.intercept) {
    throw new TableError(`Cannot fit "${text}": neither a feature nor an intercept is left.`);
  }
  notes.push(...rawNotes(right));
  return {
    target: labelOf(left),
    response,
    trials,
    variables: used.map((i) => variables[i]),
    terms: found.terms.map((term) => term.map((i) => used.indexOf(i))),
    intercept: found.intercept,
    offset: offsets.length === 0 ? undefined : {
      label: found.offsets.map(labelOf).join(" + "),
      expression: offsets.reduce((sum, each) => ({ operation: "+", left: sum, right: each })),
    },
    notes: [...new Set(notes)],
  };
}

function responseOf(
  reader: Variables,
  text: string,
  left: Node,
): Pick<Formula, "response" | "trials"> {
  if (left.kind !== "call" || left.name !== "cbind") return { response: reader.number(left) };
  const [successes, failures, ...rest] = left.arguments;
  if (!failures || rest.length > 0) {
    throw formulaFault(text, left.at, "expected cbind(successes, failures)");
  }
  const one = reader.number(successes.value);
  const trials: Expression = { operation: "+", left: one, right: reader.number(failures.value) };
  return { response: { operation: "/", left: one, right: trials }, trials };
}

function offsetOf(reader: Variables, text: string, node: Node): Expression {
  if (node.kind === "call" && node.arguments.length === 1) {
    return reader.number(node.arguments[0].value);
  }
  throw formulaFault(text, node.at, "expected offset(column), or a function of one");
}

/** poly's powers are raw, and R's are not. */
function rawNotes(node: Node): string[] {
  const isOrthogonal = (each: Node): boolean => {
    if (each.kind === "binary") return isOrthogonal(each.left) || isOrthogonal(each.right);
    if (each.kind === "group" || each.kind === "minus") return isOrthogonal(each.of);
    return each.kind === "call" && each.name === "poly" && each.arguments.length === 2;
  };
  return isOrthogonal(node)
    ? [
      "poly() takes raw powers: the fit is that of R's orthogonal ones, its coefficients are those of poly(..., raw = TRUE).",
    ]
    : [];
}

/** A formula's inputs, one a column of numbers, and one a category, whose levels are still to be found. */
export function inputsOf({ variables, offset }: Formula, withOffset: boolean): Input[] {
  const inputs = variables.flatMap((variable): Input[] =>
    "numbers" in variable
      ? variable.numbers.map(({ label, expression }) => ({ column: label, expression }))
      : [{
        column: variable.label,
        text: variable.text,
        reference: variable.reference,
        levels: [],
      }]
  );
  const last = withOffset && offset
    ? [{ column: offset.label, expression: offset.expression }]
    : [];
  return [...inputs, ...last];
}
