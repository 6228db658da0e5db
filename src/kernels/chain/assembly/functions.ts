// exp and what is made of it, four at a time, within 2 units of float32's last place.

export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** e^x, by 2^n e^r with |r| <= ln 2 / 2; 0 below -87.3, infinite above 88.7; NaN stays. */
export function exp(x: v128): v128 {
  const clamped = f32x4.pmax(f32x4.pmin(x, f32x4.splat(88.8)), f32x4.splat(-87.4));
  const n = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.44269504088896341)));
  let r = f32x4.sub(clamped, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = madd(f32x4.splat(1.9875691500e-4), r, f32x4.splat(1.3981999507e-3));
  p = madd(p, r, f32x4.splat(8.3334519073e-3));
  p = madd(p, r, f32x4.splat(4.1665795894e-2));
  p = madd(p, r, f32x4.splat(1.6666665459e-1));
  p = madd(p, r, f32x4.splat(0.5));
  p = f32x4.add(madd(p, f32x4.mul(r, r), r), f32x4.splat(1));
  // In two halves, so that 2^128 is no exponent of its own.
  const k = i32x4.trunc_sat_f32x4_s(n), half = i32x4.shr_s(k, 1);
  const low = i32x4.shl(i32x4.add(half, i32x4.splat(127)), 23);
  const high = i32x4.shl(i32x4.add(i32x4.sub(k, half), i32x4.splat(127)), 23);
  const value = f32x4.mul(f32x4.mul(p, low), high);
  const small = f32x4.lt(x, f32x4.splat(-87.33));
  return v128.andnot(value, small);
}

/** 1 / (1 + e^-x), small values to their last digits too. */
export function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  const e = exp(f32x4.neg(f32x4.abs(x)));
  const above = f32x4.div(one, f32x4.add(one, e));
  return v128.bitselect(f32x4.mul(e, above), above, f32x4.lt(x, f32x4.splat(0)));
}

/** ln(1 + u) for u from 0 to 1: 2 atanh(u / (2 + u)). */
export function log1p(u: v128): v128 {
  const s = f32x4.div(u, f32x4.add(u, f32x4.splat(2))), q = f32x4.mul(s, s);
  let p = madd(f32x4.splat(1.0 / 15), q, f32x4.splat(1.0 / 13));
  p = madd(p, q, f32x4.splat(1.0 / 11));
  p = madd(p, q, f32x4.splat(1.0 / 9));
  p = madd(p, q, f32x4.splat(1.0 / 7));
  p = madd(p, q, f32x4.splat(1.0 / 5));
  p = madd(p, q, f32x4.splat(1.0 / 3));
  p = madd(p, q, f32x4.splat(1));
  return f32x4.mul(f32x4.add(s, s), p);
}

/** ln(1 + e^x). */
export function softplus(x: v128): v128 {
  return f32x4.add(f32x4.pmax(x, f32x4.splat(0)), log1p(exp(f32x4.neg(f32x4.abs(x)))));
}

/** e^x - 1 for x from -infinity to 0. */
export function expm1(x: v128): v128 {
  let p = madd(f32x4.splat(1.0 / 5040), x, f32x4.splat(1.0 / 720));
  p = madd(p, x, f32x4.splat(1.0 / 120));
  p = madd(p, x, f32x4.splat(1.0 / 24));
  p = madd(p, x, f32x4.splat(1.0 / 6));
  p = madd(p, x, f32x4.splat(0.5));
  const near = madd(p, f32x4.mul(x, x), x);
  const far = f32x4.sub(exp(x), f32x4.splat(1));
  return v128.bitselect(near, far, f32x4.gt(x, f32x4.splat(-0.3)));
}

export function tanh(x: v128): v128 {
  const e = expm1(f32x4.mul(f32x4.abs(x), f32x4.splat(-2)));
  const t = f32x4.div(f32x4.neg(e), f32x4.add(e, f32x4.splat(2)));
  return v128.bitselect(x, t, i32x4.splat(0x80000000));
}

/** The normal distribution function: erfc(|x| / sqrt 2) / 2 by a polynomial of Chebyshev's kind, within 1.2e-7 of itself. */
export function normal(x: v128): v128 {
  const z = f32x4.mul(f32x4.abs(x), f32x4.splat(0.70710678118654752));
  const t = f32x4.div(f32x4.splat(1), madd(z, f32x4.splat(0.5), f32x4.splat(1)));
  let p = madd(f32x4.splat(0.17087277), t, f32x4.splat(-0.82215223));
  p = madd(p, t, f32x4.splat(1.48851587));
  p = madd(p, t, f32x4.splat(-1.13520398));
  p = madd(p, t, f32x4.splat(0.27886807));
  p = madd(p, t, f32x4.splat(-0.18628806));
  p = madd(p, t, f32x4.splat(0.09678418));
  p = madd(p, t, f32x4.splat(0.37409196));
  p = madd(p, t, f32x4.splat(1.00002368));
  p = madd(p, t, f32x4.splat(-1.26551223));
  const e = exp(f32x4.sub(p, f32x4.mul(z, z)));
  const tail = f32x4.mul(f32x4.mul(t, e), f32x4.splat(0.5));
  const below = f32x4.lt(x, f32x4.splat(0));
  return v128.bitselect(tail, f32x4.sub(f32x4.splat(1), tail), below);
}
