/**
 * A regression's columns: what is read of the table, and what becomes of it.
 *
 * @module
 */
import { families, type Family, type FamilyName } from "./families.ts";

/** A column of the table that the design is made of. */
export interface Input {
  column: string;
  /** Of a category, in order; the first is the reference, which has no column in the design. */
  levels?: string[];
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
}

/** What is fitted. */
export interface Model {
  family: Family;
  inputs: Input[];
  columns: DesignColumn[];
  target: string;
  weights?: string;
  intercept: boolean;
  /** lambda, of lambda / 2 times the sum of squared coefficients, intercept left out. */
  ridge: number;
  /** A row that lacks a value is an error. */
  strict: boolean;
}

/** The design matrix of inputs. */
export function designColumns(inputs: Input[], intercept: boolean): DesignColumn[] {
  const columns = inputs.flatMap(({ column, levels }, input): DesignColumn[] =>
    levels === undefined
      ? [{ label: column, input }]
      : levels.slice(1).map((level) => ({ label: `${column} = ${level}`, input, level }))
  );
  return intercept ? [{ label: "(intercept)" }, ...columns] : columns;
}

/** A model of its parts: with its family's formulas, and the design that its inputs make. */
export function modelOf(
  { family, ...parts }: Omit<Model, "family" | "columns"> & { family: FamilyName },
): Model {
  return {
    ...parts,
    family: families[family],
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
