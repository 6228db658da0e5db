import type { Dialect } from "./dialect.ts";
import type { Value } from "../model/column.ts";
import { type Algebra, leastLogarithm, powerLimit } from "../model/algebra.ts";

/** On SQL expressions; numbers are bound. */
export function sqlAlgebra(dialect: Dialect, bound: Value[]): Algebra<string> {
  const text = (a: string | number) => typeof a === "number" ? dialect.value(a, bound) : a;
  const both = (operator: string) => (a: string | number, b: string | number) =>
    `(${text(a)} ${operator} ${text(b)})`;
  const call = (name: string) => (a: string | number, b: string | number) =>
    `${name}(${text(a)}, ${text(b)})`;
  const algebra: Algebra<string> = {
    of: text,
    add: both("+"),
    sub: both("-"),
    mul: both("*"),
    div: both("/"),
    min: call("least"),
    max: call("greatest"),
    sqrt: (a) => `sqrt(${text(a)})`,
    less: (a, b) => `(${text(a)} < ${text(b)})`,
    select: (condition, yes, no) =>
      `CASE WHEN ${text(condition)} THEN ${text(yes)} ELSE ${text(no)} END`,
    exp: (power) => dialect.exp(algebra.max(-powerLimit, algebra.min(powerLimit, power))),
    ln: (value) => dialect.ln(algebra.max(leastLogarithm, value)),
  };
  return algebra;
}
