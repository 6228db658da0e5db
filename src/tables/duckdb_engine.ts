/**
 * DuckDB over files: CSV, Parquet, JSON, globs and folders of them, and DuckDB's own.
 *
 * @module
 */
import {
  DOUBLE,
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
  version,
} from "../deps/duckdb.ts";
import type { Statement, Value } from "./dialect.ts";
import { duckdb } from "./dialects/duckdb.ts";
import { doubles, visitDoubles, type Visitor } from "./duckdb_columns.ts";
import { type DuckDBOptions, type DuckDBSource, findSource } from "./duckdb_source.ts";
import {
  type Cell,
  type Column,
  type QueryOptions,
  type StreamingEngine,
  TableError,
} from "./engine.ts";

/** Data are streamed: keeping what was read, for a scan to come, would take all the memory there is. */
const settings = {
  enable_external_file_cache: "false",
  temp_directory: "",
  preserve_insertion_order: "false",
  autoinstall_known_extensions: "false",
};

const session = {
  enable_progress_bar: "true",
  enable_progress_bar_print: "false",
};

/** Bytes that are read before they are asked for: a parser that need not wait is faster. */
const readAhead = { parsed: 96e6, read: 16e6 };

/** Text files of no more bytes in all are parsed once, and kept as a table: parsing takes ten times as long as a scan. */
const mostKept = 2 ** 29;

const numeric = /^(BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/;
const textual = /^(VARCHAR|UUID|ENUM\(.*\))$/;

/**
 * Opens a file, the files of a glob or a folder, or a table of a DuckDB file.
 *
 * @throws {TableError} Where there is no such file or table, or the file is not a table.
 */
export async function openDuckDB(file: string, options: DuckDBOptions = {}): Promise<DuckDBEngine> {
  const instance = await DuckDBInstance.create(":memory:", settings);
  const engine = new DuckDBEngine(await instance.connect(), file);
  await engine.open(options);
  return engine;
}

/** Data in files, asked by way of DuckDB. */
export class DuckDBEngine implements StreamingEngine {
  readonly name = `DuckDB ${version()}`;
  readonly dialect = duckdb;
  readonly label: string;
  readonly #connection: DuckDBConnection;
  #found!: DuckDBSource;
  /** How often rows were handed over: text that is read again is kept. */
  #streamed = 0;
  /** The table that text was parsed into, or what parses it again. */
  #kept?: Promise<string>;

  /** A connection, and the path of what it is to read. */
  constructor(connection: DuckDBConnection, label: string) {
    this.#connection = connection;
    this.label = label;
  }

  get source(): string {
    return this.#found.text;
  }

  /** The same columns as text, as they are written; undefined where the file is no text. */
  get copied(): string | undefined {
    return this.#found.copied;
  }

  /** Whether numbers of that text have a comma before their fraction. */
  get decimalComma(): boolean {
    return this.#found.decimalComma ?? false;
  }

  /** Finds out how the file is to be read. */
  async open(options: DuckDBOptions): Promise<void> {
    const set = Object.entries(session).map(([name, value]) => `SET ${name} = ${value}`);
    await this.#connection.run(set.join("; "));
    this.#found = await findSource(
      this.label,
      options,
      (statement) => this.#reading(() => this.#rows(statement)),
    );
  }

  async describe(): Promise<Column[]> {
    const text = `DESCRIBE SELECT * FROM ${this.source}`;
    const rows = await this.#reading(() => this.#rows({ text, values: [] }));
    return rows.map(([name, type]) => ({
      name: String(name),
      type: String(type),
      kind: numeric.test(String(type)) ? "number" : textual.test(String(type)) ? "text" : "other",
    }));
  }

  async roughRows(): Promise<number> {
    return await this.#found.roughRows?.() ?? 0;
  }

  async query({ text, values }: Statement, options: QueryOptions = {}): Promise<Cell[][]> {
    return await this.#reading(async () => {
      if (this.#found.parsed && text.includes(this.source)) this.#kept ??= this.#keep();
      return await this.#rows({ text: await this.#redirected(text), values });
    }, options);
  }

  async stream(
    { text, values }: Statement,
    visitor: Visitor,
    options: QueryOptions = {},
  ): Promise<void> {
    await this.#reading(async () => {
      if (this.#found.parsed && this.#streamed++ > 0) this.#kept ??= this.#keep();
      const ahead = this.#found.parsed ? readAhead.parsed : readAhead.read;
      await this.#connection.run(`SET streaming_buffer_size = '${ahead}B'`);
      await this.#visit({ text: await this.#redirected(text), values }, visitor);
    }, options);
  }

  /** From now on rows come in the file's order, which costs time. */
  async keepOrder(): Promise<void> {
    await this.#connection.run("SET preserve_insertion_order = true");
  }

  /** Runs a query of doubles, none of them null, and gives its columns: for data that are to be held in memory. */
  async columns({ text, values }: Statement): Promise<Float64Array[]> {
    return await this.#reading(async () => {
      return await doubles(async (visitor) =>
        await this.#visit({ text: await this.#redirected(text), values }, visitor)
      );
    });
  }

  close(): Promise<void> {
    this.#connection.closeSync();
    return Promise.resolve();
  }

  async #rows({ text, values }: Statement): Promise<Cell[][]> {
    const result = await this.#connection.runAndReadAll(text, values, typesOf(values));
    return result.getRows().map((row) => row.map(cell));
  }

  /** Streams rows of doubles; tells how many columns they have. */
  async #visit({ text, values }: Statement, visitor: Visitor): Promise<number> {
    const types = typesOf(values);
    const result = await this.#connection.stream(text, values, types);
    await visitDoubles(result, visitor).catch(async (error) => {
      // A stream does not say why it ends; a query of the same rows does.
      await this.#connection.run(`SELECT count(COLUMNS(*)) FROM (${text})`, values, types);
      throw error;
    });
    return result.columnCount;
  }

  async #redirected(text: string): Promise<string> {
    if (this.#kept === undefined) return text;
    const kept = await this.#kept;
    // A function, since a text in its place would have its dollar signs read.
    return text.replaceAll(this.source, () => kept);
  }

  /** A table of what was parsed, if it is small enough. */
  async #keep(): Promise<string> {
    const [path] = this.source.match(/'(?:[^']|'')*'/)!;
    const size = `SELECT sum(size) FROM read_blob(${path})`;
    const [[bytes]] = await this.#rows({ text: size, values: [] });
    const unpacked = /\.(gz|zst)'$/.test(path) ? 8 * Number(bytes) : Number(bytes);
    if (unpacked > mostKept) return this.source;
    await this.#connection.run(`CREATE TEMP TABLE kept AS FROM ${this.source}`);
    return "kept";
  }

  /** Reads the file, interruptibly; its errors in a line. */
  async #reading<T>(
    read: () => Promise<T>,
    { signal, onProgress }: QueryOptions = {},
  ): Promise<T> {
    signal?.throwIfAborted();
    // Again and again: between two statements it is lost.
    let again: ReturnType<typeof setInterval> | undefined;
    const interrupt = () => {
      this.#connection.interrupt();
      again ??= setInterval(() => this.#connection.interrupt(), 50);
    };
    const timer = onProgress && setInterval(() => {
      const { percentage } = this.#connection.progress;
      if (percentage >= 0) onProgress({ fraction: percentage / 100 });
    }, 200);
    signal?.addEventListener("abort", interrupt);
    try {
      const found = await read();
      // What was interrupted may look whole.
      signal?.throwIfAborted();
      return found;
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof TableError) throw error;
      throw new TableError(`Cannot read "${this.label}": ${reason(error)}`);
    } finally {
      clearInterval(timer);
      clearInterval(again);
      signal?.removeEventListener("abort", interrupt);
    }
  }
}

/** Left to itself, the client takes a whole number for an integer, which may be too large for one. */
function typesOf(values: Value[]): DuckDBType[] {
  return values.map((value) => typeof value === "number" ? DOUBLE : VARCHAR);
}

function cell(value: DuckDBValue): Cell {
  if (value === null || typeof value === "number" || typeof value === "string") return value;
  if (typeof value === "bigint" || typeof value === "boolean") return Number(value);
  return String(value);
}

/** DuckDB's own words, in a line. */
function reason(error: unknown): string {
  const lines = String(error instanceof Error ? error.message : error).split("\n");
  const line = /on Line: \d+$/.test(lines[0])
    ? lines.slice(0, 3).filter((each) => each.trim() !== "").join("; ")
    : lines[0];
  return line.replace(/^(Error: )?[\w ]+ Error: /, "").replace(/[.!]*\s*$/, ".");
}
