// What this machine can do at most: multiply-adds on registers alone, and memory read and nothing else.

/** a * b + c, rounded once if the build has relaxed SIMD. */
function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/**
 * Twelve values, each times a, plus b, which do not wait for one another, four lanes each: 96 operations a round. a and
 * b come from outside: constants would be made anew at each use.
 */
export function multiplyAdd(rounds: i32, factor: f32, term: f32): f32 {
  const a = f32x4.splat(factor), b = f32x4.splat(term);
  let s0 = f32x4.splat(0), s1 = f32x4.splat(1), s2 = f32x4.splat(2), s3 = f32x4.splat(3);
  let s4 = f32x4.splat(4), s5 = f32x4.splat(5), s6 = f32x4.splat(6), s7 = f32x4.splat(7);
  let s8 = f32x4.splat(8), s9 = f32x4.splat(9), s10 = f32x4.splat(10), s11 = f32x4.splat(11);
  for (let i = 0; i < rounds; i++) {
    s0 = madd(s0, a, b);
    s1 = madd(s1, a, b);
    s2 = madd(s2, a, b);
    s3 = madd(s3, a, b);
    s4 = madd(s4, a, b);
    s5 = madd(s5, a, b);
    s6 = madd(s6, a, b);
    s7 = madd(s7, a, b);
    s8 = madd(s8, a, b);
    s9 = madd(s9, a, b);
    s10 = madd(s10, a, b);
    s11 = madd(s11, a, b);
  }
  s0 = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
  s4 = f32x4.add(f32x4.add(s4, s5), f32x4.add(s6, s7));
  s8 = f32x4.add(f32x4.add(s8, s9), f32x4.add(s10, s11));
  return f32x4.extract_lane(f32x4.add(f32x4.add(s0, s4), s8), 0);
}

/** Reads bytes, a multiple of 128, from an address on. */
export function read(address: usize, bytes: usize): i64 {
  let s0 = i64x2.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
  for (const end = address + bytes; address < end; address += 128) {
    s0 = i64x2.add(s0, v128.load(address));
    s1 = i64x2.add(s1, v128.load(address, 16));
    s2 = i64x2.add(s2, v128.load(address, 32));
    s3 = i64x2.add(s3, v128.load(address, 48));
    s4 = i64x2.add(s4, v128.load(address, 64));
    s5 = i64x2.add(s5, v128.load(address, 80));
    s6 = i64x2.add(s6, v128.load(address, 96));
    s7 = i64x2.add(s7, v128.load(address, 112));
  }
  s0 = i64x2.add(i64x2.add(s0, s1), i64x2.add(s2, s3));
  s4 = i64x2.add(i64x2.add(s4, s5), i64x2.add(s6, s7));
  return i64x2.extract_lane(i64x2.add(s0, s4), 0);
}
