/**
 * One arithmetic for two worlds: numbers that the host reads, and scalars that stay on the device.
 *
 * A line search written in it runs in both: early-stopping on the host, and without a single readback
 * on webgpu, where a readback costs 11 ms. Truth is 1 or 0, so that it can stay on the device too.
 *
 * @module
 */
import * as tf from "./deps/tf.ts";

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
  /** 1 where a < b, else 0; 0 where either is NaN. */
  less(a: T | number, b: T | number): T;
  /** 1 where both are 1. */
  and(a: T | number, b: T | number): T;
  /** 1 where either is 1. */
  or(a: T | number, b: T | number): T;
  /** 1 where a is 0, and 0 where it is 1. */
  not(a: T | number): T;
  /** `yes` where the condition is 1, else `no`, whatever the other one is (NaN, infinity). */
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

type Operand = tf.Scalar | number;

/** Arithmetic on scalar tensors, in float32, on the device. Call it inside `tf.tidy`. */
export const deviceArithmetic: Arithmetic<tf.Scalar> = {
  of: (value) => tf.scalar(value),
  add: (a: Operand, b: Operand) => tf.add(a, b),
  sub: (a: Operand, b: Operand) => tf.sub(a, b),
  mul: (a: Operand, b: Operand) => tf.mul(a, b),
  div: (a: Operand, b: Operand) => tf.div(a, b),
  min: (a: Operand, b: Operand) => tf.minimum(a, b),
  max: (a: Operand, b: Operand) => tf.maximum(a, b),
  sqrt: (a: Operand) => tf.sqrt(a),
  less: (a: Operand, b: Operand) => tf.cast(tf.less(a, b), "float32"),
  and: (a: Operand, b: Operand) => tf.mul(a, b),
  or: (a: Operand, b: Operand) => tf.maximum(a, b),
  not: (a: Operand) => tf.sub(1, a),
  select: (condition: Operand, yes: Operand, no: Operand) => {
    const [c, y, n] = [condition, yes, no].map((v) => typeof v === "number" ? tf.scalar(v) : v);
    return tf.where(tf.cast(c, "bool"), y, n) as tf.Scalar;
  },
};
