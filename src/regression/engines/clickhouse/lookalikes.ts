/**
 * Columns whose names are what ClickHouse calls a number or an expression.
 *
 * @module
 */
import { clickhouse } from "../../sql/dialects/clickhouse.ts";
import { TableError } from "../../model/table_error.ts";
import type { ClickHouseServer } from "./http.ts";

/** Functions of the scans, by the names that ClickHouse gives their values' columns. */
const functions = [
  ...["toFloat64", "toString", "isFinite", "isNaN", "isNull", "isNotNull", "assumeNotNull", "CAST"],
  ...["plus", "minus", "multiply", "divide", "negate", "modulo", "exp", "log", "floor"],
  ...["least", "greatest", "if", "multiIf", "and", "or", "not", "equals", "notEquals"],
  ...["less", "greater", "lessOrEquals", "greaterOrEquals", "tuple", "in", "array\\w*"],
  ...["count", "sum", "min", "max", "\\w+ForEach"],
];
const literal = /^([-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?|'.*'|\[.*\]|nan|inf|null)$/is;
const call = new RegExp(`^(${functions.join("|")})\\(.*\\)$`, "is");

/**
 * Older ClickHouse knows the values of a query by their text, and takes the column `1` where a query says 1: all sums would be wrong,
 * even where the column is not used.
 *
 * @throws {TableError} If the table has such a column, and the server confuses them.
 */
export async function refuseLookalikes(
  server: ClickHouseServer,
  label: string,
  names: string[],
): Promise<void> {
  const name = names.find((each) => literal.test(each) || call.test(each));
  if (name === undefined) return;
  const probe = await server.query(
    `SELECT toFloat64(1) FROM (SELECT toFloat64(2) AS ${clickhouse.identifier("1")})`,
    crypto.randomUUID(),
  );
  if (Number(probe[0]?.[0]) === 1) return;
  throw new TableError(
    `Cannot fit ${label}: this version of ClickHouse confuses the column ${
      JSON.stringify(name)
    } with the value of that text. Rename it, or fit a view without it.`,
  );
}
