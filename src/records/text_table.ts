/**
 * A table for the terminal.
 *
 * @module
 */
import Table from "../deps/table.ts";

/** A table as text. */
export function table(head: string[], rows: (string | number)[][]): string {
  const made = new Table({ head, style: { head: [], border: [], compact: true } });
  made.push(...rows.map((row) => row.map(String)));
  return made.toString();
}
