import type { Dialect } from "./dialect.ts";
import type { Value } from "../model/column.ts";
import { type Comparison, type Condition, sqlOperators } from "../model/condition_types.ts";

/**
 * A condition as SQL: its columns quoted, its values bound.
 *
 * @throws {TypeError} If an operator is none: it is the one part that is pasted.
 */
export function conditionSql(condition: Condition, dialect: Dialect, bound: Value[]): string {
  const each = (conditions: Condition[], joint: string) =>
    `(${conditions.map((part) => conditionSql(part, dialect, bound)).join(` ${joint} `)})`;
  if ("all" in condition) return each(condition.all, "AND");
  if ("any" in condition) return each(condition.any, "OR");
  if ("not" in condition) return `(NOT ${conditionSql(condition.not, dialect, bound)})`;
  if ("isNull" in condition) return `(${dialect.identifier(condition.column)} IS NULL)`;
  return comparisonSql(condition, dialect, bound);
}

function comparisonSql(
  { column, operator, value, as }: Comparison,
  dialect: Dialect,
  bound: Value[],
): string {
  if (!sqlOperators.includes(operator)) {
    throw new TypeError(`Cannot compare by ${JSON.stringify(operator)}: it is no operator.`);
  }
  const name = dialect.identifier(column);
  const given = dialect.value(value, bound);
  if (as !== undefined) return `${dialect[as](name)} ${operator} ${dialect[as](given)}`;
  const left = typeof value === "number" ? dialect.double(name) : dialect.text(name);
  return `${left} ${operator} ${given}`;
}
