/**
 * The arithmetic of scalars that stay on the device.
 *
 * @module
 */
import type { Arithmetic } from "./arithmetic.ts";
import * as tf from "../deps/tf.ts";

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
