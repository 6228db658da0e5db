/**
 * One arithmetic for two worlds: numbers that the host reads, and scalars that stay on the device.
 *
 * A line search written in it runs in both: early-stopping on the host, and without a single readback
 * on webgpu, where a readback costs 11 ms. Truth is 1 or 0, so that it can stay on the device too.
 *
 * @module
 */

/** Arithmetic on `T`: a number, or a scalar tensor. A plain number is accepted wherever a `T` is. */
export interface Arithmetic<T> {
  /** A number, as a T. */
  of(value: number): T;
  /** a + b. */
  add(a: T | number, b: T | number): T;
  /** a - b. */
  sub(a: T | number, b: T | number): T;
  /** a * b. */
  mul(a: T | number, b: T | number): T;
  /** a / b. */
  div(a: T | number, b: T | number): T;
  /** The lesser. */
  min(a: T | number, b: T | number): T;
  /** The greater. */
  max(a: T | number, b: T | number): T;
  /** The square root. */
  sqrt(a: T | number): T;
  /** 1 if a < b, else 0; 0 if either is NaN. */
  less(a: T | number, b: T | number): T;
  /** 1 if both are 1. */
  and(a: T | number, b: T | number): T;
  /** 1 if either is 1. */
  or(a: T | number, b: T | number): T;
  /** 1 if a is 0, and 0 if it is 1. */
  not(a: T | number): T;
  /** `yes` if the condition is 1, else `no`, whatever the other one is (NaN, infinity). */
  select(condition: T | number, yes: T | number, no: T | number): T;
}

/** Arithmetic on plain numbers, in float64. */
export const hostArithmetic: Arithmetic<number> = {
  of: (value) => value,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  min: Math.min,
  max: Math.max,
  sqrt: Math.sqrt,
  less: (a, b) => Number(a < b),
  and: (a, b) => a * b,
  or: (a, b) => Math.max(a, b),
  not: (a) => 1 - a,
  select: (condition, yes, no) => condition ? yes : no,
};
