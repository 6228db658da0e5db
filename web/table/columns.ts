/**
 * What each column of text is, by all of its values, as `fit` has it.
 *
 * @module
 */
import {
  type Counts,
  emptyNote,
  kindOf,
  likelyMissing,
  likelyNote,
  missingWords,
  number,
  truths,
  words,
} from "../../src/regression/model/written_values.ts";
import type { RowValue } from "../../src/regression/rows/named_columns.ts";
import type { Cells } from "./parse.ts";

/** A column as the page shows it. */
export interface ColumnInfo {
  name: string;
  kind: "number" | "truth" | "text" | "date";
  missing: number;
  /** How many different values a column of text has. */
  levels?: number;
}

/** A table that was read. */
export interface ReadTable {
  values: Record<string, RowValue[]>;
  columns: ColumnInfo[];
  rows: number;
  notes: string[];
}

const isNumber = new RegExp(`^(?:${number})$`);
const isDate = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/;
const missing = new Set(["", ...missingWords]);
const [likely, truthWords, wordsOfTruth] = [likelyMissing, truths, words].map((of) => new Set(of));

/** Reads columns. One without a value is left out, and a first one without a name that counts its rows, both with a note. */
export function columnsOf({ names, rows, delimiter, notes: before }: Cells): ReadTable {
  const notes = [...before];
  // A name may be that of a property that every object has.
  const values: ReadTable["values"] = Object.create(null);
  const read: ReadTable = { values, columns: [], rows: rows.length, notes };
  names.forEach((name, j) => {
    const cells = rows.map((row) => (row[j] ?? "").trim());
    const points = countsOf(cells, false);
    const commas = delimiter === "," || points.numbers + points.likely === points.present
      ? points
      : countsOf(cells, true);
    const decimalComma = commas.numbers > points.numbers;
    const counts = decimalComma ? commas : points;
    const kind = kindOf(name, counts, {});
    if (kind === "empty" || kind === undefined) return void notes.push(emptyNote(name));
    if (kind === "number" && counts.likely > 0) notes.push(likelyNote(name, counts));
    if (decimalComma) notes.push(commaNote(name, cells));
    const isCounter = j === 0 && /^(column 1)$/.test(name) && kind === "number" &&
      cells.every((cell, i) => Number(cell) === Number(cells[0]) + i) && Number(cells[0]) < 2;
    if (isCounter) {
      return void notes.push(
        "The first column has no name and counts its rows: left out, as row names.",
      );
    }
    const dates = kind === "text" && cells.every((cell) => missing.has(cell) || isOnCalendar(cell));
    const values = cells.map((cell) => valueOf(cell, dates ? "date" : kind, decimalComma));
    read.values[name] = values;
    read.columns.push({
      name,
      kind: dates ? "date" : kind,
      missing: values.filter((value) => value === undefined).length,
      ...kind === "text" && !dates &&
        { levels: new Set(values.filter((value) => value !== undefined)).size },
    });
  });
  if (read.columns.length === 0) throw new Error("No column has a value in any row.");
  return read;
}

/** What is said of decimal commas; where they may as well divide thousands, that too. */
function commaNote(name: string, cells: string[]): string {
  const first = cells.find((cell) => cell.includes(","))!;
  const mayBeThousands = cells.every((cell) =>
    !cell.includes(",") || /^[+-]?\d{1,3}(,\d{3})+$/.test(cell)
  );
  return mayBeThousands
    ? `"${name}": "${first}" is read with a decimal comma, as ${
      Number(first.replace(",", "."))
    }. If its commas divide thousands, take them out.`
    : `"${name}" has decimal commas.`;
}

/** Whether a text is a date that there is: not the 30th of February. */
function isOnCalendar(cell: string): boolean {
  if (!isDate.test(cell)) return false;
  const day = new Date(cell.slice(0, 10));
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(cell.slice(0, 10)) &&
    !Number.isNaN((valueOf(cell, "date", false) as Date).getTime());
}

function countsOf(cells: string[], decimalComma: boolean): Counts {
  const counts: Counts = {
    ...{ present: 0, numbers: 0, likely: 0, truths: 0, words: 0, firstLikely: null },
  };
  for (const cell of cells) {
    if (missing.has(cell)) continue;
    counts.present++;
    const lower = cell.toLowerCase();
    if (isNumber.test(decimalComma ? cell.replace(",", ".") : cell)) counts.numbers++;
    else if (likely.has(cell)) {
      counts.likely++;
      if (counts.firstLikely === null || cell < counts.firstLikely) counts.firstLikely = cell;
    }
    if (truthWords.has(lower)) counts.truths++;
    if (wordsOfTruth.has(lower)) counts.words++;
  }
  return counts;
}

function valueOf(
  cell: string,
  kind: ColumnInfo["kind"],
  decimalComma: boolean,
): RowValue {
  if (missing.has(cell)) return undefined;
  switch (kind) {
    case "text":
      return cell;
    case "truth":
      return cell.toLowerCase() === "true";
    case "date":
      // A time without a zone is taken as it is written.
      return new Date(
        cell.length > 10 && !cell.endsWith("Z") ? `${cell.replace(" ", "T")}Z` : cell,
      );
    case "number": {
      if (likely.has(cell)) return undefined;
      const value = Number(
        (decimalComma ? cell.replace(",", ".") : cell).replace(/inf(inity)?$/i, "Infinity"),
      );
      return Number.isNaN(value) ? undefined : value;
    }
  }
}
