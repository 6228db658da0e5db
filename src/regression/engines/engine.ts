/**
 * What a regression may ask of the place where the data live.
 *
 * @module
 */
import type { Dialect, Statement } from "../sql/dialect.ts";
import type { Cell, Column } from "../model/column.ts";

/** How a query is run. */
export interface QueryOptions {
  /** Ends the query; it then throws the signal's reason. */
  signal?: AbortSignal;
  /** Told now and then, where the engine knows. */
  onProgress?: (progress: EngineProgress) => void;
}

/** How far a query is. */
export interface EngineProgress {
  /** Rows read so far. */
  rows?: number;
  /** Of the whole, from 0 to 1. */
  fraction?: number;
}

/** How a server is opened. */
export interface ServerOptions {
  /** Whether the person at the terminal named the address: to no other go the environment's credentials. Default true. */
  isNamed?: boolean;
  /** Ends the opening, and what is asked without a signal of its own. */
  signal?: AbortSignal;
}

/** Data in an SQL engine: queries go there, a few numbers come back. */
export interface Engine {
  /** Name and version, for people. */
  readonly name: string;
  readonly dialect: Dialect;
  /** What stands behind FROM: a quoted table, or a function over a file. */
  readonly source: string;
  /** The data's name for people: a path or a table. Never credentials. */
  readonly label: string;
  /**
   * The columns, in the table's order.
   *
   * @throws {TableError} If there is no such table.
   */
  describe(): Promise<Column[]>;
  /**
   * Runs a query and gives its rows. A server that stopped is tried again before this throws.
   *
   * @throws {TableError} If the engine refuses; one line, for the person at the terminal.
   */
  query(statement: Statement, options?: QueryOptions): Promise<Cell[][]>;
  /**
   * Rows that satisfy the conditions, counted part by part where the data are spread over servers, so that a part that is
   * down or answers with half its rows shows. Left out by engines of one part.
   */
  countParts?(filter: string[], values: Statement["values"]): Promise<number>;
  /** What is to be said about the choice of files. */
  readonly notes?: string[];
  /** Text that is another if the data were changed, as far as can be known without reading them. */
  stamp?(): Promise<string>;
  /** Closes files and connections. */
  close(): Promise<void>;
}

/** An engine in this process, whose rows need not travel. */
export interface StreamingEngine extends Engine {
  /**
   * Hands over the rows of a query of doubles, none of them null, as they come.
   *
   * @param visitor Sees some rows, a view of each column, which is gone when it returns; false if no more are wanted.
   */
  stream(
    statement: Statement,
    visitor: (columns: Float64Array[]) => boolean | void,
    options?: QueryOptions,
  ): Promise<void>;
  /** About how many rows there are, by what can be known without a scan. */
  roughRows(): Promise<number>;
}

/** Whether an engine's rows need not travel. */
export function canStream(engine: Engine): engine is StreamingEngine {
  return "stream" in engine;
}
