// What the stored columns hold, before anything is made of them.
import { DOUBLE, word } from "../../assembly/panels";
import { rowsOf, stored } from "./design";

/** Complete rows, counted; then of each column how many values are NaN, the least and the greatest of the others. */
export function inspect(job: usize, panel: usize, out: usize, complete: usize): void {
  const columns = word(job, 2), rows = rowsOf(job, panel), weights = <i32> word(job, 8);
  for (let r: usize = 0; r < DOUBLE; r += 16) v128.store(complete + r, i64x2.splat(-1));
  const pairs = (rows & ~1) << 3;
  for (let j: usize = 0; j < columns; j++) {
    const from = stored(job, panel, j), to = out + 8 + j * 24;
    const least = f64x2.splat(<i32> j === weights ? 0 : -Infinity);
    let low = v128.load64_splat(to, 8), high = v128.load64_splat(to, 16), there = i64x2.splat(0);
    for (let r: usize = 0; r < pairs; r += 16) {
      const value = v128.load(from + r);
      // Comparisons with NaN are false, and leave the extent as it was.
      low = v128.bitselect(value, low, f64x2.lt(value, low));
      high = v128.bitselect(value, high, f64x2.gt(value, high));
      there = i64x2.add(there, f64x2.eq(value, value));
      v128.store(complete + r, v128.and(v128.load(complete + r), finite(value, least)));
    }
    let count = -i64x2.extract_lane(there, 0) - i64x2.extract_lane(there, 1);
    let lowest = min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
    let highest = max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1));
    if (rows & 1) {
      const value = load<f64>(from + pairs);
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
      count += i64(value == value);
      const last = finite(f64x2.splat(value), least);
      v128.store(complete + pairs, v128.and(v128.load(complete + pairs), last));
    }
    store<f64>(to, load<f64>(to) + <f64> (<i64> rows - count));
    store<f64>(to, lowest, 8);
    store<f64>(to, highest, 16);
  }
  let whole: f64 = 0;
  for (let r: usize = 0; r < rows << 3; r += 8) whole -= <f64> load<i64>(complete + r);
  store<f64>(out, load<f64>(out) + whole);
}

/** Is it above that, and below infinity? */
function finite(value: v128, least: v128): v128 {
  return v128.and(f64x2.gt(value, least), f64x2.lt(value, f64x2.splat(Infinity)));
}
