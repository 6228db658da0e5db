/**
 * The few operations that a family's formulas are written in, for numbers and for SQL.
 *
 * @module
 */
import { type Arithmetic, hostArithmetic } from "../../numeric/arithmetic.ts";

/** Arithmetic on `T`: a number, or an SQL expression. A plain number is accepted wherever a `T` is. */
export interface Algebra<T> extends
  Pick<
    Arithmetic<T>,
    "of" | "add" | "sub" | "mul" | "div" | "min" | "max" | "sqrt" | "less" | "select"
  > {
  /** e to a power, which is held within -300 and 300: no engine overflows, and no fit lies out there. */
  exp(power: T | number): T;
  /** The natural logarithm; of less than 1e-300, that of 1e-300. */
  ln(value: T | number): T;
}

/** Powers of e are held within plus and minus this. */
export const powerLimit = 300;
/** Logarithms of less than this are this value's. */
export const leastLogarithm = 1e-300;

/** On numbers, in float64. */
export const numbers: Algebra<number> = {
  ...hostArithmetic,
  exp: (power) => Math.exp(Math.max(-powerLimit, Math.min(powerLimit, power))),
  ln: (value) => Math.log(Math.max(value, leastLogarithm)),
};
