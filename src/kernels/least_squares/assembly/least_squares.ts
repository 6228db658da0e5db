// Sums of products of columns, in float64, over panels of 64 rows. The job's words are laid out in ../job.ts.
import { madd } from "./lanes";

/** Bytes of 64 values in float32 and in float64. */
const SINGLE: usize = 256;
const DOUBLE: usize = 512;

function word(job: usize, index: usize): usize {
  return load<usize>(job + (index << 2));
}

/** 64 values as float64. */
function widen(src: usize, dst: usize): void {
  for (let r: usize = 0; r < SINGLE; r += 16) {
    const four = v128.load(src + r);
    v128.store(dst + 2 * r, f64x2.promote_low_f32x4(four));
    const high = v128.shuffle<f32>(four, four, 2, 3, 2, 3);
    v128.store(dst + 2 * r, f64x2.promote_low_f32x4(high), 16);
  }
}

function add(sum: usize, value: v128): void {
  const both = f64x2.extract_lane(value, 0) + f64x2.extract_lane(value, 1);
  store<f64>(sum, load<f64>(sum) + both);
}

/** Two columns against four: eight sums. */
function tile(a: usize, b: usize, out: usize, stride: usize): void {
  let p0 = f64x2.splat(0), p1 = p0, p2 = p0, p3 = p0, q0 = p0, q1 = p0, q2 = p0, q3 = p0;
  for (let r: usize = 0; r < DOUBLE; r += 16) {
    const u = v128.load(a + r), v = v128.load(a + r, 512);
    const c0 = v128.load(b + r), c1 = v128.load(b + r, 512);
    const c2 = v128.load(b + r, 1024), c3 = v128.load(b + r, 1536);
    p0 = madd(u, c0, p0);
    p1 = madd(u, c1, p1);
    p2 = madd(u, c2, p2);
    p3 = madd(u, c3, p3);
    q0 = madd(v, c0, q0);
    q1 = madd(v, c1, q1);
    q2 = madd(v, c2, q2);
    q3 = madd(v, c3, q3);
  }
  add(out, p0);
  add(out + 8, p1);
  add(out + 16, p2);
  add(out + 24, p3);
  add(out + stride, q0);
  add(out + stride + 8, q1);
  add(out + stride + 16, q2);
  add(out + stride + 24, q3);
}

/** The columns of a panel, then ones, then y, then zeros up to a multiple of four: all 0 in the rows past the last. */
function gather(job: usize, panel: usize, scratch: usize): void {
  const inputs = word(job, 5), width = word(job, 6);
  const rows = min<usize>(64, word(job, 3) - (panel << 6));
  const x = word(job, 0) + panel * inputs * SINGLE;
  for (let j: usize = 0; j < inputs; j++) widen(x + j * SINGLE, scratch + j * DOUBLE);
  const ones = scratch + inputs * DOUBLE;
  for (let r: usize = 0; r < DOUBLE; r += 8) store<f64>(ones + r, 1);
  widen(word(job, 1) + panel * SINGLE, ones + DOUBLE);
  memory.fill(ones + 2 * DOUBLE, 0, (width - inputs - 2) * DOUBLE);
  for (let j: usize = 0; rows < 64 && j < width; j++) {
    memory.fill(scratch + j * DOUBLE + (rows << 3), 0, (64 - rows) << 3);
  }
}

/** The sums over the numbered part of the panels, on and below the diagonal. */
export function unit(job: usize, index: i32, scratch: usize): void {
  const panels = word(job, 2), units = word(job, 4), width = word(job, 6);
  const stride = width << 3;
  const out = word(job, 7) + <usize> index * width * stride;
  memory.fill(out, 0, width * stride);
  const from = <usize> index * panels / units, to = (<usize> index + 1) * panels / units;
  for (let panel = from; panel < to; panel++) {
    gather(job, panel, scratch);
    for (let i: usize = 0; i < width; i += 2) {
      for (let j: usize = 0; j <= i; j += 4) {
        tile(scratch + i * DOUBLE, scratch + j * DOUBLE, out + i * stride + (j << 3), stride);
      }
    }
  }
}
