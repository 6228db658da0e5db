// Scans of a regression's rows, in float64, over panels of 64 rows. The job's words are laid out in ../job.ts.
import { word } from "../../assembly/panels";
import { inspect } from "./inspect";
import { losses } from "./losses";
import { moments } from "./moments";
import { point } from "./point";

/** The numbered part of the panels; what it finds is added to what stands there. */
export function unit(job: usize, index: i32, scratch: usize): void {
  const kind = word(job, 0), units = word(job, 4), panels = (word(job, 3) + 63) >> 6;
  const out = word(job, 17) + <usize> index * (word(job, 18) << 3);
  const from = <usize> (<u64> index * panels / units);
  const to = <usize> ((<u64> index + 1) * panels / units);
  for (let panel = from; panel < to; panel++) {
    if (kind === 0) inspect(job, panel, out, scratch);
    else if (kind === 1) moments(job, panel, out, scratch);
    else if (kind === 2) point(job, panel, out, scratch);
    else losses(job, panel, out, scratch);
  }
}
