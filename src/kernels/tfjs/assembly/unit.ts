// Calls that threads share: a job is their kind, and a table of their arguments.
import { convolve } from "./convolution";
import { filterGradient } from "./filter_gradient";
import { multiply } from "./product";

const MULTIPLY: i32 = 0, CONVOLVE: i32 = 1;
/** Words of a call's arguments. */
const WORDS: usize = 10;

/** Makes one call, with scratch memory of its own. */
export function unit(job: usize, index: i32, scratch: usize): void {
  const kind = load<i32>(job), spare = scratch + load<usize>(job, 4);
  const at = job + 8 + ((<usize> index * WORDS) << 2);
  const a = load<usize>(at), b = load<usize>(at, 4), c = load<usize>(at, 8), d = load<usize>(at, 12);
  const e = load<usize>(at, 16), f = load<usize>(at, 20), g = load<usize>(at, 24), h = load<usize>(at, 28);
  const i = load<usize>(at, 32), j = load<usize>(at, 36);
  if (kind == MULTIPLY) multiply(a, b != 0, c, d, e, f, g, h, i, j != 0, scratch, spare);
  else if (kind == CONVOLVE) convolve(a, b, c, d, e, f, g, h, i, j != 0, scratch);
  else filterGradient(a, b, c, d, e, f, g, h, scratch);
}
