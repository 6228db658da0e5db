// How weights move by their gradient.
import { Job } from "./job";

/** Nothing moves: the gradient is written; or w - rate g; momentum; Adam. */
const NOT: i32 = 0, DESCENT: i32 = 1, MOMENTUM: i32 = 2;

/** Moves bytes of weights; gives the sum of their squares, as they were, if a penalty counts them. */
export function move(
  job: Job,
  w: usize,
  first: usize,
  second: usize,
  gradient: usize,
  g: usize,
  bytes: usize,
  penalty: f32,
  decays: bool,
): f64 {
  let squares: f64 = 0;
  if (penalty > 0) squares = penalize(w, g, bytes, penalty);
  if (job.update == NOT) {
    memory.copy(gradient, g, bytes);
    return squares;
  }
  const kept: f32 = decays ? 1 - job.rate * job.decay : 1;
  if (kept != 1) {
    for (let k: usize = 0; k < bytes; k += 16) {
      v128.store(w + k, f32x4.mul(v128.load(w + k), f32x4.splat(kept)));
    }
  }
  if (job.update == DESCENT) descend(w, g, bytes, job.rate);
  else if (job.update == MOMENTUM) momentum(job, w, first, g, bytes);
  else adam(job, w, first, second, g, bytes);
  return squares;
}

/** g += 2 penalty w; the sum of w w. */
function penalize(w: usize, g: usize, bytes: usize, penalty: f32): f64 {
  let squares = f64x2.splat(0);
  const twice = f32x4.splat(2 * penalty);
  for (let k: usize = 0; k < bytes; k += 16) {
    const v = v128.load(w + k), q = f32x4.mul(v, v);
    v128.store(g + k, f32x4.add(v128.load(g + k), f32x4.mul(twice, v)));
    squares = f64x2.add(squares, f64x2.promote_low_f32x4(q));
    squares = f64x2.add(squares, f64x2.promote_low_f32x4(v128.shuffle<f32>(q, q, 2, 3, 0, 1)));
  }
  return f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1);
}

/** w - rate g. */
function descend(w: usize, g: usize, bytes: usize, rate: f32): void {
  const r = f32x4.splat(rate);
  for (let k: usize = 0; k < bytes; k += 16) {
    v128.store(w + k, f32x4.sub(v128.load(w + k), f32x4.mul(r, v128.load(g + k))));
  }
}

/** a <- keep a + g; w - rate a, or - rate (g + keep a). */
function momentum(job: Job, w: usize, a: usize, g: usize, bytes: usize): void {
  const r = f32x4.splat(job.rate), keep = f32x4.splat(job.keep1);
  for (let k: usize = 0; k < bytes; k += 16) {
    const d = v128.load(g + k), b = f32x4.add(f32x4.mul(keep, v128.load(a + k)), d);
    v128.store(a + k, b);
    const step = job.isNesterov ? f32x4.add(d, f32x4.mul(keep, b)) : b;
    v128.store(w + k, f32x4.sub(v128.load(w + k), f32x4.mul(r, step)));
  }
}

/** m and v are running means of g and g g; w - rate (m / c1) / (sqrt(v / c2) + epsilon). */
function adam(job: Job, w: usize, m: usize, v: usize, g: usize, bytes: usize): void {
  const keep1 = f32x4.splat(job.keep1), rest1 = f32x4.splat(1 - job.keep1);
  const keep2 = f32x4.splat(job.keep2), rest2 = f32x4.splat(1 - job.keep2);
  const rate = f32x4.splat(job.rate / job.correction1), epsilon = f32x4.splat(job.epsilon);
  const scale = f32x4.splat(1 / job.correction2);
  for (let k: usize = 0; k < bytes; k += 16) {
    const d = v128.load(g + k);
    const a = f32x4.add(f32x4.mul(keep1, v128.load(m + k)), f32x4.mul(rest1, d));
    const b = f32x4.add(f32x4.mul(keep2, v128.load(v + k)), f32x4.mul(rest2, f32x4.mul(d, d)));
    v128.store(m + k, a);
    v128.store(v + k, b);
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(b, scale)), epsilon);
    v128.store(w + k, f32x4.sub(v128.load(w + k), f32x4.div(f32x4.mul(rate, a), root)));
  }
}
