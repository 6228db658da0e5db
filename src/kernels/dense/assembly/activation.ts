// Activations over panels, and their derivatives from the activations themselves.
import { madd } from "./lanes";

export const NONE: i32 = 0;
export const RELU: i32 = 1;
export const TANH: i32 = 2;

/** max(x, 0); pmax's order of arguments lets NaN through. */
export function relu(x: v128): v128 {
  return f32x4.pmax(x, f32x4.splat(0));
}

/**
 * Lambert's continued fraction for tanh(x / 8) as n / d, then three times
 * tanh(2a) = 2 n d / (n n + d d), so that one division ends it: within 4e-7 everywhere.
 */
export function tanh(x: v128): v128 {
  const clamped = f32x4.pmax(f32x4.pmin(x, f32x4.splat(10)), f32x4.splat(-10));
  const y = f32x4.mul(clamped, f32x4.splat(0.125));
  const q = f32x4.mul(y, y);
  const one = f32x4.splat(1);
  let n = madd(f32x4.splat(1.0 / 135135), q, f32x4.splat(378.0 / 135135));
  n = madd(n, q, f32x4.splat(17325.0 / 135135));
  n = f32x4.mul(y, madd(n, q, one));
  let d = madd(f32x4.splat(28.0 / 135135), q, f32x4.splat(3150.0 / 135135));
  d = madd(d, q, f32x4.splat(62370.0 / 135135));
  d = madd(d, q, one);
  for (let doubling = 0; doubling < 3; doubling++) {
    const product = f32x4.mul(n, d);
    d = madd(d, d, f32x4.mul(n, n));
    n = f32x4.add(product, product);
  }
  return f32x4.div(n, d);
}

/** Applies tanh to bytes of values in place, if it is the activation; ReLU is the layers' own. */
export function activate(values: usize, bytes: usize, activation: i32): void {
  if (activation != TANH) return;
  const end = values + bytes;
  for (let v = values; v < end; v += 16) v128.store(v, tanh(v128.load(v)));
}

/** Multiplies delta by the activation's derivative, told from the activated values. */
export function chain(delta: usize, activated: usize, bytes: usize, activation: i32): void {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  if (activation == RELU) {
    for (let k: usize = 0; k < bytes; k += 16) {
      const off = f32x4.le(v128.load(activated + k), zero);
      v128.store(delta + k, v128.andnot(v128.load(delta + k), off));
    }
  } else if (activation == TANH) {
    for (let k: usize = 0; k < bytes; k += 16) {
      const a = v128.load(activated + k);
      const slope = f32x4.sub(one, f32x4.mul(a, a));
      v128.store(delta + k, f32x4.mul(v128.load(delta + k), slope));
    }
  }
}

/** Adds delta times the derivative's own derivative: of 1 - a a along the direction, -2 a a'. ReLU has none. */
export function chainSlope(
  to: usize,
  delta: usize,
  activated: usize,
  slope: usize,
  bytes: usize,
  activation: i32,
): void {
  if (activation != TANH) return;
  const minusTwo = f32x4.splat(-2);
  for (let k: usize = 0; k < bytes; k += 16) {
    const bend = f32x4.mul(minusTwo, f32x4.mul(v128.load(activated + k), v128.load(slope + k)));
    v128.store(to + k, madd(v128.load(delta + k), bend, v128.load(to + k)));
  }
}
