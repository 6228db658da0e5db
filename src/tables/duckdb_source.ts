/**
 * How DuckDB reads what a path names: CSV, Parquet, JSON, globs and folders of them, a table of DuckDB's own.
 *
 * @module
 */
import { duckdb, literal } from "./dialects/duckdb.ts";
import { type Ask, csv, type DuckDBSource, json } from "./duckdb_text.ts";
import { TableError } from "./engine.ts";

export type { DuckDBSource } from "./duckdb_text.ts";

/** What is said of a path beside its name. */
export interface DuckDBOptions {
  /** A table of a DuckDB file; by default the only one. */
  table?: string;
  /** Whether the first line of a CSV file names its columns; by default it does. */
  header?: boolean;
}

/**
 * Finds out how a path is to be read.
 *
 * @throws {TableError} Where there is no such file or table.
 */
export async function findSource(
  label: string,
  { table, header = true }: DuckDBOptions,
  ask: Ask,
): Promise<DuckDBSource> {
  const path = literal(label);
  if (/\.(duckdb|ddb|db)$/i.test(label)) {
    await ask({ text: `ATTACH ${path} AS data (READ_ONLY)`, values: [] });
    return await tableOf(label, table, ask);
  }
  if (/\.(parquet|pq)$/i.test(label)) return parquet(path, ask);
  if (/\.(json|jsonl|ndjson)(\.gz|\.zst)?$/i.test(label)) return await json(path, ask);
  for (
    const [ending, read] of [
      ["parquet", (files: string) => parquet(files, ask)],
      ["csv", (files: string) => csv(files, header, ask)],
      ["json", (files: string) => json(files, ask)],
    ] as const
  ) {
    const files = `${label}/**/*.${ending}`;
    const [[found]] = await ask({ text: "SELECT count(*) FROM glob($1)", values: [files] });
    if (Number(found) > 0) return await read(literal(files));
  }
  const found = await Deno.stat(label).catch(() => undefined);
  if (found?.isDirectory) {
    throw new TableError(`Cannot read "${label}": the folder holds no CSV, Parquet or JSON file.`);
  }
  return await csv(path, header, ask);
}

function parquet(path: string, ask: Ask): DuckDBSource {
  const text = `SELECT sum(num_rows) FROM parquet_file_metadata(${path})`;
  const roughRows = async () => Number((await ask({ text, values: [] }))[0][0]);
  return { text: `read_parquet(${path})`, parsed: false, roughRows };
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
