/**
 * How DuckDB reads text: CSV and JSON, whose types are a guess.
 *
 * @module
 */
import type { Statement } from "../../sql/dialect.ts";
import { literal } from "../../sql/dialects/duckdb.ts";
import { TableError } from "../../model/table_error.ts";
import type { Cell } from "../../model/column.ts";

/** Asks DuckDB. */
export type Ask = (statement: Statement) => Promise<Cell[][]>;

/** What is read, and how. */
export interface DuckDBSource {
  /** What stands behind FROM. */
  text: string;
  /** Text is parsed at every scan, unless what was parsed is kept. */
  parsed: boolean;
  /** The same columns as they are written, if they are text: for copies. */
  copied?: string;
  /** Whether numbers of that text have a comma before their fraction. */
  decimalComma?: boolean;
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
  const reader = (typeOf: (type: string) => string) => {
    const typed = described.map(([name, type]) =>
      `${literal(String(name))}: ${literal(typeOf(String(type)))}`
    );
    return `read_json(${path}, columns = {${typed.join(", ")}})`;
  };
  const text = reader((type) => type === "BIGINT" ? "DOUBLE" : type);
  return { text, copied: reader(() => "VARCHAR"), parsed: true };
}

/**
 * A file is looked at once; of many files the first is, for what divides columns.
 *
 * @throws {TableError} If there is nothing in it.
 */
export async function csv(path: string, header: boolean, ask: Ask): Promise<DuckDBSource> {
  const [[files, bytes, first]] = await ask({
    text: `SELECT count(*), sum(size), min(filename) FROM read_blob(${path})`,
    values: [],
  });
  if (Number(files) === 0) throw new TableError(`Cannot read ${path}: No files found that match.`);
  if (Number(bytes) === 0) {
    throw new TableError(`Cannot read ${path}: it is empty. Expected a line of names, and rows.`);
  }
  // Left to guess, DuckDB skips first lines that do not fit.
  const lines = `header = ${header}, skip = 0`;
  const nulls = `nullstr = ${listed(missing)}`;
  const guessed = `${nulls}, auto_type_candidates = ${listed(types)}`;
  const format = await formatOf(literal(String(first)), `${lines}, ${guessed}`, ask);
  const settings = format === undefined ? lines : `${lines}, ${format.settings}`;
  const shared = { parsed: true, decimalComma: format?.decimalComma };
  if (format === undefined || Number(files) > 1) {
    const text = `read_csv(${path}, ${settings}, ${guessed})`;
    return { ...shared, text, copied: `read_csv(${path}, ${settings}, all_varchar = true)` };
  }
  const columns = (typeOf: (type: string) => string) => {
    const typed = format.names.map((name, i) =>
      `${literal(name)}: ${literal(typeOf(format.types[i]))}`
    );
    return `auto_detect = false, columns = {${typed.join(", ")}}`;
  };
  const text = `read_csv(${path}, ${settings}, ${nulls}, ${columns((type) => type)})`;
  if (format.types.every((type) => type === "VARCHAR")) await refuseEmpty(path, text, ask);
  const rough = Number(bytes) / (valueBytes * format.names.length);
  return {
    ...{ ...shared, text, copied: `read_csv(${path}, ${settings}, ${columns(() => "VARCHAR")})` },
    roughRows: () => Promise.resolve(rough),
  };
}

/** How a file is written, as its first rows look. */
interface Format {
  /** Arguments of DuckDB's reader. */
  settings: string;
  names: string[];
  types: string[];
  delimiter: string;
  /** Whether a comma stands between a number's whole and its fraction. */
  decimalComma: boolean;
}

/** Where commas do not divide the columns, they may be decimal. */
async function formatOf(path: string, options: string, ask: Ask): Promise<Format | undefined> {
  const points = await sniff(path, options, ask, false);
  if (points === undefined || points.delimiter === "," || !points.types.includes("VARCHAR")) {
    return points;
  }
  const commas = await sniff(path, options, ask, true);
  const numbers = (format?: Format) =>
    format?.types.filter((type) => type === "DOUBLE").length ?? 0;
  return numbers(commas) > numbers(points) ? commas : points;
}

/** Undefined if DuckDB cannot detect the format. */
async function sniff(
  path: string,
  options: string,
  ask: Ask,
  decimalComma: boolean,
): Promise<Format | undefined> {
  const comma = decimalComma ? ["decimal_separator = ','"] : [];
  const columns = ["name", "type"].map((field) => `list_transform(Columns, c -> c.${field})`);
  const found = await ask({
    text: `SELECT Delimiter, Quote, Escape, Comment, DateFormat, TimestampFormat, ` +
      `to_json(${columns[0]}), to_json(${columns[1]}) ` +
      `FROM sniff_csv(${[path, options, ...comma].join(", ")})`,
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
  return {
    settings: [...given, ...comma].join(", "),
    ...{ names, types, delimiter: delimiter!, decimalComma },
  };
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
