/**
 * What a fit finds out before its first scan of sums: columns, levels of categories, and a first guess of means and spreads.
 *
 * @module
 */
import { parseCondition } from "./condition.ts";
import type { Statement } from "./dialect.ts";
import type { Cell, Engine, QueryOptions } from "./engine.ts";
import type { Input, Model, Scaling } from "./model.ts";
import { PassBuilder, type Place, placeOf } from "./pass_builder.ts";
import { draftModel, type FitRequest, mostLevels, withLevels } from "./request.ts";

/** A fit that is ready to scan. */
export interface Prepared {
  model: Model;
  place: Place;
  guess: Scaling;
  /** Scans that the levels of categories took. */
  levelScans: number;
  notes: string[];
}

/** Rows that are looked at for a first guess; not a scan. */
const peekRows = 1000;

/**
 * Asks the engine for its columns, for the levels of each category (a scan of that column each), and for a few rows.
 *
 * @throws {TableError} Where the request does not fit the table.
 */
export async function prepare(
  engine: Engine,
  request: FitRequest,
  options: QueryOptions = {},
): Promise<Prepared> {
  const { model: draft, place, notes } = await planOf(engine, request);
  const levels: (string[] | undefined)[] = [];
  for (const [i, input] of draft.inputs.entries()) {
    if (input.levels === undefined) levels.push(undefined);
    else levels.push(levelsOf(await engine.query(levelsStatement(place, draft, i), options)));
  }
  const model = withLevels(draft, levels);
  notes.push(...model.inputs.flatMap(wordsAmongNumbers));
  const rows = await engine.query(peekStatement(place, model), options);
  const levelScans = levels.filter((each) => each !== undefined).length;
  return { model, place, guess: guessOf(model, rows), levelScans, notes };
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
  return { model, place, notes };
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

/** A few complete rows: the inputs in order, 0 for categories, and the target. */
export function peekStatement(place: Place, model: Model): Statement {
  const pass = new PassBuilder(place, model);
  pass.keepComplete();
  pass.readColumns();
  model.inputs.forEach(({ levels }, i) =>
    pass.output(levels === undefined ? pass.name("r", i) : pass.dialect.double("0"))
  );
  pass.output(pass.name("y"));
  const { text, values } = pass.scan(() => undefined).statement;
  return { text: `${text} LIMIT ${peekRows}`, values };
}

/** Means and spreads of a few rows: near enough that the first scan's sums cancel little. */
function guessOf(model: Model, rows: Cell[][]): Scaling {
  const column = (i: number) => rows.map((row) => Number(row[i]));
  const guesses = model.columns.map(({ input, level }) =>
    input === undefined || level !== undefined
      ? { shift: 0, scale: 1 }
      : guess(column(input), model.intercept)
  );
  const linear = model.family.name === "linear";
  const target = linear
    ? guess(column(model.inputs.length), model.intercept)
    : { shift: 0, scale: 1 };
  return {
    shift: guesses.map(({ shift }) => shift),
    scale: guesses.map(({ scale }) => scale),
    targetShift: target.shift,
    targetScale: target.scale,
  };
}

/** Mean and standard deviation; without an intercept, 0 and the root of the mean square. */
export function guess(values: number[], centred: boolean): { shift: number; scale: number } {
  const first = centred ? values[0] ?? 0 : 0;
  const mean = (of: number[]) => of.reduce((sum, value) => sum + value / of.length, 0);
  const shift = centred ? first + mean(values.map((value) => value - first)) : 0;
  const scale = Math.sqrt(mean(values.map((value) => (value - shift) ** 2)));
  return { shift, scale: Number.isFinite(scale) && scale > 0 ? scale : Math.abs(first) || 1 };
}
