/**
 * Paths for DuckDB, whose paths are patterns.
 *
 * @module
 */

/** A path whose characters stand for themselves. */
export function escaped(path: string): string {
  return path.replace(/[*?[]/g, "[$&]");
}
