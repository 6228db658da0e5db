import * as tf from "../../../src/deps/tf.ts";
import { each, type Operation, positive, small } from "./operation.ts";

/** erf by its series: exact to float64 for small x. */
function erf(x: number): number {
  let [term, total] = [x, x];
  for (let n = 1; n < 60; n++) {
    term *= -x * x / n;
    total += term / (2 * n + 1);
  }
  return 2 / Math.sqrt(Math.PI) * total;
}

const above1 = positive.map((x) => x + 1.1);

/** Functions of one value. */
export const functions: Record<string, Operation> = {
  abs: { kernels: ["Abs"], tensor: (z) => tf.abs(z), plain: each(Math.abs) },
  cos: { kernels: ["Cos"], tensor: (z) => tf.cos(z), plain: each(Math.cos) },
  exp: { kernels: ["Exp"], tensor: (z) => tf.exp(z), plain: each(Math.exp) },
  expm1: { kernels: ["Expm1"], tensor: (z) => tf.expm1(z), plain: each(Math.expm1) },
  log: { kernels: ["Log"], tensor: (z) => tf.log(z), plain: each(Math.log), at: positive },
  log1p: { kernels: ["Log1p"], tensor: (z) => tf.log1p(z), plain: each(Math.log1p), at: positive },
  neg: { kernels: ["Neg"], tensor: (z) => tf.neg(tf.square(z)), plain: each((x) => -x * x) },
  reciprocal: {
    kernels: ["Reciprocal"],
    tensor: (z) => tf.reciprocal(z),
    plain: each((x) => 1 / x),
    at: positive,
  },
  rsqrt: {
    kernels: ["Rsqrt"],
    tensor: (z) => tf.rsqrt(z),
    plain: each((x) => 1 / Math.sqrt(x)),
    at: positive,
  },
  sign: {
    kernels: ["Sign", "ZerosLike"],
    tensor: (z) => tf.add(tf.sign(z), tf.square(z)),
    plain: each((x) => Math.sign(x) + x * x),
  },
  sin: { kernels: ["Sin"], tensor: (z) => tf.sin(z), plain: each(Math.sin) },
  sqrt: { kernels: ["Sqrt"], tensor: (z) => tf.sqrt(z), plain: each(Math.sqrt), at: positive },
  square: { kernels: ["Square"], tensor: (z) => tf.square(z), plain: each((x) => x * x) },
  acos: {
    kernels: ["Acos"],
    tensor: (z) => tf.acos(z),
    plain: each(Math.acos),
    at: small,
    webgpuTolerance: 1e-3,
  },
  acosh: { kernels: ["Acosh"], tensor: (z) => tf.acosh(z), plain: each(Math.acosh), at: above1 },
  asin: {
    kernels: ["Asin"],
    tensor: (z) => tf.asin(z),
    plain: each(Math.asin),
    at: small,
    webgpuTolerance: 1e-3,
  },
  asinh: { kernels: ["Asinh"], tensor: (z) => tf.asinh(z), plain: each(Math.asinh) },
  atan: { kernels: ["Atan"], tensor: (z) => tf.atan(z), plain: each(Math.atan) },
  atanh: { kernels: ["Atanh"], tensor: (z) => tf.atanh(z), plain: each(Math.atanh), at: small },
  ceil: {
    kernels: ["Ceil"],
    tensor: (z) => tf.mul(tf.ceil(z), tf.square(z)),
    plain: each((x) => Math.ceil(x) * x * x),
  },
  cosh: { kernels: ["Cosh"], tensor: (z) => tf.cosh(z), plain: each(Math.cosh) },
  erf: { kernels: ["Erf"], tensor: (z) => tf.erf(z), plain: each(erf) },
  floor: {
    kernels: ["Floor"],
    tensor: (z) => tf.mul(tf.floor(z), tf.square(z)),
    plain: each((x) => Math.floor(x) * x * x),
  },
  round: {
    kernels: ["Round"],
    tensor: (z) => tf.mul(tf.round(z), tf.square(z)),
    plain: each((x) => Math.round(x) * x * x),
    at: small.map((x) => x + 0.15),
  },
  sinh: { kernels: ["Sinh"], tensor: (z) => tf.sinh(z), plain: each(Math.sinh) },
  tan: { kernels: ["Tan"], tensor: (z) => tf.tan(z), plain: each(Math.tan), at: small },
};
