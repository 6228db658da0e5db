// Four float32 lanes: the arithmetic the kernels share.

/** Bytes from one unit's 64 rows to the next unit's. */
export const PANEL: usize = 256;

/** a * b + c, rounded once if the build has relaxed SIMD. */
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

export function splat(address: usize): v128 {
  return v128.load32_splat(address);
}

/** The four lanes' sum in float64, always in the same order. */
export function sum(v: v128): f64 {
  return (<f64> f32x4.extract_lane(v, 0) + <f64> f32x4.extract_lane(v, 1)) +
    (<f64> f32x4.extract_lane(v, 2) + <f64> f32x4.extract_lane(v, 3));
}
