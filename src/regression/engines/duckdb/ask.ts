import type { Statement } from "../../sql/dialect.ts";
import type { Cell } from "../../model/column.ts";

/** Asks DuckDB. */
export type Ask = (statement: Statement) => Promise<Cell[][]>;
