/**
 * What a fit finds out before it asks for sums: columns, and levels of categories.
 *
 * @module
 */
import { draftFormula, type FormulaDraft, textTarget } from "../formula/draft.ts";
import { parseCondition } from "../model/condition.ts";
import type { Statement } from "../sql/dialect.ts";
import type { Engine, QueryOptions } from "../engines/engine.ts";
import { type Input, type Model, textOf } from "../model/model.ts";
import { twoClasses } from "../model/two_classes.ts";
import { conditionSql } from "../sql/condition_sql.ts";
import { PassBuilder } from "../sql/pass_builder.ts";
import { draftModel, type FitRequest, mostLevels, withLevels } from "../model/request.ts";
import type { Cell, Column, Value } from "../model/column.ts";
import { TableError } from "../model/table_error.ts";
import { type Place, placeOf } from "../sql/place.ts";

/** A fit that is ready to scan. */
export interface Prepared {
  model: Model;
  place: Place;
  /** Scans that the levels of categories took. */
  levelScans: number;
  notes: string[];
}

/** What else a preparation takes. */
export interface PrepareOptions extends QueryOptions {
  /** Categories of more levels are left out; by default too many are an error. */
  mostLevels?: number;
}

/**
 * Asks the engine for its columns, and for the levels of each category: a scan of that column each.
 *
 * @throws {TableError} If the request does not fit the table.
 */
export async function prepare(
  engine: Engine,
  request: FitRequest,
  options: PrepareOptions = {},
): Promise<Prepared> {
  const { model: draft, place, notes, design } = await planOf(engine, request);
  const levels: (string[] | undefined)[] = [];
  for (const [i, input] of draft.inputs.entries()) {
    if (input.levels === undefined) levels.push(undefined);
    else levels.push(levelsOf(await engine.query(levelsStatement(place, draft, i), options)));
  }
  const { mostLevels = Infinity } = options;
  const isTooRich = (i: number) => (levels[i]?.length ?? 0) > mostLevels;
  notes.push(
    ...draft.inputs.filter((_, i) => isTooRich(i)).map(({ column }) =>
      `"${column}" has more than ${mostLevels} levels: left out.`
    ),
  );
  const inputs = draft.inputs.filter((_, i) => !isTooRich(i));
  const model = withLevels({ ...draft, inputs }, levels.filter((_, i) => !isTooRich(i)), design);
  notes.push(...model.inputs.flatMap(wordsAmongNumbers));
  const levelScans = levels.filter((each) => each !== undefined).length;
  return { model, place, levelScans, notes };
}

/** The model, its categories without levels, and the place: nothing but names and types is asked for. */
export async function planOf(
  engine: Engine,
  request: FitRequest,
): Promise<Pick<Prepared, "model" | "place" | "notes"> & Pick<FormulaDraft, "design">> {
  const columns = await engine.describe();
  const conditions = request.where.map((text) => parseCondition(text, columns));
  const place = placeOf(engine, conditions, columns.map(({ name }) => name));
  const words = request.family === "logistic" ? textTarget(request, columns) : undefined;
  const classes = words === undefined
    ? undefined
    : twoClasses(words, levelsOf(await engine.query(wordsStatement(place, words))));
  const { model: draft, notes, design }: FormulaDraft = request.formula === undefined
    ? draftModel(request, columns, engine.label, classes?.response)
    : draftFormula(request.formula, request, columns, classes?.response);
  if (classes) notes.push(classes.note);
  const { errors, path } = request;
  if (path?.folds?.column !== undefined) checkNamed(path.folds.column, "folds", columns);
  const model = { ...draft, errors, cluster: clusterOf(request, columns), path };
  return { model, place, notes: [...engine.notes ?? [], ...notes], design };
}

/** The words of a column in the rows that are asked for, one more than there may be. */
function wordsStatement(place: Place, column: string): Statement {
  const { dialect, conditions, source, prefix } = place;
  const values: Value[] = [];
  const name = dialect.identifier(column);
  const filter = [
    ...conditions.map((condition) => conditionSql(condition, dialect, values)),
    `${name} IS NOT NULL`,
  ];
  const group = `${prefix}k`;
  const stages = [[{ name: group, expression: dialect.text(name) }]];
  const text = dialect.pass({ source, filter, stages, group, outputs: ["count(*)"], cells: 1 });
  return { text: `${text} LIMIT 3`, values };
}

/** @throws {TableError} If there is no such column. */
function checkNamed(name: string, role: string, columns: Column[]): void {
  if (columns.some((column) => column.name === name)) return;
  throw new TableError(
    `Cannot find the column of ${role} "${name}": the columns are ${
      columns.slice(0, 12).map((column) => column.name).join(", ")
    }${columns.length > 12 ? ", ..." : ""}.`,
  );
}

/** The column of clusters, which may hold anything. */
function clusterOf({ cluster }: FitRequest, columns: Column[]): Model["cluster"] {
  if (cluster === undefined) return undefined;
  checkNamed(cluster, "clusters", columns);
  return { label: cluster, text: { column: cluster } };
}

/** The levels of a category in the rows that count, one more than may be. */
export function levelsStatement(place: Place, model: Model, input: number): Statement {
  const pass = new PassBuilder(place, model);
  const name = pass.name("k");
  pass.keepComplete();
  pass.stage({ [name]: pass.text(textOf(model.inputs[input])) });
  pass.output("count(*)");
  const { text, values } = pass.scan(() => undefined, name).statement;
  return { text: `${text} LIMIT ${mostLevels + 1}`, values };
}

function levelsOf(rows: Cell[][]): string[] {
  return rows.map(([level]) => String(level));
}

/** A column of numbers is text where one of them is misspelt: rather a note too many than a category unseen. */
function wordsAmongNumbers({ column, levels = [] }: Input): string[] {
  const words = levels.filter((level) => !Number.isFinite(Number(level)));
  if (words.length === 0 || 2 * words.length > levels.length) return [];
  return [`"${column}" has "${words[0]}" among its numbers: it is taken as a category.`];
}
