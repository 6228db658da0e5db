/**
 * What a reader asks of a fit, and the model that it means for a table's columns.
 *
 * @module
 */
import type { FamilyName } from "./families.ts";
import { designColumns, type Input, type Model, modelOf } from "./model.ts";
import { TableError } from "./table_error.ts";
import type { Column } from "./column.ts";

/** A regression, as the command line asks for it. */
export interface FitRequest {
  target: string;
  family: FamilyName;
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
 * @throws {TableError} If columns are missing, or of a kind that cannot be fitted.
 */
export function draftModel(request: FitRequest, columns: Column[], label: string): Draft {
  const { target, weights } = request;
  if (columns.every(({ name }) => isNumber(name))) {
    const names = columns.slice(0, 4).map(({ name }) => name).join(", ");
    throw new TableError(
      `Cannot fit "${label}": its first line holds numbers (${names}), where the columns' names are expected. Add a line of names, or try --no-header.`,
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
  number(target, "the target");
  if (weights !== undefined) number(weights, "weights");
  request.exclude.forEach((name) => find(name, "excluded column"));
  request.categorical.forEach((name) => find(name, "categorical column"));

  const notes: string[] = [];
  const inputs: Input[] = [];
  for (const name of request.features ?? columns.map((column) => column.name)) {
    const { kind, type } = find(name, "feature");
    const asked = request.features !== undefined;
    if (name === target || name === weights) {
      if (!asked) continue;
      throw new TableError(`Cannot use "${name}" as a feature: it is the target or the weights.`);
    }
    if (request.exclude.includes(name) || inputs.some(({ column }) => column === name)) continue;
    const category = kind === "text" || request.categorical.includes(name);
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
  const { intercept, ridge, strict } = request;
  const { family } = request;
  return { model: modelOf({ family, inputs, target, weights, intercept, ridge, strict }), notes };
}

/**
 * The model with its categories' levels in place, one list an input.
 *
 * @throws {TableError} If there are too many.
 */
export function withLevels(model: Model, levels: (string[] | undefined)[]): Model {
  const inputs = model.inputs.map((input, i) => ({ ...input, levels: levels[i]?.toSorted() }));
  for (const { column, levels } of inputs) {
    if (levels && levels.length > mostLevels) {
      throw new TableError(
        `Cannot use "${column}" as a category: it has more than ${mostLevels} levels. Try --exclude ${
          quoted(column)
        }.`,
      );
    }
  }
  const columns = designColumns(inputs, model.intercept);
  if (columns.length > mostColumns) {
    throw new TableError(
      `Cannot fit ${columns.length} columns: at most ${mostColumns} are supported, levels of categories included. Try --features with fewer.`,
    );
  }
  return { ...model, inputs, columns };
}

/** DuckDB tells names apart that are the same: 1, 1_1, ... */
function isNumber(name: string): boolean {
  return name.trim() !== "" && Number.isFinite(Number(name.replace(/_\d+$/, "")));
}

function quoted(name: string): string {
  return /^\w+$/.test(name) ? name : `"${name}"`;
}

function shown(name: string): string {
  return name.length > 40 ? `"${name.slice(0, 40)}..."` : `"${name}"`;
}
