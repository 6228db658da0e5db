import type { Condition } from "../model/condition_types.ts";
import type { Dialect } from "./dialect.ts";

/** A table, and which of its rows count. */
export interface Place {
  dialect: Dialect;
  source: string;
  conditions: Condition[];
  /** What the names of a query's own begin with; no column's name does. */
  prefix: string;
  /** Whether values of next to nothing become 0, for an engine that refuses products which underflow. */
  flush?: boolean;
}

/** Where an engine's data are, under these conditions. */
export function placeOf(
  { dialect, source }: Pick<Place, "dialect" | "source">,
  conditions: Condition[],
  columns: string[],
): Place {
  let prefix = "q";
  while (columns.some((name) => name.toLowerCase().startsWith(prefix))) prefix += "q";
  return { dialect, source, conditions, prefix };
}
