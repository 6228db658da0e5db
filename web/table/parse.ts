/**
 * The text of a file as cells: its encoding and its delimiter are found.
 *
 * @module
 */
import { dsvFormat } from "./dsv.ts";

/** Larger files are for the command line. */
export const mostBytes = 60_000_000;

/** A table of text. */
export interface Cells {
  names: string[];
  rows: string[][];
  delimiter: string;
  notes: string[];
}

/**
 * Decodes a file: UTF-8, UTF-16 by its mark, else Latin-1.
 *
 * @throws {Error} If it is no text.
 */
export function decoded(bytes: Uint8Array): string {
  const [a, b, c, d] = bytes;
  const packed = a === 0x1f && b === 0x8b || a === 0x50 && b === 0x4b && c < 9 && d < 9 ||
    a === 0xfd && b === 0x37;
  if (packed) throw new Error("The file is packed. Unpack it first: a CSV is expected.");
  if (a === 0x50 && b === 0x41 && c === 0x52 && d === 0x31) {
    throw new Error(
      "This is a Parquet file, and a page reads CSV. On the command line, fit reads both.",
    );
  }
  if (a === 0xff && b === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes.subarray(0, 4096).includes(0)) {
    throw new Error("The file is no text: a CSV is expected.");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}

const delimiters = [",", ";", "\t", "|"];

/**
 * Reads a file's text. The first line has the names.
 *
 * @throws {Error} If it has no rows or a single column, or a row has more cells than there are names.
 */
export function cellsOf(text: string): Cells {
  const lines = text.slice(0, 200_000).split(/\r?\n/).filter((line) => line !== "").slice(0, 50);
  if (lines.length === 0) {
    throw new Error("The file is empty: a CSV with a line of names is expected.");
  }
  const marked = /^sep=(.)\r?\n/.exec(text);
  const delimiter = marked?.[1] ?? delimiterOf(lines);
  const all = dsvFormat(delimiter).parseRows(marked ? text.slice(marked[0].length) : text)
    .filter((row) => row.length > 1 || row[0] !== "");
  const [head, ...rows] = all;
  const names = head.map((name) => name.trim());
  if (names.length < 2) {
    throw new Error(
      "The file has one column: a table of two or more is expected, divided by commas, semicolons, tabs or bars.",
    );
  }
  if (rows.length === 0) throw new Error("The file has a line of names and no rows.");
  const long = rows.findIndex((row) => row.length > names.length);
  if (long >= 0) {
    throw new Error(
      `Row ${long + 1} has ${rows[long].length} cells, and there are ${names.length} names.`,
    );
  }
  const notes: string[] = [];
  const short = rows.filter((row) => row.length < names.length).length;
  if (short > 0) {
    notes.push(
      `${short} row${
        short === 1 ? " has" : "s have"
      } fewer cells than there are names: the rest is missing.`,
    );
  }
  if (names.every((name) => name !== "" && Number.isFinite(Number(name)))) {
    notes.push(
      "The first line is all numbers, and is taken for names. Is a line of names missing?",
    );
  }
  return { names: distinct(names, notes), rows, delimiter, notes };
}

/** What divides all lines into as many cells, and of several the one whose cells are numbers most often; then the one with more cells. */
function delimiterOf(lines: string[]): string {
  const isNumber = /^\s*[+-]?(\d+[.,]?\d*|[.,]\d+)([eE][+-]?\d+)?\s*$/;
  return delimiters.map((each) => {
    const [head, ...rows] = dsvFormat(each).parseRows(lines.join("\n"));
    const even = rows.filter((row) => row.length === head.length).length / (rows.length || 1);
    const cells = rows.flat();
    const numbers = cells.filter((cell) => isNumber.test(cell)).length / (cells.length || 1);
    return { each, width: head.length, even: head.length > 1 ? even : -1, numbers };
  }).toSorted((a, b) => b.even - a.even || b.numbers - a.numbers || b.width - a.width)[0].each;
}

/** Names that are there twice get a number. */
function distinct(names: string[], notes: string[]): string[] {
  const seen = new Set<string>();
  return names.map((name, i) => {
    // A formula quotes names with backticks.
    const plain = name === ""
      ? `column ${i + 1}`
      : name.replace(/\s*[\r\n]+\s*/g, " ").replaceAll("`", "'");
    let own = plain;
    for (let count = 2; seen.has(own) || own !== plain && names.includes(own); count++) {
      own = `${plain} ${count}`;
    }
    seen.add(own);
    if (name !== "" && own !== name) notes.push(`A column "${name}" is called "${own}" here.`);
    return own;
  });
}
