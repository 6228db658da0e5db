// Losses of a row's outputs, and their slopes.
import { exp, log1p, sigmoid } from "./functions";

const SQUARED: i32 = 0, ABSOLUTE: i32 = 1, HUBER: i32 = 2, SIGMOID: i32 = 3;
/** Softmax cross entropy of shares, and of the number of a class. */
const SHARES: i32 = 4;
export const CLASS: i32 = 5;

/** Sets values from n on, up to the next multiple of 8, to one value. */
function pad(values: usize, n: usize, value: f32): void {
  for (let j = n; j & 7; j++) store<f32>(values + (j << 2), value);
}

/**
 * The loss of n outputs, of which the slopes, times a share, take the place; their padding becomes 0. y: n floats, or a class.
 */
export function rowLoss(out: usize, n: usize, y: usize, loss: i32, share: f32): f64 {
  if (loss >= SHARES) return softmaxLoss(out, n, y, loss == CLASS, share);
  let sum: f64 = 0;
  const part = share / <f32> n;
  for (let j: usize = 0; j < n; j++) {
    const z = load<f32>(out + (j << 2)), t = load<f32>(y + (j << 2)), e = z - t;
    let slope: f32;
    if (loss == SQUARED) {
      sum += <f64> e * <f64> e;
      slope = 2 * e;
    } else if (loss == ABSOLUTE) {
      sum += <f64> Mathf.abs(e);
      slope = e > 0 ? 1 : e < 0 ? -1 : e;
    } else if (loss == HUBER) {
      const size = Mathf.abs(e);
      sum += size <= 1 ? 0.5 * <f64> e * <f64> e : <f64> size - 0.5;
      slope = size <= 1 ? e : e > 0 ? 1 : e < 0 ? -1 : e;
    } else {
      const v = f32x4.splat(z);
      const tail = f32x4.extract_lane(log1p(exp(f32x4.neg(f32x4.abs(v)))), 0);
      sum += <f64> (z > 0 ? z : z < 0 ? 0 : z) - <f64> z * <f64> t + <f64> tail;
      slope = f32x4.extract_lane(sigmoid(v), 0) - t;
    }
    store<f32>(out + (j << 2), slope * part);
  }
  pad(out, n, 0);
  return sum / <f64> n;
}

function softmaxLoss(out: usize, n: usize, y: usize, isClass: bool, share: f32): f64 {
  pad(out, n, -Infinity);
  const end = out + ((n + 7 & ~7) << 2);
  let most = v128.load(out);
  for (let at = out + 16; at < end; at += 16) most = f32x4.max(most, v128.load(at));
  most = f32x4.max(most, v128.shuffle<f32>(most, most, 2, 3, 0, 1));
  most = f32x4.max(most, v128.shuffle<f32>(most, most, 1, 0, 3, 2));
  const top = f32x4.extract_lane(most, 0);
  let told: f64 = 0, weight: f64 = 1;
  if (isClass) told = <f64> load<f32>(out + (load<usize>(y) << 2)) - top;
  else {
    weight = 0;
    for (let j: usize = 0; j < n; j++) {
      const t = <f64> load<f32>(y + (j << 2));
      // 0 times an infinite logit is no loss.
      if (t != 0) told += t * (<f64> load<f32>(out + (j << 2)) - top);
      weight += t;
    }
  }
  let sums = f32x4.splat(0);
  for (let at = out; at < end; at += 16) {
    const e = exp(f32x4.sub(v128.load(at), most));
    v128.store(at, e);
    sums = f32x4.add(sums, e);
  }
  const sum = f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1) + f32x4.extract_lane(sums, 2) +
    f32x4.extract_lane(sums, 3);
  const scale = f32x4.splat(<f32> weight * share / sum);
  for (let at = out; at < end; at += 16) v128.store(at, f32x4.mul(v128.load(at), scale));
  if (isClass) {
    const at = out + (load<usize>(y) << 2);
    store<f32>(at, load<f32>(at) - share);
  } else {
    for (let j: usize = 0; j < n; j++) {
      const at = out + (j << 2);
      store<f32>(at, load<f32>(at) - load<f32>(y + (j << 2)) * share);
    }
  }
  return Math.log(<f64> sum) * weight - told;
}

/** The share of a row's outputs that is right: the largest one, or each on its side of a half. Before {@link rowLoss}. */
export function rowHits(out: usize, n: usize, y: usize, loss: i32): f64 {
  if (loss < SIGMOID) return 0;
  if (loss == SIGMOID) {
    let hits: f64 = 0;
    for (let j: usize = 0; j < n; j++) {
      const isAbove = load<f32>(out + (j << 2)) > 0;
      if ((load<f32>(y + (j << 2)) > 0.5) == isAbove) hits++;
    }
    return hits / <f64> n;
  }
  const found = largest(out, n);
  return found == (loss == CLASS ? load<usize>(y) : largest(y, n)) ? 1 : 0;
}

/** Where the largest of n values is, the first of equal ones. */
function largest(values: usize, n: usize): usize {
  let best: usize = 0;
  for (let j: usize = 1; j < n; j++) {
    if (load<f32>(values + (j << 2)) > load<f32>(values + (best << 2))) best = j;
  }
  return best;
}
