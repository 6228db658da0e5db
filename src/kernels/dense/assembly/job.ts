// What every question reads of a job, whose words are laid out in ../job.ts.
import { madd, PANEL, sum } from "./lanes";

export function word(job: usize, index: usize): usize {
  return load<usize>(job + (index << 2));
}

export function width(job: usize, index: i32): i32 {
  return load<i32>(job + ((<usize> index + 20) << 2));
}

/** Turns outputs into errors in place, 0 in the rows past the last, and sums their squares. */
export function errors(out: usize, y: usize, rows: i32): f64 {
  for (let r: usize = 0; r < PANEL; r += 16) {
    v128.store(out + r, f32x4.sub(v128.load(out + r), v128.load(y + r)));
  }
  return squares(out, rows);
}

export function squares(e: usize, rows: i32): f64 {
  for (let r = rows; r < 64; r++) store<f32>(e + (<usize> r << 2), 0);
  let even = f32x4.splat(0), odd = even;
  for (let r: usize = 0; r < PANEL; r += 32) {
    const a = v128.load(e + r), b = v128.load(e + r, 16);
    even = madd(a, a, even);
    odd = madd(b, b, odd);
  }
  return sum(f32x4.add(even, odd));
}

export function rowsIn(job: usize, panel: i32): i32 {
  return min(64, <i32> word(job, 6) - (panel << 6));
}
