// e to a power and the natural logarithm of two float64 lanes, to about a unit in the last place.
import { madd } from "../../assembly/panels";

/** 1.5 * 2^52: a float64 that is added to it is rounded to a whole number, which its lowest bits then hold. */
const ROUNDER: f64 = 6755399441055744;

/** ln 2, its upper bits, and the rest: products of the first with whole numbers are exact. */
const LN2_HIGH: f64 = 6.93147180369123816490e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;

/** e to a power within -700 and 700: 2^n times Taylor's series of the rest, which is at most half of ln 2. */
export function exp(power: v128): v128 {
  const shifted = madd(power, f64x2.splat(1.4426950408889634), f64x2.splat(ROUNDER));
  const n = f64x2.sub(shifted, f64x2.splat(ROUNDER));
  const r = madd(n, f64x2.splat(-LN2_LOW), madd(n, f64x2.splat(-LN2_HIGH), power));
  let sum = f64x2.splat(1.0 / 6227020800);
  sum = madd(sum, r, f64x2.splat(1.0 / 479001600));
  sum = madd(sum, r, f64x2.splat(1.0 / 39916800));
  sum = madd(sum, r, f64x2.splat(1.0 / 3628800));
  sum = madd(sum, r, f64x2.splat(1.0 / 362880));
  sum = madd(sum, r, f64x2.splat(1.0 / 40320));
  sum = madd(sum, r, f64x2.splat(1.0 / 5040));
  sum = madd(sum, r, f64x2.splat(1.0 / 720));
  sum = madd(sum, r, f64x2.splat(1.0 / 120));
  sum = madd(sum, r, f64x2.splat(1.0 / 24));
  sum = madd(sum, r, f64x2.splat(1.0 / 6));
  sum = madd(sum, r, f64x2.splat(0.5));
  sum = f64x2.add(f64x2.splat(1), madd(sum, f64x2.mul(r, r), r));
  return i64x2.add(sum, i64x2.shl(shifted, 52));
}

/** High words of 1 and of the root of 1/2, as bits. */
const ONE: i64 = 0x3ff0000000000000;
const ROOT_HALF: i64 = 0x3fe6a09e00000000;

/** 2^52 and 1023 more: of a whole number in its lowest bits, the float64 that is 1023 less. */
const FLOATER: f64 = 4503599627370496 + 1023;

/**
 * The natural logarithm of a positive float64, no denormal: 2^k m with m about 1, and s = (m - 1) / (m + 1), the logarithm
 * of m being 2 artanh(s), by the minimax polynomial of fdlibm's log.
 */
export function ln(value: v128): v128 {
  const moved = i64x2.add(value, i64x2.splat(ONE - ROOT_HALF));
  const exponent = v128.or(i64x2.shr_u(moved, 52), i64x2.splat(0x4330000000000000));
  const k = f64x2.sub(exponent, f64x2.splat(FLOATER));
  const mantissa = v128.and(moved, i64x2.splat(0x000fffffffffffff));
  const f = f64x2.sub(i64x2.add(mantissa, i64x2.splat(ROOT_HALF)), f64x2.splat(1));
  const half = f64x2.mul(f64x2.splat(0.5), f64x2.mul(f, f));
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f));
  const z = f64x2.mul(s, s), w = f64x2.mul(z, z);
  let even = madd(w, f64x2.splat(1.531383769920937332e-1), f64x2.splat(2.222219843214978396e-1));
  even = f64x2.mul(w, madd(w, even, f64x2.splat(3.999999999940941908e-1)));
  let odd = madd(w, f64x2.splat(1.479819860511658591e-1), f64x2.splat(1.818357216161805012e-1));
  odd = madd(w, odd, f64x2.splat(2.857142874366239149e-1));
  odd = f64x2.mul(z, madd(w, odd, f64x2.splat(6.666666666666735130e-1)));
  const rest = f64x2.add(half, f64x2.add(even, odd));
  const small = madd(k, f64x2.splat(LN2_LOW), f64x2.mul(s, rest));
  return madd(k, f64x2.splat(LN2_HIGH), f64x2.sub(f, f64x2.sub(half, small)));
}
