/** DuckDB, embedded: SQL over files. Its library needs --allow-ffi, and reads files past --allow-read. */
export {
  DOUBLE,
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBResult,
  type DuckDBType,
  type DuckDBValue,
  ResultReturnType,
  VARCHAR,
  version,
} from "npm:@duckdb/node-api@1.5.6-r.1";
export { default as bindings } from "npm:@duckdb/node-bindings@1.5.6-r.1";
