// Float32's fused multiply-add. Without relaxed SIMD, float64 holds the product of two float32s exactly, so the sum is
// rounded to float32 once; four lanes of float32 are then two pairs of lanes of float64.

/** a * b + c on float32 lanes, rounded once. */
export function fused(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return join(
    f64x2.add(f64x2.mul(low(a), low(b)), low(c)),
    f64x2.add(f64x2.mul(high(a), high(b)), high(c)),
  );
}

/** The first two of four float32 lanes, as float64. */
function low(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

/** The last two of four float32 lanes, as float64. */
function high(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i32>(x, x, 2, 3, 2, 3));
}

/** Two pairs of float64 lanes, rounded to four lanes of float32. */
function join(low: v128, high: v128): v128 {
  return v128.shuffle<i32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}
