/**
 * What a reader asks of a fit, and the model that it means for a table's columns.
 *
 * @module
 */
import type { ErrorKind } from "./errors.ts";
import type { FamilyName, LinkName } from "./families.ts";
import { designColumns, type Input, type Model, modelOf, type PathChoice } from "./model.ts";
import { byNumber } from "./levels.ts";
import type { Expression } from "./expression.ts";
import { TableError } from "./table_error.ts";
import type { Column } from "./column.ts";

/** A regression, as the command line asks for it. */
export interface FitRequest {
  target: string;
  /** Target and features in R's notation, in place of `features` and `exclude`. */
  formula?: string;
  family: FamilyName;
  /** By default the family's first one. */
  link?: LinkName;
  /** By default all but target and weights. */
  features?: string[];
  exclude: string[];
  /** Columns of numbers that stand for categories. Text always does. */
  categorical: string[];
  weights?: string;
  /** Conditions: column op value. */
  where: string[];
  ridge: number;
  intercept: boolean;
  strict: boolean;
  /** Of the intervals: 0.95. */
  confidence: number;
  maxScans: number;
  /** What standard errors are computed from; by default the model. */
  errors?: ErrorKind;
  /** The column whose equal values make a cluster, for errors. */
  cluster?: string;
  path?: PathChoice;
}

/** At most this many columns in a design: the sums grow as its square. */
const mostColumns = 300;

/** At most this many levels of a category. */
export const mostLevels = 100;

/** A model whose categories still wait for their levels, and what is to be said about the choice. */
export interface Draft {
  model: Model;
  notes: string[];
}

/**
 * The model that a request means.
 *
 * @param response The target's number, if it is not the column's own.
 * @throws {TableError} If columns are missing, or of a kind that cannot be fitted.
 */
export function draftModel(
  request: FitRequest,
  columns: Column[],
  label: string,
  response?: Expression,
): Draft {
  const { target, weights } = request;
  const [features, exclude, categorical] = [request.features, request.exclude, request.categorical]
    .map((names) => names && namesOf(names, columns));
  // Years and positions are names too, where one of them is asked for.
  const isNamed = columns.some(({ name }) => name === target || features?.includes(name));
  if (!isNamed && columns.every(({ name }) => isNumber(name))) {
    const names = columns.slice(0, 4).map(({ name }) => name).join(", ");
    throw new TableError(
      `Cannot fit "${label}": its first line holds numbers (${names}), where the columns' names are expected. Name the target as it stands there if these are names; else add a line of names, or try --no-header.`,
    );
  }
  if (columns.length < 2) {
    const [only] = columns;
    throw new TableError(
      `Cannot fit "${label}": it has one column (${
        shown(only?.name ?? "")
      }), and a target and a feature make two. Is it a table, with as many values in each line and a first line of names?`,
    );
  }
  const find = (name: string, role: string): Column => {
    const column = columns.find((each) => each.name === name);
    if (column) return column;
    const names = columns.slice(0, 12).map((each) => each.name);
    const numbered = columns.find((each) => each.name === `${name}_1`);
    if (numbered) {
      throw new TableError(
        `Cannot find ${role} "${name}" in "${label}": names that differ in case only are numbered, and it is read as "${numbered.name}".`,
      );
    }
    throw new TableError(
      `Cannot find ${role} "${name}" in "${label}": its columns are ${names.join(", ")}${
        columns.length > names.length ? ", ..." : ""
      }.`,
    );
  };
  const number = (name: string, role: string) => {
    const { kind, type } = find(name, role);
    if (kind === "number") return name;
    throw new TableError(
      `Cannot use "${name}" as ${role}: it must hold numbers, and is ${type}.`,
    );
  };
  if (response === undefined) number(target, "the target");
  if (weights !== undefined) number(weights, "weights");
  exclude?.forEach((name) => find(name, "excluded column"));
  categorical?.forEach((name) => find(name, "categorical column"));

  const notes: string[] = [];
  const inputs: Input[] = [];
  for (const name of features ?? columns.map((column) => column.name)) {
    const { kind, type } = find(name, "feature");
    const asked = features !== undefined;
    if (name === target || name === weights) {
      if (!asked) continue;
      throw new TableError(`Cannot use "${name}" as a feature: it is the target or the weights.`);
    }
    if (exclude?.includes(name) || inputs.some(({ column }) => column === name)) continue;
    const category = kind === "text" || categorical?.includes(name);
    if (kind === "other" && !category) {
      if (asked) {
        throw new TableError(
          `Cannot use "${name}" as a feature: it is ${type}. Try --categorical "${name}".`,
        );
      }
      notes.push(`"${name}" is ${type}, which cannot be used as a feature: ignored.`);
      continue;
    }
    inputs.push(category ? { column: name, levels: [] } : { column: name });
  }
  if (inputs.length === 0) {
    throw new TableError(`Cannot fit "${target}": no features are left. Try fewer in --exclude.`);
  }
  const { intercept, ridge, strict, family, link } = request;
  const parts = { family, link, inputs, target, response, weights, intercept, ridge, strict };
  return { model: modelOf(parts), notes };
}

/**
 * The model with its categories' levels in place, one list an input.
 *
 * @param design What becomes of inputs whose levels are known.
 * @throws {TableError} If there are too many.
 */
export function withLevels(
  model: Model,
  levels: (string[] | undefined)[],
  design: (inputs: Input[]) => Pick<Model, "inputs" | "columns" | "terms"> = (inputs) => ({
    inputs,
    columns: designColumns(inputs, model.intercept),
  }),
): Model {
  const sorted = model.inputs.map((input, i) => ({
    ...input,
    levels: levels[i]?.toSorted(byNumber),
  }));
  for (const { column, levels } of sorted) {
    if (levels && levels.length > mostLevels) {
      throw new TableError(
        `Cannot use "${column}" as a category: it has more than ${mostLevels} levels. Try --exclude ${
          quoted(column)
        }.`,
      );
    }
  }
  const { inputs, columns, terms } = design(sorted);
  if (columns.length > mostColumns) {
    throw new TableError(
      `Cannot fit ${columns.length} columns: at most ${mostColumns} are supported, levels of categories included. Try --features with fewer.`,
    );
  }
  return { ...model, inputs, columns, terms };
}

/** DuckDB tells names apart that are the same: 1, 1_1, ... */
function isNumber(name: string): boolean {
  return name.trim() !== "" && Number.isFinite(Number(name.replace(/_\d+$/, "")));
}

/** Names, of which several may stand in one text with commas; a column's own name may have commas too. */
function namesOf(texts: string[], columns: Column[]): string[] {
  const isName = (text: string) => columns.some(({ name }) => name === text);
  return texts.flatMap((text) =>
    isName(text) ? [text] : text.split(",").map((name) => name.trim()).filter((name) => name !== "")
  );
}

function quoted(name: string): string {
  return /^\w+$/.test(name) ? name : `"${name}"`;
}

function shown(name: string): string {
  return name.length > 40 ? `"${name.slice(0, 40)}..."` : `"${name}"`;
}
