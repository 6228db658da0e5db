// A line search in one scan: the losses at several steps.
import { add, DOUBLE, madd, word } from "../../assembly/panels";
import { gather, weigh } from "./design";
import { loss, respond } from "./families";
import { combination, shapeOf } from "./point";

/** Adds the panel's loss at each fraction; start and direction are combined once a row. */
export function losses(job: usize, panel: usize, out: usize, scratch: usize): void {
  const size = word(job, 6), width = word(job, 20), family = word(job, 9), theta = shapeOf(job);
  const from = word(job, 10), along = word(job, 11);
  const fractions = word(job, 15), count = word(job, 16);
  const weights = scratch + width * DOUBLE, eta = weights + DOUBLE, zeta = eta + DOUBLE;
  gather(job, panel, scratch);
  weigh(job, panel, weights);
  for (let r: usize = 0; r < DOUBLE; r += 16) {
    v128.store(eta + r, combination(scratch + r, from, size));
    v128.store(zeta + r, combination(scratch + r, along, size));
  }
  for (let k: usize = 0; k < count; k++) {
    const fraction = v128.load64_splat(fractions + (k << 3));
    let sum = f64x2.splat(0);
    for (let r: usize = 0; r < DOUBLE; r += 16) {
      const there = madd(fraction, v128.load(zeta + r), v128.load(eta + r));
      respond(family, theta, there, v128.load(scratch + size * DOUBLE + r));
      sum = madd(v128.load(weights + r), loss, sum);
    }
    add(out + (k << 3), sum);
  }
}
