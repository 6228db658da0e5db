/**
 * What is read of a path.
 *
 * @module
 */
import type { Typed } from "./typed.ts";

/** What is read, and how. */
export interface DuckDBSource {
  /** What stands behind FROM. */
  text: string;
  /** Text is parsed at every scan, unless what was parsed is kept. */
  parsed: boolean;
  /** The same columns as they are written, if they are text: for copies. */
  copied?: string;
  /** Whether numbers of that text have a comma before their fraction. */
  decimalComma?: boolean;
  /** About how many rows there are, by what can be known without a scan. */
  roughRows?(): Promise<number>;
  /** What is to be said about how it is read. */
  said?: string[];
}

/** What is read, or what is selected of it. */
export function selecting({ selected }: Typed, reader: string): string {
  return selected === undefined ? reader : `(SELECT ${selected} FROM ${reader})`;
}
