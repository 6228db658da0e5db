/**
 * A result's columns as arrays of doubles, without a JavaScript value for each.
 *
 * @module
 */
import { bindings, type DuckDBResult } from "../deps/duckdb.ts";

/** Sees some rows, a view of each column, which is gone when it returns; false where no more are wanted. */
export type Visitor = (columns: Float64Array[]) => boolean | void;

/** Reads a result of doubles alone, without nulls. The next rows are fetched while the visitor sees these. */
export async function visitDoubles(result: DuckDBResult, visitor: Visitor): Promise<void> {
  const columns = Array.from({ length: result.columnCount }, (_, i) => i);
  let coming = result.fetchChunk();
  try {
    for (let wanted = true; wanted;) {
      const chunk = await coming;
      if (!chunk || chunk.rowCount === 0) return;
      coming = result.fetchChunk();
      const values = columns.map((column) => {
        const vector = bindings.data_chunk_get_vector(chunk.chunk, column);
        const bytes = bindings.vector_get_data(vector, 8 * chunk.rowCount);
        return new Float64Array(bytes.buffer, bytes.byteOffset, chunk.rowCount);
      });
      // The views last as long as the chunk, which is used once more for that.
      wanted = visitor(values) !== false && chunk.rowCount > 0;
    }
  } finally {
    // No connection may be closed while a thread of DuckDB's fetches.
    await coming.catch(() => {});
  }
}

/** A result of doubles alone, without nulls, one array a column. 8 bytes a value, twice that for a moment. */
export async function doubles(result: DuckDBResult): Promise<Float64Array[]> {
  const pieces: Float64Array[][] = Array.from({ length: result.columnCount }, () => []);
  await visitDoubles(result, (columns) => {
    columns.forEach((values, i) => pieces[i].push(values.slice()));
  });
  return pieces.map(joined);
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
