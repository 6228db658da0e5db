/** A column of a table. */
export interface Column {
  name: string;
  /** The engine's own name of its type. */
  type: string;
  /** "number" takes in booleans, which count as 0 and 1; "other" is what a regression cannot use: dates, lists, ... */
  kind: "number" | "text" | "other";
}

/** A cell of an answer. Whole numbers of any width and booleans arrive as numbers. */
export type Cell = number | string | null;

/** A value that a query is given. Never part of its text, unless the dialect writes it there safely itself. */
export type Value = number | string;
