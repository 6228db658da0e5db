/**
 * ClickHouse's TabSeparatedWithNamesAndTypes, read.
 *
 * @module
 */
import type { Cell } from "../../model/column.ts";
import { TableError } from "../../model/table_error.ts";

const escapes: Record<string, string> = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f", 0: "\0" };

/** Rows; nothing if they are not in the format that was asked for, names and types first. */
export function rowsOf(content: string): Cell[][] | undefined {
  const [names, types = [], ...rows] = content.replace(/\n$/, "").split("\n").map((line) =>
    line.split("\t")
  );
  const isTable = types.length > 0 &&
    [names, ...rows].every((row) => row.length === types.length) &&
    types.every((type) => /^[A-Z]\w*(\(.*\))?$/.test(type));
  if (!isTable) return undefined;
  const numeric = types.map((type) => /^(Nullable\()?(U?Int|Float|Decimal)/.test(type));
  const vector = types.map((type) => /^Array\((Nullable\()?(U?Int|Float)/.test(type));
  return rows.map((row) =>
    row.flatMap((cell, i): Cell | Cell[] => {
      if (cell === "\\N") return null;
      if (vector[i]) return cell.slice(1, -1).split(",").map(elementOf);
      if (numeric[i]) return numberOf(cell);
      return cell.replace(/\\(.)/gs, (_, mark) => escapes[mark] ?? mark);
    })
  );
}

function elementOf(text: string): Cell {
  return text === "NULL" ? null : numberOf(text);
}

function numberOf(text: string): number {
  if (text === "inf") return Infinity;
  if (text === "-inf") return -Infinity;
  const value = Number(text);
  if (text === "" || Number.isNaN(value) && text !== "nan") {
    throw new TableError("Cannot read the server's answer: a number in it is none.");
  }
  return value;
}
