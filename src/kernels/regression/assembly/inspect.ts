// What the stored columns hold, before anything is made of them.
import { word } from "../../least_squares/assembly/panels";
import { rowsOf, stored } from "./design";

/** Complete rows, counted; then of each column how many values are NaN, the least and the greatest of the others. */
export function inspect(job: usize, panel: usize, out: usize): void {
  const columns = word(job, 2), rows = rowsOf(job, panel), weights = <i32> word(job, 8);
  let lacking: u64 = 0;
  for (let j: usize = 0; j < columns; j++) {
    const from = stored(job, panel, j), to = out + 8 + j * 24;
    let missing = load<f64>(to), low = load<f64>(to, 8), high = load<f64>(to, 16);
    for (let r: usize = 0; r < rows; r++) {
      const value = load<f64>(from + (r << 3));
      if (value != value) missing += 1;
      if (value < low) low = value;
      if (value > high) high = value;
      const complete = abs(value) < Infinity && (<i32> j !== weights || value > 0);
      lacking |= <u64> !complete << r;
    }
    store<f64>(to, missing);
    store<f64>(to, low, 8);
    store<f64>(to, high, 16);
  }
  store<f64>(out, load<f64>(out) + <f64> (rows - <usize> popcnt(lacking)));
}
