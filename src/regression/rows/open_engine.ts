/**
 * Which engine answers for which data.
 *
 * @module
 */
import type { Engine } from "../engines/engine.ts";
import type { ReadingOptions } from "../engines/duckdb/typed.ts";
import { TableError } from "../model/table_error.ts";

/** Where the data are. */
export interface DataPlace {
  /** "duckdb" reads files; the others are servers. */
  engine: "duckdb" | "clickhouse" | "postgres";
  /** A CSV, Parquet or JSON file, or many by a glob, or a DuckDB file. For duckdb. */
  file?: string;
  /** Of the server, with credentials or without; those may come from the environment instead. */
  url?: string;
  /** The table's name: of a server, or in a DuckDB file. "schema.table" if the server knows schemas. */
  table?: string;
  /** Whether the first line of a CSV file names its columns; by default it does. */
  header?: boolean;
  /** How a file's text is read. */
  reading?: ReadingOptions;
}

/**
 * Opens the data; the engine's library is loaded only now.
 *
 * @param isNamed Whether the person at the terminal named the server: to no other go credentials of the environment.
 * @param signal Ends the opening, and what is asked without a signal of its own.
 * @throws {TableError} If the data cannot be had.
 */
export async function openEngine(
  place: DataPlace,
  isNamed = true,
  signal?: AbortSignal,
): Promise<Engine> {
  if (place.engine === "duckdb") {
    if (place.file === undefined) {
      throw new TableError("Cannot fit: no file was named. Try fit.ts data.csv --target column.");
    }
    const { openDuckDB } = await import("../engines/duckdb/engine.ts");
    return await openDuckDB(place.file, { ...place, signal });
  }
  const { url, table } = place;
  if (url === undefined || table === undefined) {
    throw new TableError(
      `Cannot reach ${place.engine}: it needs a server and a table. Try --url http://localhost:8123 --table name.`,
    );
  }
  if (place.engine === "clickhouse") {
    const { openClickHouse } = await import("../engines/clickhouse/engine.ts");
    return await openClickHouse({ url, table }, { isNamed, signal });
  }
  const { openPostgres } = await import("../engines/postgres/engine.ts");
  return await openPostgres({ url, table }, { isNamed, signal });
}
