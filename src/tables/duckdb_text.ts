/**
 * How DuckDB reads text: CSV and JSON, whose types are a guess.
 *
 * @module
 */
import type { Statement } from "./dialect.ts";
import { literal } from "./dialects/duckdb.ts";
import { type Cell, TableError } from "./engine.ts";

/** Asks DuckDB. */
export type Ask = (statement: Statement) => Promise<Cell[][]>;

/** What is read, and how. */
export interface DuckDBSource {
  /** What stands behind FROM. */
  text: string;
  /** Text is parsed at every scan, unless what was parsed is kept. */
  parsed: boolean;
  /** The same columns as they are written, where they are text: for copies. */
  copied?: string;
  /** About how many rows there are, by what can be known without a scan. */
  roughRows?(): Promise<number>;
}

/** Text that stands for nothing in a CSV file, as R and pandas have it. */
const missing = ["", "NA", "N/A", "NaN", "nan", "NULL", "null"];

/**
 * Types that the first 20,480 rows may suggest. Whole numbers are not among them: DuckDB would round what comes later, without
 * a word.
 */
const types = ["NULL", "BOOLEAN", "DOUBLE", "TIME", "DATE", "TIMESTAMP", "VARCHAR"];

/** What a value with its comma takes in a text file, at most, but for long text. */
const valueBytes = 32;

/** As the first rows look, which is asked once: every query that leaves it open looks again. */
export async function json(path: string, ask: Ask): Promise<DuckDBSource> {
  const described = await ask({ text: `DESCRIBE SELECT * FROM read_json(${path})`, values: [] });
  const typed = described.map(([name, type]) =>
    `${literal(String(name))}: ${literal(type === "BIGINT" ? "DOUBLE" : String(type))}`
  );
  return { text: `read_json(${path}, columns = {${typed.join(", ")}})`, parsed: true };
}

/**
 * One file is sniffed once; of many files each is, by every query.
 *
 * @throws {TableError} Where there is nothing in it.
 */
export async function csv(path: string, header: boolean, ask: Ask): Promise<DuckDBSource> {
  // Left to guess, DuckDB skips first lines that do not fit.
  const options = `header = ${header}, skip = 0, nullstr = ${listed(missing)}`;
  const guessed = `${options}, auto_type_candidates = ${listed(types)}`;
  const [[files, bytes]] = await ask({
    text: `SELECT count(*), sum(size) FROM read_blob(${path})`,
    values: [],
  });
  if (Number(files) > 0 && Number(bytes) === 0) {
    throw new TableError(`Cannot read ${path}: it is empty. Expected a line of names, and rows.`);
  }
  const sniffed = Number(files) === 1 ? await sniffBest(path, options, guessed, ask) : undefined;
  if (sniffed === undefined) {
    const text = `read_csv(${path}, ${guessed})`;
    return { text, parsed: true, copied: `read_csv(${path}, ${options}, all_varchar = true)` };
  }
  const rough = Number(bytes) / (valueBytes * sniffed.columns);
  return { ...sniffed, parsed: true, roughRows: () => Promise.resolve(rough) };
}

/** Where commas do not divide the columns, they may stand between a number's whole and its fraction. */
async function sniffBest(path: string, options: string, guessed: string, ask: Ask) {
  const points = await sniff(path, options, guessed, ask);
  if (points === undefined || points.delimiter === "," || !points.types.includes("VARCHAR")) {
    return points;
  }
  const comma = ", decimal_separator = ','";
  const commas = await sniff(path, options + comma, guessed + comma, ask);
  const numbers = (sniffed?: { types: string[] }) =>
    sniffed?.types.filter((type) => type === "DOUBLE").length ?? 0;
  return numbers(commas) > numbers(points) ? commas : points;
}

/** The text that reads a file as its first rows look; undefined where DuckDB has no word for it. */
async function sniff(path: string, options: string, guessed: string, ask: Ask) {
  const columns = ["name", "type"].map((field) => `list_transform(Columns, c -> c.${field})`);
  const found = await ask({
    text: `SELECT Delimiter, Quote, Escape, Comment, DateFormat, TimestampFormat, ` +
      `to_json(${columns[0]}), to_json(${columns[1]}) FROM sniff_csv(${path}, ${guessed})`,
    values: [],
  }).catch(() => []);
  if (found.length !== 1) return undefined;
  const [delimiter, quote, escape, comment, date, timestamp, ...lists] = found[0].map((cell) =>
    cell === null ? undefined : String(cell)
  );
  const [names, types]: string[][] = lists.map((list) => JSON.parse(list!));
  // The first quote of a file may come late.
  const mark = (found?: string) => found === "(empty)" ? '"' : found!;
  const settings = {
    delim: delimiter,
    quote: mark(quote),
    escape: mark(escape),
    comment: comment === "(empty)" ? "" : comment,
    dateformat: date,
    timestampformat: timestamp,
  };
  const given = Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} = ${literal(value)}`]
  );
  const reader = (types: string[]) => {
    const columns = names.map((name, i) => `${literal(name)}: ${literal(types[i])}`).join(", ");
    return `read_csv(${path}, auto_detect = false, ${options}, ${
      given.join(", ")
    }, columns = {${columns}})`;
  };
  const text = reader(types);
  if (types.every((type) => type === "VARCHAR")) await refuseEmpty(path, text, ask);
  const copied = reader(names.map(() => "VARCHAR"));
  return { text, copied, columns: names.length, types, delimiter };
}

/** Without rows every column is text, and would be refused for that. */
async function refuseEmpty(path: string, text: string, ask: Ask): Promise<void> {
  const first = await ask({ text: `SELECT 1 FROM ${text} LIMIT 1`, values: [] });
  if (first.length === 0) {
    throw new TableError(`Cannot read ${path}: it has a line of names and no rows.`);
  }
}

function listed(texts: string[]): string {
  return `[${texts.map(literal).join(", ")}]`;
}
