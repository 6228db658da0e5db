/**
 * The model that a formula means for a table's columns.
 *
 * @module
 */
import type { Column } from "../model/column.ts";
import type { Expression } from "../model/expression.ts";
import { type FamilyName, familyOf } from "../model/families.ts";
import { designColumns, type Input, type Model, modelOf } from "../model/model.ts";
import type { Draft, FitRequest } from "../model/request.ts";
import { TableError } from "../model/table_error.ts";
import { formulaDesign } from "./design.ts";
import { type Formula, formulaOf, inputsOf } from "./formula.ts";
import { type Node, type ParsedFormula, parseFormula } from "./syntax.ts";
import { labelOf } from "./labels.ts";

/** A model whose categories wait for their levels, and what becomes of it once they are known. */
export interface FormulaDraft extends Draft {
  /** Inputs with their levels, and the columns that they make; of a model without a formula, each input's own. */
  design?: (inputs: Input[]) => Pick<Model, "inputs" | "columns" | "terms">;
}

/**
 * The model that a formula means.
 *
 * @param known The target's number, where its column is text.
 * @throws {TableError} If it is none, or if there are no such columns.
 */
export function draftFormula(
  text: string,
  request: Pick<FitRequest, "family" | "link" | "categorical" | "weights" | "ridge" | "strict">,
  columns: Column[],
  known?: Expression,
): FormulaDraft {
  const { family, link, categorical, weights, ridge, strict } = request;
  const reading = { categorical, weights, response: known };
  const formula = formulaOf(parseFormula(text), columns, reading);
  const { intercept, offset, notes } = formula;
  checkWeights(columns, weights, formula, family);
  // A linear family's offset is taken from the target.
  const { isLinear: linear } = familyOf(family, link);
  const hasOffset = offset !== undefined && !linear;
  const inputs = inputsOf(formula, hasOffset);
  const { response } = formula;
  const isColumn = "column" in response && response.column === formula.target;
  const model = modelOf({
    ...{ family, link, inputs, intercept, ridge, strict, target: formula.target },
    response: linear && offset
      ? { operation: "-", left: response, right: offset.expression }
      : isColumn
      ? undefined
      : response,
    weights: formula.trials ? "trials" : weights,
    weighting: formula.trials,
    offset: offset?.expression,
  });
  const design = (leveled: Input[]) => formulaDesign(formula, leveled, hasOffset);
  return { model: { ...model, columns: designColumns(inputs, intercept) }, notes, design };
}

function checkWeights(
  columns: Column[],
  weights: string | undefined,
  { trials }: Formula,
  family: FamilyName,
): void {
  if (trials && family !== "logistic") {
    throw new TableError(
      `Cannot fit: cbind(successes, failures) is a target of --family logistic, and the family is ${family}.`,
    );
  }
  if (weights === undefined) return;
  if (trials) {
    throw new TableError(
      "Cannot fit: cbind(successes, failures) has its own weights. Leave out --weights.",
    );
  }
  const column = columns.find(({ name }) => name === weights);
  if (column?.kind === "number") return;
  throw new TableError(
    column
      ? `Cannot use "${weights}" as weights: it must hold numbers, and is ${column.type}.`
      : `Cannot find weights "${weights}": the columns are ${
        columns.slice(0, 12).map(({ name }) => name).join(", ")
      }.`,
  );
}

/** The column of text that is a formula's target, or a request's; undefined if it is none. */
export function textTarget(
  { formula, target }: Pick<FitRequest, "formula" | "target">,
  columns: Column[],
): string | undefined {
  const name = formula === undefined ? target : nameOf(parseFormula(formula).left);
  return columns.find((column) => column.name === name && column.kind === "text")?.name;
}

function nameOf(node: Node): string | undefined {
  return node.kind === "name" ? node.name : undefined;
}

/** A formula's target as R prints it, and the columns that are named in it. */
export function targetOf(text: string): { target: string; columns: string[] } {
  const { left }: ParsedFormula = parseFormula(text);
  return { target: labelOf(left), columns: namesIn(left) };
}

function namesIn(node: Node): string[] {
  switch (node.kind) {
    case "name":
      return [node.name];
    case "group":
    case "minus":
      return namesIn(node.of);
    case "binary":
      return [...namesIn(node.left), ...namesIn(node.right)];
    case "call":
      return node.arguments.flatMap(({ value }) => namesIn(value));
    default:
      return [];
  }
}
