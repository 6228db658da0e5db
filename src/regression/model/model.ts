/**
 * A regression's columns: what is read of the table, and what becomes of it.
 *
 * @module
 */
import type { ErrorKind } from "./errors.ts";
import type { Expression, Text } from "./expression.ts";
import { type Family, type FamilyName, familyOf, type LinkName } from "./families.ts";

/** A column of the table that the design is made of, or what is computed from several. */
export interface Input {
  /** Its name; of what a formula computes, as R prints it. */
  column: string;
  /** Of a category, in order; the first is the reference, which has no column in the design (but see designColumns). */
  levels?: string[];
  /** The number, if it is not the column's own. */
  expression?: Expression;
  /** The category's text, likewise. */
  text?: Text;
  /** The level that is to come first. */
  reference?: string;
  /** A product of other inputs: what it lacks, they lack. */
  isProduct?: boolean;
}

/** An input's number. */
export function expressionOf({ column, expression }: Input): Expression {
  return expression ?? { column };
}

/** A category's text. */
export function textOf({ column, text }: Input): Text {
  return text ?? { column };
}

/** What an input is read as. */
export function inputKind({ levels }: Input): "numbers" | "categories" {
  return levels === undefined ? "numbers" : "categories";
}

/** A column of the design matrix. */
export interface DesignColumn {
  /** As it is printed: "(intercept)", the column's name, or name = level. */
  label: string;
  /** Which input it is made of; the intercept, of none. */
  input?: number;
  /** 1 if the input has this level, and 0 elsewhere. */
  level?: string;
  /** Added to eta as it is: its coefficient is 1. It is the last column. */
  isOffset?: boolean;
  /** Which of the model's terms it belongs to; the intercept and an offset, to none. */
  term?: number;
}

/** What columns stand for together: an input, or a product of several. */
export interface ModelTerm {
  label: string;
  /** The variables that it is a product of, by number. */
  variables: readonly number[];
}

/** What is fitted. */
export interface Model {
  family: Family;
  inputs: Input[];
  columns: DesignColumn[];
  /** What the columns belong to; by default an input each. */
  terms?: ModelTerm[];
  /** The target's name; of what a formula computes, as R prints it. */
  target: string;
  /** The target's number, if it is not the column's own. */
  response?: Expression;
  /** The weights' name. */
  weights?: string;
  /** The weights' number, likewise. */
  weighting?: Expression;
  /** Added to eta in every row. */
  offset?: Expression;
  intercept: boolean;
  /** lambda, of lambda / 2 times the sum of squared coefficients, intercept left out. */
  ridge: number;
  /** A row that lacks a value is an error. */
  strict: boolean;
  /** What standard errors are computed from; by default "model". */
  errors?: ErrorKind;
  /** Rows that belong together, for errors; of rows in memory, which input is their number. */
  cluster?: { label: string; text: Text; input?: number };
  /** A path of elastic nets, in place of least squares. */
  path?: PathChoice;
}

/** Which elastic nets are fitted, and which of them is the result. */
export interface PathChoice {
  /** The absolute values' share of the penalty: 1 of the lasso. */
  alpha: number;
  /** In any order; by default 100 of them. */
  lambdas?: number[];
  /** The result's; by default "1se" if there are folds, and else the least of all. */
  lambda?: number | "min" | "1se";
  /** Of cross-validation: by a column's values (of rows in memory, an input's), else `count` of them by a hash of each row. */
  folds?: { count: number; column?: string; input?: number };
}

/**
 * The design matrix of inputs. Without an intercept the first category keeps all of its levels, as in R: else the mean of its first
 * one would be forced to 0.
 */
export function designColumns(inputs: Input[], intercept: boolean): DesignColumn[] {
  const whole = intercept ? -1 : inputs.findIndex(({ levels }) => levels !== undefined);
  const columns = inputs.flatMap(({ column, levels }, input): DesignColumn[] =>
    levels === undefined
      ? [{ label: column, input, term: input }]
      : levels.slice(input === whole ? 0 : 1)
        .map((level) => ({ label: `${column} = ${level}`, input, level, term: input }))
  );
  return intercept ? [{ label: "(intercept)" }, ...columns] : columns;
}

/** A model's terms. */
export function termsOf({ terms, inputs }: Model): ModelTerm[] {
  return terms ?? inputs.map(({ column }, i) => ({ label: column, variables: [i] }));
}

/** A model of its parts: with its family's formulas, and the design that its inputs make. */
export function modelOf(
  { family, link, ...parts }: Omit<Model, "family" | "columns"> & {
    family: FamilyName;
    link?: LinkName;
  },
): Model {
  return {
    ...parts,
    family: familyOf(family, link),
    columns: designColumns(parts.inputs, parts.intercept),
  };
}

/** How columns are moved and scaled before anything is summed: (x - shift) / scale. */
export interface Scaling {
  /** One a design column. */
  shift: number[];
  scale: number[];
  targetShift: number;
  targetScale: number;
}
