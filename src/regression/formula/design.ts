/**
 * The design matrix of a formula's terms, coded as R codes it.
 *
 * @module
 */
import type { Expression } from "../model/expression.ts";
import type { DesignColumn, Input, Model } from "../model/model.ts";
import { textOf } from "../model/model.ts";
import { TableError } from "../model/table_error.ts";
import type { Formula } from "./formula.ts";
import type { Term } from "./terms.ts";

/** A column that a variable brings to a term. */
interface Part {
  label: string;
  expression: Expression;
  column: DesignColumn;
}

/**
 * Inputs and columns of a formula. A term of one variable has its columns as they are; of several, all products of theirs, of
 * which the first variable's change fastest.
 *
 * @param inputs Those of {@linkcode inputsOf}, with the categories' levels.
 * @throws {TableError} If a reference is no level.
 */
export function formulaDesign(
  formula: Formula,
  inputs: Input[],
  hasOffset: boolean,
): Pick<Model, "inputs" | "columns" | "terms"> {
  const first: number[] = [];
  let count = 0;
  for (const variable of formula.variables) {
    first.push(count);
    count += "numbers" in variable ? variable.numbers.length : 1;
  }
  const all = inputs.map(referenced);
  const columns: DesignColumn[] = formula.intercept ? [{ label: "(intercept)" }] : [];
  for (const [t, term] of formula.terms.entries()) {
    const parts = term.map((variable) =>
      partsOf(formula, all, first[variable], variable, isWhole(formula, t, variable))
    );
    if (parts.length === 1) {
      columns.push(...parts[0].map(({ column }) => ({ ...column, term: t })));
      continue;
    }
    for (const { label, expression } of parts.reduce(products)) {
      columns.push({ label, input: all.length, term: t });
      all.push({ column: label, expression, isProduct: true });
    }
  }
  if (hasOffset) columns.push({ label: all[count].column, input: count, isOffset: true });
  const terms = formula.terms.map((variables) => ({
    label: variables.map((v) => formula.variables[v].label).join(":"),
    variables,
  }));
  return { inputs: all, columns, terms };
}

/** The reference comes first among the levels. */
function referenced(input: Input): Input {
  const { column, reference, levels = [] } = input;
  if (reference === undefined) return input;
  if (!levels.includes(reference)) {
    throw new TableError(
      `Cannot use "${reference}" as the reference of ${column}: its levels are ${
        levels.slice(0, 12).join(", ")
      }${levels.length > 12 ? ", ..." : ""}.`,
    );
  }
  return { ...input, levels: [reference, ...levels.filter((level) => level !== reference)] };
}

/**
 * Whether a category has a column for each level in a term, or one less: R's rule. Its first level is left out where what is left
 * of the term without it stands in an earlier one, so that the columns would add up to that one's.
 */
function isWhole({ terms, variables, intercept }: Formula, t: number, variable: number): boolean {
  const isCategory = (v: number) => "text" in variables[v];
  if (!intercept) {
    const firstTerm = terms.findIndex((term) => term.some(isCategory));
    if (t === firstTerm && variable === terms[t].find(isCategory)) return true;
  }
  const rest = terms[t].filter((other) => other !== variable);
  const contains = (term: Term) => rest.every((other) => term.includes(other));
  return rest.length > 0 && !terms.slice(0, t).some(contains);
}

function partsOf(
  { variables }: Formula,
  inputs: Input[],
  first: number,
  variable: number,
  whole: boolean,
): Part[] {
  const one = variables[variable];
  if ("numbers" in one) {
    return one.numbers.map(({ label, expression }, k) => ({
      ...{ label, expression },
      column: { label, input: first + k },
    }));
  }
  const { column, levels = [] } = inputs[first];
  return levels.slice(whole ? 0 : 1).map((level) => {
    const label = `${column} = ${level}`;
    const expression: Expression = { text: textOf(inputs[first]), is: level };
    return { label, expression, column: { label, input: first, level } };
  });
}

function products(left: Part[], right: Part[]): Part[] {
  return right.flatMap((b) =>
    left.map((a) => ({
      label: `${a.label}:${b.label}`,
      expression: { operation: "*" as const, left: a.expression, right: b.expression },
      column: a.column,
    }))
  );
}
