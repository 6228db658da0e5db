import type { Dialect } from "./dialect.ts";
import type { Value } from "../model/column.ts";
import type { Condition } from "../model/condition.ts";

/** A condition as SQL: its column quoted, its value bound. */
export function conditionSql(
  { column, operator, value }: Condition,
  dialect: Dialect,
  bound: Value[],
): string {
  const name = dialect.identifier(column);
  const left = typeof value === "number" ? dialect.double(name) : dialect.text(name);
  return `${left} ${operator} ${dialect.value(value, bound)}`;
}
