// What stands behind a layer, and its slopes.
import { exp, expm1, madd, normal, sigmoid, softplus, tanh } from "./functions";

export const LINEAR: i32 = 0;
export const RELU: i32 = 1;
const TANH: i32 = 2, SIGMOID: i32 = 3, ELU: i32 = 4, SELU: i32 = 5, SOFTPLUS: i32 = 6, SWISH: i32 = 7, GELU: i32 = 8;
const LEAKY: i32 = 9;

/** As tfjs has them. */
const SELU_ALPHA: f32 = 1.7580993408473768, SELU_SCALE: f32 = 1.0507009873554805;

/** Adds the biases to some rows of values and sets negative ones to 0 if asked to; padded is a multiple of 8. */
export function addBias(values: usize, rows: usize, padded: usize, b: usize, rectifies: bool): void {
  const width = padded << 2, zero = f32x4.splat(0);
  for (let r: usize = 0; r < rows; r++, values += width) {
    for (let j: usize = 0; j < width; j += 16) {
      const v = f32x4.add(v128.load(values + j), v128.load(b + j));
      // NaN stays.
      v128.store(values + j, rectifies ? v128.andnot(v, f32x4.lt(v, zero)) : v);
    }
  }
}

/** Applies an activation to values in place, and writes its slopes. */
export function activate(values: usize, bytes: usize, bend: usize, activation: i32, leak: f32): void {
  const one = f32x4.splat(1), zero = f32x4.splat(0);
  for (let k: usize = 0; k < bytes; k += 16) {
    const z = v128.load(values + k);
    let a = z, slope = one;
    if (activation == RELU) {
      const off = f32x4.le(z, zero);
      a = v128.andnot(z, off);
      slope = v128.andnot(one, off);
    } else if (activation == TANH) {
      a = tanh(z);
      slope = f32x4.sub(one, f32x4.mul(a, a));
    } else if (activation == SIGMOID) {
      a = sigmoid(z);
      slope = f32x4.mul(a, f32x4.sub(one, a));
    } else if (activation == ELU) {
      const e = expm1(f32x4.pmin(z, zero)), up = f32x4.gt(z, zero);
      a = v128.bitselect(z, e, up);
      slope = v128.bitselect(one, f32x4.add(e, one), up);
    } else if (activation == SELU) {
      const e = expm1(f32x4.pmin(z, zero)), up = f32x4.gt(z, zero);
      const scale = f32x4.splat(SELU_SCALE), below = f32x4.splat(SELU_ALPHA);
      a = v128.bitselect(f32x4.mul(scale, z), f32x4.mul(below, e), up);
      slope = v128.bitselect(scale, f32x4.mul(below, f32x4.add(e, one)), up);
    } else if (activation == SOFTPLUS) {
      a = softplus(z);
      slope = sigmoid(z);
    } else if (activation == SWISH) {
      const s = sigmoid(z);
      a = f32x4.mul(z, s);
      slope = madd(a, f32x4.sub(one, s), s);
    } else if (activation == GELU) {
      const p = normal(z);
      const density = f32x4.mul(
        exp(f32x4.mul(f32x4.mul(z, z), f32x4.splat(-0.5))),
        f32x4.splat(0.39894228040143268),
      );
      a = f32x4.mul(z, p);
      slope = madd(z, density, p);
    } else if (activation == LEAKY) {
      const below = f32x4.splat(leak), up = f32x4.gt(z, zero);
      a = v128.bitselect(z, f32x4.mul(z, below), up);
      slope = v128.bitselect(one, below, up);
    }
    v128.store(values + k, a);
    v128.store(bend + k, slope);
  }
}
