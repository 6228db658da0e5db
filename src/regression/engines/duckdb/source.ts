/**
 * How DuckDB reads what a path names: CSV, Parquet, JSON, globs and folders of them, a table of DuckDB's own.
 *
 * @module
 */
import { duckdb, literal } from "../../sql/dialects/duckdb.ts";
import { escaped } from "./paths.ts";
import type { Ask } from "./ask.ts";
import { csv } from "./csv.ts";
import type { DuckDBSource } from "./found.ts";
import { json } from "./json.ts";
import { type ReadingOptions, typed } from "./typed.ts";
import { withoutOwn } from "./own_files.ts";
import { TableError } from "../../model/table_error.ts";

export type { DuckDBSource } from "./found.ts";

/** What is said of a path beside its name. */
export interface DuckDBOptions {
  /** A table of a DuckDB file; by default the only one. */
  table?: string;
  /** Whether the first line of a CSV file names its columns; by default it does. */
  header?: boolean;
  /** How its text is read. */
  reading?: ReadingOptions;
  /** Ends the opening, and what is asked without a signal of its own. */
  signal?: AbortSignal;
}

/** How a path is read, and of which files it is made. */
export interface FoundSource extends DuckDBSource {
  /** The files' paths as a literal: one, a pattern, or a list. */
  path: string;
  /** The files that hold the data. */
  files: string[];
  /** What is to be said about their choice. */
  notes: string[];
}

/**
 * Finds out how a path is to be read. What this project wrote into a folder of data is left out.
 *
 * @throws {TableError} If there is no such file or table.
 */
export async function findSource(
  label: string,
  { table, header = true, reading = {} }: DuckDBOptions,
  ask: Ask,
): Promise<FoundSource> {
  const stat = await Deno.stat(label).catch(() => undefined);
  // A file of just that name is meant, whatever its characters would stand for in a pattern.
  const path = literal(stat?.isFile ? escaped(label) : label);
  const one = { path, files: [label], notes: [] };
  if (/\.(duckdb|ddb|db)$/i.test(label)) {
    await ask({ text: `ATTACH ${literal(label)} AS data (READ_ONLY)`, values: [] });
    return { ...await tableOf(label, table, ask), ...one };
  }
  const isPattern = stat === undefined && /[*?[]/.test(label) && !/^\w+:\/\//.test(label);
  if (isPattern || stat?.isDirectory) {
    const many = await manyFiles(label, stat?.isDirectory ?? false, ask);
    return withNotes(await read(many.path, many.files[0], { header, reading }, ask), many);
  }
  return withNotes(await read(one.path, label, { header, reading }, ask), one);
}

/** What was read of files, with what is to be said of both. */
function withNotes(
  source: DuckDBSource,
  files: Pick<FoundSource, "path" | "files" | "notes">,
): FoundSource {
  return { ...source, ...files, notes: [...files.notes, ...source.said ?? []] };
}

/** Reads files as the first of them is named. */
async function read(
  path: string,
  name: string,
  { header, reading }: Required<Pick<DuckDBOptions, "header" | "reading">>,
  ask: Ask,
): Promise<DuckDBSource> {
  if (/\.(parquet|pq)$/i.test(name)) return await parquet(path, reading, ask);
  if (/\.(json|jsonl|ndjson)(\.gz|\.zst)?$/i.test(name)) return await json(path, reading, ask);
  return await csv(path, header, reading, ask);
}

/** The files of a folder, of one ending, or of a pattern. */
async function manyFiles(
  label: string,
  isFolder: boolean,
  ask: Ask,
): Promise<Pick<FoundSource, "path" | "files" | "notes">> {
  const within = ["parquet", "csv", "json"].map((ending) =>
    `${isFolder ? escaped(label) : label}/**/*.${ending}`
  );
  // A pattern may also be one of folders; DuckDB takes no more than one **.
  const patterns = isFolder ? within : label.includes("**") ? [label] : [label, ...within];
  let left: string[] = [];
  for (const pattern of patterns) {
    const rows = await ask({ text: "SELECT file FROM glob($1) ORDER BY file", values: [pattern] });
    const { data: files, own } = await withoutOwn(rows.map(([file]) => String(file)));
    left = [...left, ...own];
    if (files.length === 0) continue;
    const notes = left.length === 0 ? [] : [leftOut(label, left)];
    // Files of a list are those that are there now; a pattern would take in what the fit itself is going to write.
    const listed = own.length > 0 || !/\.(csv|parquet|pq)$/i.test(pattern);
    const path = listed
      ? `[${files.map((file) => literal(escaped(file))).join(", ")}]`
      : literal(pattern);
    return { path, files, notes };
  }
  if (left.length > 0) {
    throw new TableError(
      `Cannot read "${label}": it holds nothing but what an earlier run wrote (${
        shortList(left)
      }). Name the data, or one of these files by itself.`,
    );
  }
  throw new TableError(
    isFolder
      ? `Cannot read "${label}": the folder holds no CSV, Parquet or JSON file.`
      : `Cannot read "${label}": No files found that match.`,
  );
}

function leftOut(label: string, files: string[]): string {
  const what = files.length === 1 ? "1 file" : `${files.length} files`;
  return `${what} that an earlier run wrote into "${label}" left out: ${shortList(files)}.`;
}

function shortList(files: string[]): string {
  const [few, rest] = [files.slice(0, 3), files.length - 3];
  return few.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

async function parquet(path: string, options: ReadingOptions, ask: Ask): Promise<DuckDBSource> {
  const raw = `read_parquet(${path})`;
  const described = await ask({ text: `DESCRIBE SELECT * FROM ${raw}`, values: [] });
  const [names, types] = [0, 1].map((i) => described.map((row) => String(row[i])));
  const looksAt = (type: string) => type === "VARCHAR";
  const { selected, notes } = await typed({ names, types, raw, looksAt }, options, ask);
  const text = `SELECT sum(num_rows) FROM parquet_file_metadata(${path})`;
  const roughRows = async () => Number((await ask({ text, values: [] }))[0][0]);
  const source = selected === undefined ? raw : `(SELECT ${selected} FROM ${raw})`;
  return { text: source, parsed: false, roughRows, said: notes };
}

/** The table that was named, or the only one. */
async function tableOf(
  label: string,
  name: string | undefined,
  ask: Ask,
): Promise<DuckDBSource> {
  const text =
    "SELECT table_name FROM duckdb_tables() WHERE database_name = 'data' AND schema_name = 'main' " +
    "UNION ALL SELECT view_name FROM duckdb_views() WHERE database_name = 'data' AND schema_name = 'main' AND NOT internal";
  const tables = (await ask({ text, values: [] })).map(([table]) => String(table));
  const found = name === undefined && tables.length === 1
    ? tables[0]
    : tables.find((table) => table === name);
  if (found === undefined) {
    const has = tables.length === 0 ? "it has none" : `it has ${tables.join(", ")}`;
    const wanted = name === undefined ? "which table is meant" : `a table "${name}"`;
    throw new TableError(`Cannot find ${wanted} in "${label}": ${has}. Try --table name.`);
  }
  const size =
    "SELECT estimated_size FROM duckdb_tables() WHERE database_name = 'data' AND table_name = $1";
  return {
    text: `data.${duckdb.identifier(found)}`,
    parsed: false,
    // Nothing is known of a view.
    roughRows: async () => Number((await ask({ text: size, values: [found] }))[0]?.[0] ?? 0),
  };
}
