// The columns of a panel as the design has them, made of a strip's.
import { DOUBLE, word } from "../../assembly/panels";

/** Bytes of a column of a design, and of a column of a strip: 2048 rows, 32 panels. */
const DESIGN: usize = 32;
const STRIP: usize = 16384;

/** The panel's part of a stored column. */
export function stored(job: usize, panel: usize, column: usize): usize {
  const strip = load<usize>(word(job, 1) + (panel >> 5 << 2));
  return strip + column * STRIP + (panel & 31) * DOUBLE;
}

/** How many of the panel's rows there are. */
export function rowsOf(job: usize, panel: usize): usize {
  return min<usize>(64, word(job, 3) - (panel << 6));
}

/** (x - shift) / scale of a number; of a category, of 1 if it has the level and 0 elsewhere. */
export function column(job: usize, panel: usize, design: usize, to: usize): void {
  const source = load<i32>(design);
  const shift = load<f64>(design, 16), inverse = load<f64>(design, 24);
  const hit = f64x2.splat((1 - shift) * inverse), miss = f64x2.splat(-shift * inverse);
  if (source < 0) {
    for (let r: usize = 0; r < DOUBLE; r += 16) v128.store(to + r, hit);
    return;
  }
  const from = stored(job, panel, source);
  if (load<i32>(design, 4)) {
    const level = v128.load64_splat(design, 8);
    for (let r: usize = 0; r < DOUBLE; r += 16) {
      v128.store(to + r, v128.bitselect(hit, miss, f64x2.eq(v128.load(from + r), level)));
    }
    return;
  }
  const moved = f64x2.splat(shift), scaled = f64x2.splat(inverse);
  for (let r: usize = 0; r < DOUBLE; r += 16) {
    v128.store(to + r, f64x2.mul(f64x2.sub(v128.load(from + r), moved), scaled));
  }
}

/** The design's columns and then the target, 0 in rows past the last. */
export function gather(job: usize, panel: usize, scratch: usize): void {
  const size = word(job, 6), rows = rowsOf(job, panel);
  for (let j: usize = 0; j <= size; j++) {
    const design = j < size ? word(job, 5) + j * DESIGN : word(job, 7);
    column(job, panel, design, scratch + j * DOUBLE);
    clear(scratch + j * DOUBLE, rows);
  }
}

/** The rows' weights, 0 past the last. */
export function weigh(job: usize, panel: usize, to: usize): void {
  const weights = <i32> word(job, 8);
  if (weights < 0) {
    for (let r: usize = 0; r < DOUBLE; r += 16) v128.store(to + r, f64x2.splat(1));
  } else {
    memory.copy(to, stored(job, panel, weights), DOUBLE);
  }
  clear(to, rowsOf(job, panel));
}

/** A column times another. */
export function scale(from: usize, by: usize, to: usize): void {
  for (let r: usize = 0; r < DOUBLE; r += 16) {
    v128.store(to + r, f64x2.mul(v128.load(from + r), v128.load(by + r)));
  }
}

/** Zeros in the rows past the last. */
function clear(column: usize, rows: usize): void {
  memory.fill(column + (rows << 3), 0, (64 - rows) << 3);
}
