/**
 * The few operations that a family's formulas are written in, for numbers and for SQL.
 *
 * @module
 */
import { type Arithmetic, hostArithmetic } from "../../numeric/arithmetic.ts";
import type { Dialect, Value } from "../sql/dialect.ts";

/** Arithmetic on `T`: a number, or an SQL expression. A plain number is accepted wherever a `T` is. */
export interface Algebra<T>
  extends Pick<Arithmetic<T>, "of" | "add" | "sub" | "mul" | "div" | "min" | "max"> {
  /** e to a power, which is held within -300 and 300: no engine overflows, and no fit lies out there. */
  exp(power: T | number): T;
  /** The natural logarithm; of less than 1e-300, that of 1e-300. */
  ln(value: T | number): T;
}

const powerLimit = 300;
const least = 1e-300;

/** On numbers, in float64. */
export const numbers: Algebra<number> = {
  ...hostArithmetic,
  exp: (power) => Math.exp(Math.max(-powerLimit, Math.min(powerLimit, power))),
  ln: (value) => Math.log(Math.max(value, least)),
};

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
    exp: (power) => dialect.exp(algebra.max(-powerLimit, algebra.min(powerLimit, power))),
    ln: (value) => dialect.ln(algebra.max(least, value)),
  };
  return algebra;
}
