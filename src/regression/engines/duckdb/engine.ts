/**
 * DuckDB over files: CSV, Parquet, JSON, globs and folders of them, and DuckDB's own.
 *
 * @module
 */
import { version } from "../../../deps/duckdb.ts";
import type { Statement } from "../../sql/dialect.ts";
import { duckdb } from "../../sql/dialects/duckdb.ts";
import { doubles, type Visitor } from "./columns.ts";
import { DuckDBSession } from "./session.ts";
import { type DuckDBOptions, findSource, type FoundSource } from "./source.ts";
import { stampOf } from "./stamp.ts";
import type { QueryOptions, StreamingEngine } from "../engine.ts";
import type { Cell, Column } from "../../model/column.ts";

/** Bytes that are read before they are asked for: a parser that need not wait is faster. */
const readAhead = { parsed: 96e6, read: 16e6 };

/** Text files of no more bytes in all are parsed once, and kept as a table: parsing takes ten times as long as a scan. */
const mostKept = 2 ** 29;

const numeric = /^(BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/;
const textual = /^(VARCHAR|UUID|ENUM\(.*\))$/;

/**
 * Opens a file, the files of a glob or a folder, or a table of a DuckDB file.
 *
 * @throws {TableError} If there is no such file or table, or the file is not a table.
 */
export async function openDuckDB(file: string, options: DuckDBOptions = {}): Promise<DuckDBEngine> {
  const session = await DuckDBSession.open(file, options.signal);
  const ask = (statement: Statement) => session.reading(() => session.rows(statement));
  return new DuckDBEngine(session, file, await findSource(file, options, ask));
}

/** Data in files, asked by way of DuckDB. */
export class DuckDBEngine implements StreamingEngine {
  readonly name = `DuckDB ${version()}`;
  readonly dialect = duckdb;
  readonly label: string;
  readonly #session: DuckDBSession;
  readonly #found: FoundSource;
  /** How often rows were handed over: text that is read again is kept. */
  #streamed = 0;
  /** The table that text was parsed into, or what parses it again. */
  #kept?: Promise<string>;

  /** A session, the path, and how it is read. */
  constructor(session: DuckDBSession, label: string, found: FoundSource) {
    this.#session = session;
    this.label = label;
    this.#found = found;
  }

  get source(): string {
    return this.#found.text;
  }

  /** The same columns as text, as they are written; undefined if the file is no text. */
  get copied(): string | undefined {
    return this.#found.copied;
  }

  /** Whether numbers of that text have a comma before their fraction. */
  get decimalComma(): boolean {
    return this.#found.decimalComma ?? false;
  }

  get notes(): string[] {
    return this.#found.notes;
  }

  async stamp(): Promise<string> {
    return await stampOf(this.#found.files);
  }

  async describe(): Promise<Column[]> {
    const text = `DESCRIBE SELECT * FROM ${this.source}`;
    const rows = await this.#session.reading(() => this.#session.rows({ text, values: [] }));
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
    return await this.#session.reading(async () => {
      if (this.#found.parsed && text.includes(this.source)) this.#kept ??= this.#keep();
      return await this.#session.rows({ text: await this.#redirected(text), values });
    }, options);
  }

  async stream(
    { text, values }: Statement,
    visitor: Visitor,
    options: QueryOptions = {},
  ): Promise<void> {
    await this.#session.reading(async () => {
      if (this.#found.parsed && this.#streamed++ > 0) this.#kept ??= this.#keep();
      const ahead = this.#found.parsed ? readAhead.parsed : readAhead.read;
      await this.#session.run(`SET streaming_buffer_size = '${ahead}B'`);
      await this.#session.visit({ text: await this.#redirected(text), values }, visitor);
    }, options);
  }

  /** From now on rows come in the file's order, which costs time. */
  async keepOrder(): Promise<void> {
    await this.#session.run("SET preserve_insertion_order = true");
  }

  /** Runs a query of doubles, none of them null, and gives its columns: for data that are to be held in memory. */
  async columns({ text, values }: Statement): Promise<Float64Array[]> {
    return await this.#session.reading(async () => {
      return await doubles(async (visitor) =>
        await this.#session.visit({ text: await this.#redirected(text), values }, visitor)
      );
    });
  }

  close(): Promise<void> {
    this.#session.close();
    return Promise.resolve();
  }

  async #redirected(text: string): Promise<string> {
    if (this.#kept === undefined) return text;
    const kept = await this.#kept;
    // A function, since a text in its place would have its dollar signs read.
    return text.replaceAll(this.source, () => kept);
  }

  /** A table of what was parsed, if it is small enough. */
  async #keep(): Promise<string> {
    const { path, files } = this.#found;
    const size = `SELECT sum(size) FROM read_blob(${path})`;
    const [[bytes]] = await this.#session.rows({ text: size, values: [] });
    const unpacked = /\.(gz|zst)$/.test(files[0]) ? 8 * Number(bytes) : Number(bytes);
    if (unpacked > mostKept) return this.source;
    await this.#session.run(`CREATE TEMP TABLE kept AS FROM ${this.source}`);
    return "kept";
  }
}
