/**
 * A result's columns as arrays of doubles, without a JavaScript value for each.
 *
 * @module
 */
import {
  bindings,
  type DuckDBDataChunk,
  type DuckDBResult,
  ResultReturnType,
} from "../../../deps/duckdb.ts";

/** Sees some rows, a view of each column, which is gone when it returns; false if no more are wanted. */
export type Visitor = (columns: Float64Array[]) => boolean | void;

/**
 * Reads a result of doubles alone, without nulls. The next rows are fetched while the visitor sees these.
 *
 * @throws {Error} If DuckDB stops before the last row.
 */
export async function visitDoubles(result: DuckDBResult, visitor: Visitor): Promise<void> {
  const columns = Array.from({ length: result.columnCount }, (_, i) => i);
  let coming = result.fetchChunk();
  try {
    for (;;) {
      const chunk = await coming;
      if (!chunk || chunk.rowCount === 0) break;
      coming = result.fetchChunk();
      const values = columns.map((column) => {
        const vector = bindings.data_chunk_get_vector(chunk.chunk, column);
        const bytes = bindings.vector_get_data(vector, 8 * chunk.rowCount);
        return new Float64Array(bytes.buffer, bytes.byteOffset, chunk.rowCount);
      });
      const wanted = visitor(values) !== false;
      keepAlive(chunk);
      if (!wanted) return;
    }
  } finally {
    // No connection may be closed while a thread of DuckDB's fetches.
    await coming.catch(() => {});
  }
  // After an error there are no more rows either, and nothing is thrown.
  if (result.returnType === ResultReturnType.INVALID) {
    throw new Error("DuckDB stopped in the middle of the rows");
  }
}

/** Views of a chunk last as long as it does: until here it is in use. */
function keepAlive(_chunk: DuckDBDataChunk): void {}

/** All that a visitor is shown, one array per column. 8 bytes a value, twice that for a moment. */
export async function doubles(
  visit: (visitor: Visitor) => Promise<number>,
): Promise<Float64Array[]> {
  const chunks: Float64Array[][] = [];
  const columns = await visit((views) => void chunks.push(views.map((view) => view.slice())));
  return Array.from({ length: columns }, (_, i) => joined(chunks.map((chunk) => chunk[i])));
}

function joined(pieces: Float64Array[]): Float64Array {
  const all = new Float64Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let filled = 0;
  for (const piece of pieces) {
    all.set(piece, filled);
    filled += piece.length;
  }
  return all;
}
