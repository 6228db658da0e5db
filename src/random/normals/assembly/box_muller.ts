// PyTorch's Box-Muller transform on four pairs at once. What is not fused here is exact, or not fused in PyTorch.
import { fused } from "./lanes";

/** Four radii from the outputs at `at`, four angles from those 32 bytes on; their normals take the same places. */
export function fourPairs(at: usize): void {
  const mask = i32x4.splat(0xffffff);
  const r = radius(v128.and(v128.load(at), mask));
  const k = v128.and(v128.load(at, 32), mask);

  let t = f32x4.mul(f32x4.convert_i32x4_s(k), f32x4.splat(5.9604644775390625e-8));
  t = f32x4.mul(t, f32x4.splat(6.28318530717958648));
  const one = i32x4.splat(1);
  const eighths = i32x4.trunc_sat_f32x4_s(f32x4.mul(t, f32x4.splat(1.27323954473516)));
  const octant = v128.andnot(i32x4.add(eighths, one), one);
  const turns = f32x4.convert_i32x4_s(octant);
  t = f32x4.add(t, f32x4.mul(turns, f32x4.splat(-0.78515625)));
  t = f32x4.add(t, f32x4.mul(turns, f32x4.splat(-2.4187564849853515625e-4)));
  t = fused(turns, f32x4.splat(-3.77489497744594108e-8), t);
  const z = f32x4.mul(t, t);
  const cosines = cosine(z);
  const sines = sine(t, z);

  const swap = i32x4.shr_s(i32x4.shl(octant, 30), 31);
  const signBit = i32x4.splat(0x80000000);
  const sineSign = v128.and(i32x4.shl(octant, 29), signBit);
  const cosineSign = v128.andnot(signBit, i32x4.shl(i32x4.sub(octant, i32x4.splat(2)), 29));
  const c = v128.xor(v128.bitselect(sines, cosines, swap), cosineSign);
  const s = v128.xor(v128.bitselect(cosines, sines, swap), sineSign);
  const zero = f32x4.splat(0);
  v128.store(at, f32x4.add(f32x4.mul(r, c), zero));
  v128.store(at, f32x4.add(f32x4.mul(r, s), zero), 32);
}

/** sqrt(-2 log(1 - k / 2^24)) */
function radius(k: v128): v128 {
  // 1 - k / 2^24 = x 2^exponent, read from the bits of a float.
  const m = f32x4.convert_i32x4_s(i32x4.sub(i32x4.splat(1 << 24), k));
  let exponent = i32x4.sub(i32x4.shr_u(m, 23), i32x4.splat(150));
  let x = v128.or(v128.and(m, i32x4.splat(0x7fffff)), i32x4.splat(0x3f000000));
  const small = f32x4.lt(x, f32x4.splat(0.707106781186547524));
  exponent = i32x4.add(exponent, small);
  x = f32x4.sub(f32x4.add(x, v128.and(x, small)), f32x4.splat(1));

  const z = f32x4.mul(x, x);
  const e = f32x4.convert_i32x4_s(exponent);
  let y = f32x4.mul(logarithm(x), x);
  y = fused(y, z, f32x4.mul(e, f32x4.splat(-2.12194440e-4)));
  y = f32x4.sub(y, f32x4.mul(f32x4.splat(0.5), z));
  x = f32x4.add(x, y);
  const log = f32x4.add(f32x4.mul(e, f32x4.splat(0.693359375)), x);
  return f32x4.sqrt(f32x4.mul(f32x4.splat(-2), log));
}

function logarithm(x: v128): v128 {
  let y = fused(f32x4.splat(7.0376836292e-2), x, f32x4.splat(-1.1514610310e-1));
  y = fused(y, x, f32x4.splat(1.1676998740e-1));
  y = fused(y, x, f32x4.splat(-1.2420140846e-1));
  y = fused(y, x, f32x4.splat(1.4249322787e-1));
  y = fused(y, x, f32x4.splat(-1.6668057665e-1));
  y = fused(y, x, f32x4.splat(2.0000714765e-1));
  y = fused(y, x, f32x4.splat(-2.4999993993e-1));
  return fused(y, x, f32x4.splat(3.3333331174e-1));
}

/** The cosine of an angle within pi / 4 of 0, from its square. */
function cosine(z: v128): v128 {
  let c = f32x4.mul(cosinePolynomial(z), z);
  c = fused(c, z, f32x4.mul(f32x4.splat(-0.5), z));
  return f32x4.add(c, f32x4.splat(1));
}

function cosinePolynomial(z: v128): v128 {
  const c = fused(f32x4.splat(2.443315711809948e-5), z, f32x4.splat(-1.388731625493765e-3));
  return fused(c, z, f32x4.splat(4.166664568298827e-2));
}

/** The sine of an angle within pi / 4 of 0, from it and its square. */
function sine(t: v128, z: v128): v128 {
  const s = f32x4.mul(sinePolynomial(z), z);
  return fused(s, t, t);
}

function sinePolynomial(z: v128): v128 {
  const s = fused(f32x4.splat(-1.9515295891e-4), z, f32x4.splat(8.3321608736e-3));
  return fused(s, z, f32x4.splat(-1.6666654611e-1));
}
