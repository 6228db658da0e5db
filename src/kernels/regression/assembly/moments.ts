// The first scan: products of all columns, and, for a target of 0 and 1, what each column is where it is the one and the other.
import { DOUBLE, products, word } from "../../assembly/panels";
import { isBinomial } from "./families";
import { gather, rowsOf, scale, weigh } from "./design";

/** Adds the panel's products of the columns, the target and ones, all with all, of weighted and plain ones. */
export function moments(job: usize, panel: usize, out: usize, scratch: usize): void {
  const size = word(job, 6), width = word(job, 20);
  gather(job, panel, scratch);
  const ones = scratch + (size + 1) * DOUBLE, weights = scratch + width * DOUBLE;
  for (let r: usize = 0; r < DOUBLE; r += 16) v128.store(ones + r, f64x2.splat(1));
  memory.fill(ones + DOUBLE, 0, (width - size - 2) * DOUBLE);
  weigh(job, panel, weights);
  let left = scratch;
  if (<i32> word(job, 8) >= 0) {
    left = weights + DOUBLE;
    for (let j: usize = 0; j < width; j++) {
      scale(scratch + j * DOUBLE, weights, left + j * DOUBLE);
    }
  } else {
    memory.copy(ones, weights, DOUBLE);
  }
  const to = out + (word(job, 19) << 3);
  products(left, width, scratch, width, to, width << 3, true);
  if (isBinomial(word(job, 9))) classes(job, panel, out, scratch);
}

/** How many targets are neither 0 nor 1; then of each column the least and the greatest where it is 0, and where it is 1. */
function classes(job: usize, panel: usize, out: usize, scratch: usize): void {
  const size = word(job, 6), rows = rowsOf(job, panel);
  const target = scratch + size * DOUBLE;
  for (let r: usize = 0; r < rows; r++) {
    const y = load<f64>(target + (r << 3));
    if (y != 0 && y != 1) {
      store<f64>(out, load<f64>(out) + 1);
      continue;
    }
    const first = out + 8 + (<usize> y << 4);
    for (let j: usize = 0; j < size; j++) {
      const value = load<f64>(scratch + j * DOUBLE + (r << 3)), to = first + (j << 5);
      store<f64>(to, min(load<f64>(to), value));
      store<f64>(to, max(load<f64>(to, 8), value), 8);
    }
  }
}
