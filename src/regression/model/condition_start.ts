/**
 * How a condition begins: with a column, and what may follow one.
 *
 * @module
 */
import type { Column } from "./column.ts";
import { operators } from "./condition_types.ts";

/** The operators as they are written. */
export const symbols = Object.keys(operators) as (keyof typeof operators)[];
/** The words that may stand in their place. */
export const verb = /^(not\s+in|in|is\s+not\s+null|is\s+null|not\s+between|between)(?![\w])/i;

/** A column, and where what follows it begins. */
export interface Found {
  column: Column;
  end: number;
}

/** The longest column that stands there and is followed by an operator. */
export function columnAt(text: string, at: number, columns: Column[]): Found | undefined {
  return columns
    .flatMap((column) => [column.name, `"${column.name}"`].map((name) => ({ column, name })))
    .filter(({ name }) => text.startsWith(name, at))
    .map(({ column, name }) => ({ column, end: at + name.length }))
    .filter(({ end }) => {
      const rest = text.slice(end);
      return symbols.some((symbol) => rest.trimStart().startsWith(symbol)) ||
        /^\s/.test(rest) && verb.test(rest.trimStart());
    })
    .sort((a, b) => b.end - a.end)[0];
}
