/**
 * A connection to DuckDB: statements run interruptibly, and errors are a line.
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
} from "../../../deps/duckdb.ts";
import type { Statement } from "../../sql/dialect.ts";
import { visitDoubles, type Visitor } from "./columns.ts";
import type { QueryOptions } from "../engine.ts";
import { TableError } from "../../model/table_error.ts";
import type { Cell, Value } from "../../model/column.ts";

/** Data are streamed: keeping what was read, for a scan to come, would take all the memory there is. */
const settings = {
  enable_external_file_cache: "false",
  temp_directory: "",
  preserve_insertion_order: "false",
  autoinstall_known_extensions: "false",
};

const bar = {
  enable_progress_bar: "true",
  enable_progress_bar_print: "false",
};

/** What is asked of DuckDB for one file, by name for its errors. */
export class DuckDBSession {
  readonly #connection: DuckDBConnection;
  readonly #label: string;
  readonly #signal?: AbortSignal;

  private constructor(connection: DuckDBConnection, label: string, signal?: AbortSignal) {
    this.#connection = connection;
    this.#label = label;
    this.#signal = signal;
  }

  /**
   * A database of its own, in memory.
   *
   * @param signal Ends what is asked without a signal of its own.
   */
  static async open(label: string, signal?: AbortSignal): Promise<DuckDBSession> {
    const instance = await DuckDBInstance.create(":memory:", settings);
    const session = new DuckDBSession(await instance.connect(), label, signal);
    for (const [name, value] of Object.entries(bar)) await session.run(`SET ${name} = ${value}`);
    return session;
  }

  /** Runs a statement for what it does. */
  async run(text: string): Promise<void> {
    await this.#connection.run(text);
  }

  /** A query's rows. */
  async rows({ text, values }: Statement): Promise<Cell[][]> {
    const result = await this.#connection.runAndReadAll(text, values, typesOf(values));
    return result.getRows().map((row) => row.map(cell));
  }

  /** Streams rows of doubles; tells how many columns they have. */
  async visit({ text, values }: Statement, visitor: Visitor): Promise<number> {
    const types = typesOf(values);
    const result = await this.#connection.stream(text, values, types);
    await visitDoubles(result, visitor).catch(async (error) => {
      // A stream does not say why it ends; a query of the same rows does.
      await this.#connection.run(`SELECT count(COLUMNS(*)) FROM (${text})`, values, types);
      throw error;
    });
    return result.columnCount;
  }

  /** Reads the file, interruptibly; its errors in a line. */
  async reading<T>(
    read: () => Promise<T>,
    { signal = this.#signal, onProgress }: QueryOptions = {},
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
      throw new TableError(`Cannot read "${this.#label}": ${reason(error)}`);
    } finally {
      clearInterval(timer);
      clearInterval(again);
      signal?.removeEventListener("abort", interrupt);
    }
  }

  /** Frees the files. */
  close(): void {
    this.#connection.closeSync();
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
