/**
 * How DuckDB reads CSV, whose types are a guess.
 *
 * @module
 */
import { literal } from "../../sql/dialects/duckdb.ts";
import type { Ask } from "./ask.ts";
import { encodingOf, refusePacked } from "./encoding.ts";
import { escaped } from "./paths.ts";
import { type DuckDBSource, selecting } from "./found.ts";
import { layoutOf } from "./layout.ts";
import { formatOf, list } from "./sniff.ts";
import { missingWords } from "../../model/written_values.ts";
import { type ReadingOptions, typed } from "./typed.ts";
import { TableError } from "../../model/table_error.ts";

/**
 * Types that the first 20,480 rows may suggest. Whole numbers are not among them: DuckDB would round what comes later, without
 * a word; nor are truth values, whose words are looked at by themselves.
 */
const types = ["NULL", "DOUBLE", "TIME", "DATE", "TIMESTAMP", "VARCHAR"];

/** What a value with its comma takes in a text file, at most, but for long text. */
const valueBytes = 32;

/** Up to this many bytes all columns are looked at; of larger files those that do not look like numbers at first. */
const mostLookedAt = 2 ** 26;

/**
 * A file is looked at once; of many files the first is, for what divides columns.
 *
 * @throws {TableError} If there is nothing in it.
 */
export async function csv(
  path: string,
  header: boolean,
  options: ReadingOptions,
  ask: Ask,
): Promise<DuckDBSource> {
  const [[files, bytes, firstFile]] = await ask({
    text: `SELECT count(*), sum(size), min(filename) FROM read_blob(${path})`,
    values: [],
  });
  if (Number(files) === 0) throw new TableError(`Cannot read ${path}: No files found that match.`);
  if (Number(bytes) === 0) {
    throw new TableError(`Cannot read ${path}: it is empty. Expected a line of names, and rows.`);
  }
  await refusePacked(String(firstFile));
  const first = literal(escaped(String(firstFile)));
  const encoding = options.encoding ?? await encodingOf(String(firstFile));
  const layout = header && Number(files) === 1 ? await layoutOf(String(firstFile), options) : {};
  // Left to guess, DuckDB skips first lines that do not fit.
  const isNamed = header && layout.names === undefined;
  const lines = [
    ...[`header = ${isNamed}`, `skip = ${(options.skip ?? 0) + (layout.names ? 1 : 0)}`],
    ...(encoding ? [`encoding = ${literal(encoding)}`] : []),
  ].join(", ");
  const delimiter = options.delimiter ?? layout.delimiter;
  const divided = delimiter ? `, delim = ${literal(delimiter)}` : "";
  const nulls = `nullstr = ${list(["", ...missingWords, ...options.missing ?? []])}`;
  const guessed = `${nulls}, auto_type_candidates = ${list(types)}`;
  const format = await formatOf(first, `${lines}${divided}, ${guessed}`, options, ask);
  const settings = format === undefined ? lines + divided : `${lines}, ${format.settings}`;
  const shared = { parsed: true, decimalComma: format?.decimalComma };
  const isSmall = Number(bytes) <= mostLookedAt;
  const looksAt = (type: string) => type === "VARCHAR" || isSmall && type === "DOUBLE";
  if (format === undefined || Number(files) > 1) {
    const raw = `read_csv(${path}, ${settings}, all_varchar = true)`;
    const reader = (given: string) => `read_csv(${path}, ${settings}, ${guessed}${given})`;
    const described = await ask({ text: `DESCRIBE SELECT * FROM ${reader("")}`, values: [] });
    const [names, seen] = [0, 1].map((i) => described.map((row) => String(row[i])));
    const found = await typed(
      { ...shared, names, types: seen, raw, looksAt, isWritten: true },
      options,
      ask,
    );
    const changed = names.flatMap((name, i) =>
      found.types[i] === seen[i] ? [] : [`${literal(name)}: ${literal(found.types[i])}`]
    );
    const given = changed.length === 0 ? "" : `, types = {${changed.join(", ")}}`;
    return { ...shared, text: selecting(found, reader(given)), copied: raw, said: found.notes };
  }
  const hasRowNames = layout.names?.length === format.names.length;
  const names = hasRowNames ? layout.names! : format.names;
  const columns = (types: string[]) => {
    const typed = names.map((name, i) => `${literal(name)}: ${literal(types[i])}`);
    return `auto_detect = false, columns = {${typed.join(", ")}}`;
  };
  const text = `read_csv(${path}, ${settings}, ${nulls}, ${columns(format.types)})`;
  if (format.types.every((type) => type === "VARCHAR")) await refuseEmpty(path, text, ask);
  const raw = `read_csv(${path}, ${settings}, ${columns(names.map(() => "VARCHAR"))})`;
  const hasNamelessFirst = isNamed && await isNameless(path, settings, names, ask);
  const guess = {
    ...shared,
    names,
    types: format.types,
    raw,
    looksAt,
    ...{ hasNamelessFirst, hasRowNames },
    isWritten: true,
  };
  const found = await typed(guess, options, ask);
  const rough = Number(bytes) / (valueBytes * names.length);
  return {
    ...shared,
    text: selecting(
      found,
      `read_csv(${path}, ${settings}, ${nulls}, ${columns(found.types)})`,
    ),
    copied: raw,
    said: found.notes,
    roughRows: () => Promise.resolve(rough),
  };
}

/** Whether the first column has no name in the file. */
async function isNameless(
  path: string,
  settings: string,
  names: string[],
  ask: Ask,
): Promise<boolean> {
  if (!/^column0+$/.test(names[0])) return false;
  const columns = names.map((_, i) => `'c${i}': 'VARCHAR'`).join(", ");
  const unnamed = settings.replace("header = true", "header = false");
  const [[name]] = await ask({
    text:
      `SELECT c0 FROM read_csv(${path}, ${unnamed}, auto_detect = false, columns = {${columns}}) LIMIT 1`,
    values: [],
  });
  return name === null || String(name).trim() === "";
}

/** Without rows every column is text, and would be refused for that. */
async function refuseEmpty(path: string, text: string, ask: Ask): Promise<void> {
  const first = await ask({ text: `SELECT 1 FROM ${text} LIMIT 1`, values: [] });
  if (first.length === 0) {
    throw new TableError(`Cannot read ${path}: it has a line of names and no rows.`);
  }
}
