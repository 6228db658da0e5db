/**
 * What each column of text is, by all of its values.
 *
 * @module
 */
import { duckdb } from "../../sql/dialects/duckdb.ts";
import { TableError } from "../../model/table_error.ts";
import type { Ask } from "./ask.ts";
import {
  type Counts,
  emptyNote,
  kindOf,
  likelyNote,
  missingWords,
  truths,
  type Wanted,
  words,
} from "../../model/written_values.ts";
import { expressionsOf, listed, rowNumbers } from "./values.ts";

/** What is said of a table's text, beside what it shows itself. */
export interface ReadingOptions extends Wanted {
  /** Words that stand for no value, in every column. */
  missing?: string[];
  /** What divides the columns. */
  delimiter?: string;
  /** How characters are written: "utf-8", "utf-16", "latin-1". */
  encoding?: string;
  /** What stands before a number's fraction: "." or ",". */
  decimal?: string;
  /** Lines before the table. */
  skip?: number;
}

/** Columns as a reader sees them at first, and where they are as text. */
export interface Guessed {
  names: string[];
  types: string[];
  /** What stands behind FROM, all of it text. */
  raw: string;
  /** Whether the first column's name was made up. */
  hasNamelessFirst?: boolean;
  /** Whether the first column are row names, which the line of names has no name for. */
  hasRowNames?: boolean;
  /** Which columns are looked at. */
  looksAt: (type: string) => boolean;
  decimalComma?: boolean;
  /** Whether a missing value is a word, and a truth value too, as in a CSV file. */
  isWritten?: boolean;
}

/** Columns as they are. */
export interface Typed {
  /** The type that each is to be read as. */
  types: string[];
  /** What is to be selected of what is read so; undefined if that is all of it as it is. */
  selected?: string;
  /** What is to be said of it. */
  notes: string[];
}

/**
 * Looks at all values, in one pass: a column whose values are numbers is one of numbers, and one whose words are true and false of truth
 * values. What only looks like a missing value is one where the rest are numbers, with a note. A column without a value is left out, and a first one
 * without a name that counts its rows, both with a note.
 */
export async function typed(
  guessed: Guessed,
  options: ReadingOptions,
  ask: Ask,
): Promise<Typed> {
  const { names, types, raw, looksAt } = guessed;
  const looked = [...names.keys()].filter((i) => looksAt(types[i]));
  if (looked.length === 0 && !guessed.hasRowNames) return { types, notes: [] };
  const missing = ["", ...guessed.isWritten ? missingWords : [], ...options.missing ?? []];
  const parts = looked.map((i) => expressionsOf(names[i], missing, guessed.decimalComma ?? false));
  const outputs = parts.flatMap(({ present, isNumber, isLikely, lower, text }) => [
    `count(*) FILTER (${present})`,
    `count(*) FILTER (${present} AND ${isNumber})`,
    `count(*) FILTER (${present} AND ${isLikely})`,
    `count(*) FILTER (${present} AND ${lower} IN (${listed(truths)}))`,
    `count(*) FILTER (${present} AND ${lower} IN (${listed(words)}))`,
    `min(${text}) FILTER (${present} AND ${isLikely})`,
  ]);
  const first = rowNumbers(names[0]);
  const [cells] = await ask({
    text: `SELECT ${["count(*)", first, ...outputs].join(", ")} FROM ${raw}`,
    values: [],
  });
  const [rows, low, high, distinct, ...counted] = cells;
  const result: Typed = { types: [...types], notes: [] };
  const selected = names.map((name) => duckdb.identifier(name));
  let isPlain = true;
  looked.forEach((i, k) => {
    const [present, numbers, likely, isTruth, isWord] = counted.slice(6 * k, 6 * k + 5).map(Number);
    const firstLikely = counted[6 * k + 5] as string | null;
    const counts = { present, numbers, likely, truths: isTruth, words: isWord, firstLikely };
    const found = changed(names[i], types[i], counts, options);
    if (found === undefined || found !== "number" && !guessed.isWritten) return;
    result.types[i] = "VARCHAR";
    isPlain = false;
    if (found === "empty") {
      result.notes.push(emptyNote(names[i]));
      selected[i] = "";
      return;
    }
    if (found === "number" && likely > 0) result.notes.push(likelyNote(names[i], counts));
    const as = { number: parts[k].number, truth: parts[k].truth, text: parts[k].asWritten };
    selected[i] = `${as[found]} AS ${selected[i]}`;
  });
  const counts = [low, high, distinct].map(Number);
  const isCounter = guessed.hasNamelessFirst && rows !== null && Number(rows) > 1 && low !== null &&
    (counts[0] === 0 || counts[0] === 1) && counts[1] - counts[0] + 1 === Number(rows) &&
    counts[2] === Number(rows);
  if (guessed.hasRowNames) {
    result.notes.push(
      "The line of names is one short, as R writes it: the first column, of row names, is left out.",
    );
    [selected[0], isPlain] = ["", false];
  } else if (isCounter && !options.categorical?.includes(names[0])) {
    result.notes.push(
      `The first column has no name and counts its rows: left out, as row names.`,
    );
    [selected[0], isPlain] = ["", false];
  }
  const kept = selected.filter((each) => each !== "");
  if (kept.length === 0) {
    throw new TableError("Cannot read the table: no column has a value in any row.");
  }
  return isPlain ? result : { ...result, selected: kept.join(", ") };
}

/** What becomes of a column; undefined if it stays as it was guessed. */
function changed(
  name: string,
  type: string,
  counts: Counts,
  options: ReadingOptions,
): ReturnType<typeof kindOf> {
  const kind = kindOf(name, counts, options);
  return kind === "number" && type === "DOUBLE" && counts.likely === 0 ? undefined : kind;
}
