// The families of src/regression/model/canonical_families.ts for two rows at a time: means, variances and losses at eta.
import { exp, ln } from "./functions";
import { linked } from "./linked";

/** No power beyond it is taken, as in src/regression/model/algebra.ts. */
export const LIMIT: f64 = 300;

/** The last row pair's, which `respond` leaves. */
export let mean = f64x2.splat(0);
export let variance = f64x2.splat(0);
export let loss = f64x2.splat(0);
/** What y - mean becomes in the score, and a row's weight in Fisher's information. */
export let pull = f64x2.splat(0);
export let bend = f64x2.splat(0);

/** Leaves what a family is there. */
export function leave(to: v128, spread: v128, half: v128, residual: v128, weight: v128): void {
  mean = to;
  variance = spread;
  loss = half;
  pull = residual;
  bend = weight;
}

/** Takes all of them of a family, by its number in ../job.ts; theta is the negative binomial's. */
export function respond(family: usize, theta: f64, eta: v128, y: v128): void {
  if (family === 1) logistic(eta, y);
  else if (family === 2) poisson(eta, y);
  else if (family === 0) linear(eta, y);
  else linked(family, theta, eta, y);
}

/** Whether a family, by its number, is of 0s and 1s. */
export function isBinomial(family: usize): bool {
  return family === 1 || family >> 4 === 2;
}

function linear(eta: v128, y: v128): void {
  const residual = f64x2.sub(y, eta), one = f64x2.splat(1);
  const half = f64x2.mul(f64x2.splat(0.5), f64x2.mul(residual, residual));
  leave(eta, one, half, residual, one);
}

function logistic(eta: v128, y: v128): void {
  const one = f64x2.splat(1), zero = f64x2.splat(0);
  const e = exp(f64x2.neg(f64x2.min(f64x2.abs(eta), f64x2.splat(LIMIT))));
  const inverse = f64x2.div(one, f64x2.add(one, e));
  const other = f64x2.mul(e, inverse);
  const value = v128.bitselect(inverse, other, f64x2.ge(eta, zero));
  const spread = f64x2.mul(other, inverse);
  const line = f64x2.sub(f64x2.max(eta, zero), f64x2.mul(y, eta));
  leave(value, spread, f64x2.add(line, ln(f64x2.add(one, e))), f64x2.sub(y, value), spread);
}

function poisson(eta: v128, y: v128): void {
  const limit = f64x2.splat(LIMIT);
  const value = exp(f64x2.max(f64x2.neg(limit), f64x2.min(limit, eta)));
  leave(value, value, countLoss(eta, value, y), f64x2.sub(y, value), value);
}

/** e^t - 1 - t, for t between -1/2 and 1/2. */
export function exponentialRest(t: v128): v128 {
  let sum = f64x2.splat(1);
  for (let k = 16; k > 2; k--) {
    sum = f64x2.add(f64x2.splat(1), f64x2.mul(f64x2.div(t, f64x2.splat(<f64> k)), sum));
  }
  return f64x2.mul(f64x2.mul(f64x2.splat(0.5), f64x2.mul(t, t)), sum);
}

/** Half the deviance of a count: near the mean by a series, as y ln(y / mean), y and the mean would nearly cancel. */
export function countLoss(logMean: v128, value: v128, y: v128): v128 {
  const logarithm = ln(f64x2.max(y, f64x2.splat(1e-300)));
  const t = f64x2.sub(logMean, logarithm), square = f64x2.mul(t, t);
  const near = f64x2.mul(y, exponentialRest(t));
  const far = f64x2.add(f64x2.sub(f64x2.mul(y, f64x2.sub(logarithm, logMean)), y), value);
  return v128.bitselect(near, far, f64x2.lt(square, f64x2.splat(0.25)));
}
