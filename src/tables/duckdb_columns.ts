/**
 * A result's columns as arrays of doubles, without a JavaScript value for each.
 *
 * @module
 */
import type { DuckDBDoubleVector, DuckDBResult } from "../deps/duckdb.ts";

/** Reads a result to its end: columns of doubles alone, without nulls. 8 bytes a value, twice that for a moment. */
export async function doubles(result: DuckDBResult): Promise<Float64Array[]> {
  const pieces: Float64Array[][] = Array.from({ length: result.columnCount }, () => []);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return pieces.map(joined);
    pieces.forEach((column, i) => {
      const vector = chunk.getColumnVector(i) as DuckDBDoubleVector;
      const values = new Float64Array(chunk.rowCount);
      for (let row = 0; row < values.length; row++) values[row] = vector.getItem(row)!;
      column.push(values);
    });
  }
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
