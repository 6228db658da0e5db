// The families of src/regression/model/families.ts for two rows at a time: means, variances and losses at eta.
import { exp, ln } from "./functions";

/** No power beyond it is taken, as in src/regression/model/algebra.ts. */
const LIMIT: f64 = 300;

/** The last row pair's, which `respond` leaves. */
export let mean = f64x2.splat(0);
export let variance = f64x2.splat(0);
export let loss = f64x2.splat(0);

/** Takes mean, variance and half the unit deviance of a family, by its number in ../job.ts. */
export function respond(family: usize, eta: v128, y: v128): void {
  if (family === 1) logistic(eta, y);
  else if (family === 2) poisson(eta, y);
  else linear(eta, y);
}

function linear(eta: v128, y: v128): void {
  const residual = f64x2.sub(y, eta);
  mean = eta;
  variance = f64x2.splat(1);
  loss = f64x2.mul(f64x2.splat(0.5), f64x2.mul(residual, residual));
}

function logistic(eta: v128, y: v128): void {
  const one = f64x2.splat(1), zero = f64x2.splat(0);
  const e = exp(f64x2.neg(f64x2.min(f64x2.abs(eta), f64x2.splat(LIMIT))));
  const inverse = f64x2.div(one, f64x2.add(one, e));
  const other = f64x2.mul(e, inverse);
  mean = v128.bitselect(inverse, other, f64x2.ge(eta, zero));
  variance = f64x2.mul(other, inverse);
  const linear = f64x2.sub(f64x2.max(eta, zero), f64x2.mul(y, eta));
  loss = f64x2.add(linear, ln(f64x2.add(one, e)));
}

function poisson(eta: v128, y: v128): void {
  const limit = f64x2.splat(LIMIT);
  mean = exp(f64x2.max(f64x2.neg(limit), f64x2.min(limit, eta)));
  variance = mean;
  const logarithm = ln(f64x2.max(y, f64x2.splat(1e-300)));
  const t = f64x2.sub(eta, logarithm), square = f64x2.mul(t, t);
  // Near the mean by the series of e^t - 1 - t: y ln(y / mean), y and the mean would nearly cancel.
  let sum = f64x2.splat(1);
  for (let k = 16; k > 2; k--) {
    sum = f64x2.add(f64x2.splat(1), f64x2.mul(f64x2.div(t, f64x2.splat(<f64> k)), sum));
  }
  const near = f64x2.mul(y, f64x2.mul(f64x2.mul(f64x2.splat(0.5), square), sum));
  const far = f64x2.add(f64x2.sub(f64x2.mul(y, f64x2.sub(logarithm, eta)), y), mean);
  loss = v128.bitselect(near, far, f64x2.lt(square, f64x2.splat(0.25)));
}
