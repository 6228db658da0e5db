// The families of src/regression/model/linked_families.ts, a distribution and a link each, for two rows at a time.
import { countLoss, exponentialRest, leave, LIMIT } from "./families";
import { exp, ln } from "./functions";
import { normalBelow, normalDensity } from "./normal";

/** The links' numbers, as ../job.ts has them. */
const LOG: usize = 1, INVERSE: usize = 2, SQRT: usize = 3, INVERSE_SQUARE: usize = 4;
const PROBIT: usize = 6, CLOGLOG: usize = 7;

/** The distributions' numbers, likewise. */
const NORMAL: usize = 1, BINOMIAL: usize = 2, POISSON: usize = 3, GAMMA: usize = 4;
const INVERSE_NORMAL: usize = 5;

/** No eta is nearer to 0 on the side that has means; beyond it a row's loss is this. */
const POSITIVE: f64 = 1e-60, NEGATIVE: f64 = -1e-15, BARRIER: f64 = 1e250;

/** The last row pair's mean, its derivative by eta, its logarithm, and those of 1 - mean. */
let value = f64x2.splat(0);
let slope = f64x2.splat(0);
let logMean = f64x2.splat(0);
let rest = f64x2.splat(0);
let logRest = f64x2.splat(0);

/** Leaves what a family is at eta. */
export function linked(family: usize, theta: f64, eta: v128, y: v128): void {
  const distribution = family >> 4, link = family & 15;
  const isBinomial = distribution === BINOMIAL;
  const isPositive = distribution > BINOMIAL && link !== LOG;
  let inside = eta;
  let outside = i64x2.splat(0);
  if (isPositive) {
    inside = f64x2.max(eta, f64x2.splat(POSITIVE));
    outside = f64x2.lt(eta, f64x2.splat(POSITIVE));
  } else if (isBinomial && link === LOG) {
    inside = f64x2.min(eta, f64x2.splat(NEGATIVE));
    outside = f64x2.lt(f64x2.splat(NEGATIVE), eta);
  }
  follow(link, inside);
  if (isBinomial) {
    if (link !== PROBIT && link !== CLOGLOG) rest = f64x2.sub(f64x2.splat(1), value);
    if (link !== CLOGLOG) logRest = logarithm(rest);
  }
  const spread = varianceOf(distribution, theta);
  const half = v128.bitselect(f64x2.splat(BARRIER), lossOf(distribution, theta, y), outside);
  const factor = f64x2.div(slope, spread);
  const residual = f64x2.mul(f64x2.sub(y, value), factor);
  leave(value, spread, half, residual, f64x2.mul(slope, factor));
}

/** e to a power, held. */
function power(exponent: v128): v128 {
  const limit = f64x2.splat(LIMIT);
  return exp(f64x2.max(f64x2.neg(limit), f64x2.min(limit, exponent)));
}

/** The logarithm of a value, of 1e-300 at least. */
function logarithm(size: v128): v128 {
  return ln(f64x2.max(size, f64x2.splat(1e-300)));
}

/** Leaves the mean, its derivative and its logarithm. */
function follow(link: usize, eta: v128): void {
  const one = f64x2.splat(1);
  if (link === LOG) {
    value = power(eta);
    slope = value;
    logMean = eta;
    return;
  }
  if (link === INVERSE) {
    // Rows past the last are zeros.
    value = f64x2.div(one, v128.bitselect(one, eta, f64x2.eq(eta, f64x2.splat(0))));
    slope = f64x2.neg(f64x2.mul(value, value));
  } else if (link === SQRT) {
    value = f64x2.mul(eta, eta);
    slope = f64x2.add(eta, eta);
  } else if (link === INVERSE_SQUARE) {
    value = f64x2.div(one, f64x2.sqrt(eta));
    slope = f64x2.mul(f64x2.splat(-0.5), f64x2.div(value, eta));
  } else if (link === PROBIT) {
    value = normalBelow(eta);
    rest = normalBelow(f64x2.neg(eta));
    slope = normalDensity(eta);
  } else if (link === CLOGLOG) {
    const u = power(eta), half = f64x2.splat(0.5);
    const small = f64x2.sub(u, exponentialRest(f64x2.neg(f64x2.min(u, half))));
    rest = power(f64x2.neg(u));
    logRest = f64x2.neg(u);
    value = v128.bitselect(small, f64x2.sub(one, rest), f64x2.lt(u, half));
    slope = power(f64x2.sub(eta, u));
  } else {
    value = eta;
    slope = one;
  }
  logMean = logarithm(value);
}

function varianceOf(distribution: usize, theta: f64): v128 {
  if (distribution === NORMAL) return f64x2.splat(1);
  if (distribution === BINOMIAL) return f64x2.mul(value, rest);
  if (distribution === POISSON) return value;
  const square = f64x2.mul(value, value);
  if (distribution === GAMMA) return square;
  if (distribution === INVERSE_NORMAL) return f64x2.mul(value, square);
  return f64x2.add(value, f64x2.div(square, f64x2.splat(theta)));
}

function lossOf(distribution: usize, theta: f64, y: v128): v128 {
  const one = f64x2.splat(1), half = f64x2.splat(0.5), residual = f64x2.sub(y, value);
  if (distribution === NORMAL) return f64x2.mul(half, f64x2.mul(residual, residual));
  if (distribution === BINOMIAL) {
    return f64x2.neg(f64x2.add(f64x2.mul(y, logMean), f64x2.mul(f64x2.sub(one, y), logRest)));
  }
  if (distribution === POISSON) return countLoss(logMean, value, y);
  if (distribution === INVERSE_NORMAL) {
    const part = f64x2.div(residual, value);
    const double = f64x2.max(f64x2.add(y, y), f64x2.splat(1e-300));
    return f64x2.div(f64x2.mul(part, part), double);
  }
  const t = f64x2.sub(logarithm(y), logMean);
  if (distribution === GAMMA) {
    const far = f64x2.sub(f64x2.sub(f64x2.div(y, value), one), t);
    return v128.bitselect(exponentialRest(t), far, f64x2.lt(f64x2.mul(t, t), f64x2.splat(0.25)));
  }
  const shape = f64x2.splat(theta), all = f64x2.add(y, shape);
  const odds = logarithm(f64x2.div(all, f64x2.add(value, shape)));
  return f64x2.sub(f64x2.mul(y, t), f64x2.mul(all, odds));
}
