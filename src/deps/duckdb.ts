/** DuckDB, embedded: SQL over files. Its library needs --allow-ffi, and reads files past --allow-read. */
export {
  type DuckDBConnection,
  type DuckDBDoubleVector,
  DuckDBInstance,
  type DuckDBResult,
  type DuckDBType,
  type DuckDBValue,
  version,
} from "npm:@duckdb/node-api@1.5.5-r.5";
