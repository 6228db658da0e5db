/**
 * A fit of named columns that a caller has in memory, by a formula.
 *
 * @module
 */
import { Columns } from "../../kernels/regression/columns.ts";
import { draftFormula, textTarget } from "../formula/draft.ts";
import type { Expression } from "../model/expression.ts";
import { expressionOf, type Model, textOf } from "../model/model.ts";
import { withLevels } from "../model/request.ts";
import { twoClasses } from "../model/two_classes.ts";
import { TableError } from "../model/table_error.ts";
import type { FitResult } from "../results/fit_result.ts";
import { type NamedColumns, readColumns, type TableColumns } from "../rows/named_columns.ts";
import { fitHeld } from "./fit_held.ts";
import { pathChoice } from "./path_choice.ts";
import { checkOptions } from "./fit_options.ts";
import type { FormulaOptions } from "./options.ts";

/** What fit does with a formula. */
export async function fitColumns(table: NamedColumns, options: FormulaOptions): Promise<FitResult> {
  const started = performance.now();
  const { formula, family = "linear", categorical = [], weights, ridge = 0 } = options;
  const { strict = false, confidence = 0.95, maxScans = 50, errors, cluster, link } = options;
  const path = pathChoice(options.path);
  checkOptions({ family, link, path, ridge, confidence, maxScans, errors, cluster });
  const read = await readColumns(table);
  const request = { family, link, categorical, weights, ridge, strict };
  const words = family === "logistic"
    ? textTarget({ formula, target: "" }, read.columns)
    : undefined;
  const classes = words === undefined ? undefined : twoClasses(words, wordsOf(read, words));
  const drafted = draftFormula(formula, request, read.columns, classes?.response);
  const { model: draft, design } = drafted;
  const notes = [...drafted.notes, ...classes ? [classes.note] : []];
  const named = [cluster, path?.folds?.column].filter((name) => name !== undefined);
  const given = [...categorical, ...named];
  const missing = given.find((name) => !read.columns.some((each) => each.name === name));
  if (missing !== undefined) {
    throw new TableError(`Cannot find the column "${missing}" in the table.`);
  }
  const leveled = withLevels(draft, levelsOf(read, draft), design);
  const model = folded({ ...leveled, errors, ...clustered(leveled, cluster), path });
  return await fitHeld(held(read, model), model, { confidence, maxScans, notes, started });
}

/** The words of a column of texts. */
function wordsOf(read: TableColumns, column: string): string[] {
  return [...new Set(read.text({ column }).filter((text) => text !== undefined))];
}

/** Clusters are one more input, of as many numbers as there are texts. */
function clustered(model: Model, cluster: string | undefined): Partial<Model> {
  if (cluster === undefined) return {};
  const text = { column: cluster };
  const inputs = [...model.inputs, { column: cluster, text }];
  return { inputs, cluster: { label: cluster, text, input: model.inputs.length } };
}

/** Folds are one more input, likewise. */
function folded(model: Model): Model {
  const { path, inputs } = model;
  const column = path?.folds?.column;
  if (path?.folds === undefined || column === undefined) return model;
  const folds = { ...path.folds, input: inputs.length };
  return { ...model, inputs: [...inputs, { column, text: { column } }], path: { ...path, folds } };
}

/** The levels of each category in the complete rows. */
function levelsOf(read: TableColumns, model: Model): (string[] | undefined)[] {
  const numbers = [...numeric(model), ...responseOf(model)].map((each) => read.number(each));
  const weights = model.weights === undefined ? undefined : numbers.at(-1);
  const texts = model.inputs.map((input) =>
    input.levels === undefined ? undefined : read.text(textOf(input))
  );
  const isComplete = (row: number) =>
    numbers.every((values) => Number.isFinite(values[row])) &&
    texts.every((values) => values === undefined || values[row] !== undefined) &&
    (weights === undefined || weights[row] > 0);
  const rows = Array.from({ length: read.rows }, (_, row) => row).filter(isComplete);
  return texts.map((values) => values && [...new Set(rows.map((row) => values[row]!))]);
}

function numeric({ inputs }: Model): Expression[] {
  return inputs.filter(({ levels }) => levels === undefined).map(expressionOf);
}

/** The target, and the weights if there are some. */
function responseOf({ target, response, weights, weighting }: Model): Expression[] {
  const own = response ?? { column: target };
  return weights === undefined ? [own] : [own, weighting ?? { column: weights }];
}

/** The columns of a batch: inputs in order, levels as their place in the list, then target, then weights. */
function held(read: TableColumns, model: Model): Columns {
  const inputs = model.inputs.map((input, i) => {
    const levels = i === model.cluster?.input || i === model.path?.folds?.input
      ? [...new Set(read.text(textOf(input)))]
      : input.levels;
    if (levels === undefined) return read.number(expressionOf(input));
    const places = new Map(levels.map((level, k) => [level, k]));
    return Float64Array.from(
      read.text(textOf(input)),
      (text) => text === undefined ? NaN : places.get(text) ?? -1,
    );
  });
  const all = [...inputs, ...responseOf(model).map((each) => read.number(each))];
  const columns = new Columns(all.length);
  try {
    columns.append(
      read.rows,
      (column, first, to) => to.set(all[column].subarray(first, first + to.length)),
    );
  } catch (error) {
    columns.free();
    throw error;
  }
  return columns;
}
