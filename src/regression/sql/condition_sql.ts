import type { Dialect } from "./dialect.ts";
import type { Value } from "../model/column.ts";
import { type Condition, sqlOperators } from "../model/condition.ts";

/**
 * A condition as SQL: its column quoted, its value bound.
 *
 * @throws {TypeError} If the operator is none: it is the one part that is pasted.
 */
export function conditionSql(
  { column, operator, value }: Condition,
  dialect: Dialect,
  bound: Value[],
): string {
  if (!sqlOperators.includes(operator)) {
    throw new TypeError(`Cannot compare by ${JSON.stringify(operator)}: it is no operator.`);
  }
  const name = dialect.identifier(column);
  const left = typeof value === "number" ? dialect.double(name) : dialect.text(name);
  return `${left} ${operator} ${dialect.value(value, bound)}`;
}
