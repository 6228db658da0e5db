/**
 * What a fit finds out before it asks for sums: columns, and levels of categories.
 *
 * @module
 */
import { parseCondition } from "../model/condition.ts";
import type { Statement } from "../sql/dialect.ts";
import type { Engine, QueryOptions } from "../engines/engine.ts";
import type { Input, Model } from "../model/model.ts";
import { PassBuilder } from "../sql/pass_builder.ts";
import { draftModel, type FitRequest, mostLevels, withLevels } from "../model/request.ts";
import type { Cell } from "../model/column.ts";
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
  const { model: draft, place, notes } = await planOf(engine, request);
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
  const model = withLevels({ ...draft, inputs }, levels.filter((_, i) => !isTooRich(i)));
  notes.push(...model.inputs.flatMap(wordsAmongNumbers));
  const levelScans = levels.filter((each) => each !== undefined).length;
  return { model, place, levelScans, notes };
}

/** The model, its categories without levels, and the place: nothing but names and types is asked for. */
export async function planOf(
  engine: Engine,
  request: FitRequest,
): Promise<Pick<Prepared, "model" | "place" | "notes">> {
  const columns = await engine.describe();
  const { model, notes } = draftModel(request, columns, engine.label);
  const conditions = request.where.map((text) => parseCondition(text, columns));
  const place = placeOf(engine, conditions, columns.map(({ name }) => name));
  return { model, place, notes: [...engine.notes ?? [], ...notes] };
}

/** The levels of a category in the rows that count, one more than may be. */
export function levelsStatement(place: Place, model: Model, input: number): Statement {
  const pass = new PassBuilder(place, model);
  const name = pass.name("k");
  pass.keepComplete();
  pass.stage({ [name]: pass.dialect.text(pass.dialect.identifier(model.inputs[input].column)) });
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
