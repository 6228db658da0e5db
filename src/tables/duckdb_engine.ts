/**
 * DuckDB over files: CSV, Parquet, JSON, globs and folders of them, and DuckDB's own.
 *
 * @module
 */
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBValue,
  version,
} from "../deps/duckdb.ts";
import type { Statement } from "./dialect.ts";
import { doubles } from "./duckdb_columns.ts";
import { duckdb } from "./dialects/duckdb.ts";
import { type Cell, type Column, type Engine, type QueryOptions, TableError } from "./engine.ts";

/** Data are streamed: keeping what was read, for a scan to come, would take all the memory there is. */
const settings = {
  enable_external_file_cache: "false",
  temp_directory: "",
  preserve_insertion_order: "false",
  autoinstall_known_extensions: "false",
};

/** Text files of no more bytes in all are parsed once, and kept as a table: parsing takes ten times as long as a scan. */
const mostKept = 2 ** 29;

/** Text that stands for nothing in a CSV file, as R and pandas have it. */
const missing = ["", "NA", "N/A", "NaN", "nan", "NULL", "null"];

const numeric = /^(BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/;
const textual = /^(VARCHAR|UUID|ENUM\(.*\))$/;

/**
 * Opens a file, the files of a glob or a folder, or a table of a DuckDB file.
 *
 * @throws {TableError} Where there is no such file or table, or the file is not a table.
 */
export async function openDuckDB(file: string, table?: string): Promise<DuckDBEngine> {
  const instance = await DuckDBInstance.create(":memory:", settings);
  const engine = new DuckDBEngine(await instance.connect(), file);
  await engine.open(table);
  return engine;
}

/** Data in files, asked by way of DuckDB. */
export class DuckDBEngine implements Engine {
  readonly name = `DuckDB ${version()}`;
  readonly dialect = duckdb;
  readonly label: string;
  readonly #connection: DuckDBConnection;
  #source = "";
  /** What is asked in place of the source, once a scan has been asked for. */
  #kept?: Promise<string>;

  /** A connection, and the path of what it is to read. */
  constructor(connection: DuckDBConnection, label: string) {
    this.#connection = connection;
    this.label = label;
  }

  get source(): string {
    return this.#source;
  }

  /** Finds out how the file is to be read. */
  async open(table?: string): Promise<void> {
    for (const setting of ["enable_progress_bar = true", "enable_progress_bar_print = false"]) {
      await this.query({ text: `SET ${setting}`, values: [] });
    }
    const path = literal(this.label);
    if (/\.(duckdb|ddb|db)$/i.test(this.label)) {
      await this.query({ text: `ATTACH ${path} AS data (READ_ONLY)`, values: [] });
      this.#source = `data.${await this.#table(table)}`;
    } else if (/\.(parquet|pq)$/i.test(this.label)) {
      this.#source = `read_parquet(${path})`;
    } else if (/\.(json|jsonl|ndjson)(\.gz|\.zst)?$/i.test(this.label)) {
      this.#source = `read_json(${path})`;
    } else {
      this.#source = await this.#folder() ?? csv(path);
    }
  }

  /** The scan of a text file, of a table that it was parsed into if it is small enough. */
  async #scan(text: string): Promise<string> {
    const parsed = /^read_(csv|json)\(/.test(this.#source);
    if (!parsed || !text.includes(this.#source) || text.startsWith("DESCRIBE")) return text;
    return text.replaceAll(this.#source, await (this.#kept ??= this.#keep()));
  }

  async #keep(): Promise<string> {
    const [path] = this.#source.match(/'(?:[^']|'')*'/)!;
    const size = `SELECT sum(size) FROM read_blob(${path})`;
    const [[bytes]] = (await this.#connection.runAndReadAll(size)).getRows();
    if (Number(bytes) > mostKept) return this.#source;
    await this.#connection.run(`CREATE TEMP TABLE kept AS FROM ${this.#source}`);
    return "kept";
  }

  /** A folder's files, of the first kind that it has. */
  async #folder(): Promise<string | undefined> {
    const kinds: [ending: string, read: (path: string) => string][] = [
      ["parquet", (path) => `read_parquet(${path})`],
      ["csv", csv],
      ["json", (path) => `read_json(${path})`],
    ];
    for (const [ending, read] of kinds) {
      const glob = `${this.label}/**/*.${ending}`;
      const text = "SELECT count(*) FROM glob($1)";
      const [[found]] = await this.query({ text, values: [glob] });
      if (Number(found) > 0) return read(literal(glob));
    }
  }

  /** The table that was named, or the only one. */
  async #table(name?: string): Promise<string> {
    const text = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'data' " +
      "UNION ALL SELECT view_name FROM duckdb_views() WHERE database_name = 'data' AND NOT internal";
    const tables = (await this.query({ text, values: [] })).map(([table]) => String(table));
    if (name === undefined && tables.length === 1) return duckdb.identifier(tables[0]);
    if (name !== undefined && tables.includes(name)) return duckdb.identifier(name);
    const has = tables.length === 0 ? "it has none" : `it has ${tables.join(", ")}`;
    const wanted = name === undefined ? "which table is meant" : `a table "${name}"`;
    throw new TableError(`Cannot find ${wanted} in "${this.label}": ${has}. Try --table name.`);
  }

  async describe(): Promise<Column[]> {
    const text = `DESCRIBE SELECT * FROM ${this.#source}`;
    return (await this.query({ text, values: [] })).map(([name, type]) => ({
      name: String(name),
      type: String(type),
      kind: numeric.test(String(type)) ? "number" : textual.test(String(type)) ? "text" : "other",
    }));
  }

  async query({ text, values }: Statement, options: QueryOptions = {}): Promise<Cell[][]> {
    const { signal, onProgress } = options;
    signal?.throwIfAborted();
    const interrupt = () => this.#connection.interrupt();
    const timer = onProgress && setInterval(() => {
      const { percentage } = this.#connection.progress;
      if (percentage >= 0) onProgress({ fraction: percentage / 100 });
    }, 200);
    signal?.addEventListener("abort", interrupt);
    try {
      const result = await this.#connection.runAndReadAll(await this.#scan(text), values);
      return result.getRows().map((row) => row.map(cell));
    } catch (error) {
      signal?.throwIfAborted();
      throw new TableError(`Cannot read "${this.label}": ${reason(error)}`);
    } finally {
      clearInterval(timer);
      signal?.removeEventListener("abort", interrupt);
    }
  }

  /** Runs a query of doubles, none of them null, and gives its columns: for data that are to be held in memory. */
  async columns({ text, values }: Statement): Promise<Float64Array[]> {
    try {
      return await doubles(await this.#connection.stream(await this.#scan(text), values));
    } catch (error) {
      throw new TableError(`Cannot read "${this.label}": ${reason(error)}`);
    }
  }

  close(): Promise<void> {
    this.#connection.closeSync();
    return Promise.resolve();
  }
}

/** The first line names the columns: left to guess, DuckDB skips lines that do not fit. */
function csv(path: string): string {
  const nulls = missing.map(literal).join(", ");
  return `read_csv(${path}, header = true, skip = 0, nullstr = [${nulls}])`;
}

/** A path in the text: a string with its quotes doubled is all that DuckDB's literals know. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function cell(value: DuckDBValue): Cell {
  if (value === null || typeof value === "number" || typeof value === "string") return value;
  if (typeof value === "bigint" || typeof value === "boolean") return Number(value);
  return String(value);
}

/** DuckDB's own words, in a line. */
function reason(error: unknown): string {
  const lines = String(error instanceof Error ? error.message : error).split("\n");
  const line = /on Line: \d+$/.test(lines[0]) ? lines.slice(0, 3).join("; ") : lines[0];
  return line.replace(/^(Error: )?[\w ]+ Error: /, "").replace(/[.!]*\s*$/, ".");
}
