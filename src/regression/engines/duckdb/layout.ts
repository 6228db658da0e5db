/**
 * How a text file's first lines are laid out, where DuckDB's guess does not go: columns divided by blanks, and a line of names that is
 * one short, as R's write.table has it.
 *
 * @module
 */
import { TableError } from "../../model/table_error.ts";
import type { ReadingOptions } from "./typed.ts";

/** What DuckDB is to be given. */
export interface Layout {
  delimiter?: string;
  /** All names, the row names' first, of a file whose line of names is one short. */
  names?: string[];
}

/** What the row names' column is called. */
const rowNames = "row_names";

const delimiters = [",", ";", "\t", "|"];

/** So many lines tell. */
const [fewest, most] = [3, 50];

/**
 * Looks at the first lines of a file; nothing comes of files that are no UTF-8, or that any other reader understands as well.
 *
 * @throws {TableError} If its columns are aligned by blanks.
 */
export async function layoutOf(file: string, options: ReadingOptions): Promise<Layout> {
  const lines = (await firstLines(file)).slice(options.skip ?? 0, (options.skip ?? 0) + most);
  if (lines.length < fewest) return {};
  const given = options.delimiter;
  const counted = (given === undefined ? delimiters : [given]).map((delimiter) => ({
    delimiter,
    ...countsOf(lines, (line) => fieldsOf(line, delimiter)),
  })).filter(({ head }) => head >= 2);
  if (counted.some(({ head, rows }) => rows === head)) return {};
  const short = counted.find(({ head, rows }) => rows === head + 1);
  if (short) return shortHead(lines, short.delimiter);
  if (counted.length > 0 || given !== undefined) return {};
  const single = countsOf(lines, (line) => fieldsOf(line, " "));
  if (single.head >= 2 && single.rows === single.head) return { delimiter: " " };
  if (single.head >= 2 && single.rows === single.head + 1) return shortHead(lines, " ");
  const aligned = countsOf(lines, (line) => line.trim().split(/ +/));
  if (aligned.head >= 2 && (aligned.rows === aligned.head || aligned.rows === aligned.head + 1)) {
    throw new TableError(
      `Cannot read "${file}": its columns are aligned by blanks. Divide them by commas, or by one blank each.`,
    );
  }
  return {};
}

function shortHead(lines: string[], delimiter: string): Layout {
  const rows = lines.slice(1).map((line) => fieldsOf(line, delimiter));
  // A delimiter at each line's end begins no column.
  if (rows.every((fields) => fields.at(-1) === "")) return {};
  return { delimiter, names: [rowNames, ...fieldsOf(lines[0], delimiter)] };
}

/** How many fields the first line has, and how many every other one has, if that is the same. */
function countsOf(lines: string[], split: (line: string) => string[]) {
  const [head, ...rest] = lines.map((line) => split(line).length);
  return { head, rows: rest.every((count) => count === rest[0]) ? rest[0] : undefined };
}

/** A line's fields; within quotes a delimiter is none. */
function fieldsOf(line: string, delimiter: string): string[] {
  const fields = [""];
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (character === delimiter && !quoted) fields.push("");
    else fields[fields.length - 1] += character;
  }
  return fields;
}

/** Whole lines with something in them; none of a file that is packed, elsewhere, or no UTF-8. */
async function firstLines(file: string): Promise<string[]> {
  if (/\.(gz|zst)$/i.test(file)) return [];
  try {
    using opened = await Deno.open(file);
    const bytes = new Uint8Array(65_536);
    const count = await opened.read(bytes) ?? 0;
    const text = new TextDecoder("utf-8", { fatal: true })
      .decode(bytes.subarray(0, count), { stream: true });
    const lines = text.split(/\r?\n/);
    if (count === bytes.length) lines.pop();
    return lines.filter((line) => line.trim() !== "");
  } catch {
    return [];
  }
}
