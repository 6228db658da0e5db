// Sums of products of columns, in float64, over panels of 64 rows. The job's words are laid out in ../job.ts.
import { DOUBLE, products, word } from "../../assembly/panels";

/** Bytes of 64 values in float32. */
const SINGLE: usize = 256;

/** 64 values as float64. */
function widen(src: usize, dst: usize): void {
  for (let r: usize = 0; r < SINGLE; r += 16) {
    const four = v128.load(src + r);
    v128.store(dst + 2 * r, f64x2.promote_low_f32x4(four));
    const high = v128.shuffle<f32>(four, four, 2, 3, 2, 3);
    v128.store(dst + 2 * r, f64x2.promote_low_f32x4(high), 16);
  }
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
    products(scratch, width, scratch, width, out, stride, true);
  }
}
