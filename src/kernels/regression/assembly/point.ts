// A scan at a point: loss, gradient, Hessian, margins, residuals by fitted value.
import { add, DOUBLE, madd, products, word } from "../../assembly/panels";
import { gather, rowsOf, scale, weigh } from "./design";
import { bend, loss, mean, pull, respond, variance } from "./families";

/** The negative binomial's theta, if there is one. */
export function shapeOf(job: usize): f64 {
  const shape = word(job, 21);
  return shape ? load<f64>(shape) : 0;
}

/** The sum of coefficients times columns, of two rows. */
export function combination(columns: usize, coefficients: usize, size: usize): v128 {
  let sum = f64x2.splat(0);
  for (let j: usize = 0; j < size; j++) {
    sum = madd(v128.load64_splat(coefficients + (j << 3)), v128.load(columns + j * DOUBLE), sum);
  }
  return sum;
}

/** Adds the panel's loss and Pearson's statistic, margins and bins; then products with the columns: Hessian, gradient. */
export function point(job: usize, panel: usize, out: usize, scratch: usize): void {
  const size = word(job, 6), width = word(job, 20), family = word(job, 9);
  const at = word(job, 10), hessian = word(job, 12), theta = shapeOf(job);
  gather(job, panel, scratch);
  const target = scratch + width * DOUBLE;
  memory.copy(target, scratch + size * DOUBLE, DOUBLE);
  memory.fill(scratch + size * DOUBLE, 0, (width - size) * DOUBLE);
  const weights = target + DOUBLE, eta = weights + DOUBLE, fitted = eta + DOUBLE;
  const bends = fitted + DOUBLE, left = bends + DOUBLE;
  const pulls = left + (hessian ? size * DOUBLE : 0);
  weigh(job, panel, weights);

  let losses = f64x2.splat(0), pearson = losses;
  for (let r: usize = 0; r < DOUBLE; r += 16) {
    const y = v128.load(target + r), w = v128.load(weights + r);
    const here = combination(scratch + r, at, size);
    respond(family, theta, here, y);
    const residual = f64x2.sub(y, mean), weighted = f64x2.mul(w, residual);
    losses = madd(w, loss, losses);
    pearson = f64x2.add(pearson, f64x2.div(f64x2.mul(weighted, residual), variance));
    v128.store(eta + r, here);
    v128.store(fitted + r, mean);
    v128.store(bends + r, f64x2.mul(w, bend));
    v128.store(pulls + r, f64x2.mul(w, pull));
  }
  add(out, losses);
  add(out + 8, pearson);
  if (word(job, 11)) margins(job, panel, out + 16, scratch, target, eta);
  if (word(job, 14)) residuals(job, panel, out + 40, target, eta, fitted);

  memory.fill(pulls + DOUBLE, 0, DOUBLE);
  const to = out + (word(job, 19) << 3), stride = width << 3;
  if (hessian) {
    for (let j: usize = 0; j < size; j++) scale(scratch + j * DOUBLE, bends, left + j * DOUBLE);
    products(left, (size + 2) & ~1, scratch, width, to, stride, true);
  } else {
    products(pulls, 2, scratch, width, to, stride, false);
  }
}

/** The least (2y - 1) eta, and the least and the greatest of the same along the step. */
function margins(
  job: usize,
  panel: usize,
  out: usize,
  columns: usize,
  target: usize,
  eta: usize,
): void {
  const size = word(job, 6), along = word(job, 11), rows = rowsOf(job, panel) << 3;
  let least = load<f64>(out), alongLeast = load<f64>(out, 8), alongMost = load<f64>(out, 16);
  for (let r: usize = 0; r < rows; r += 8) {
    const side = 2 * load<f64>(target + r) - 1;
    let zeta: f64 = 0;
    for (let j: usize = 0; j < size; j++) {
      zeta += load<f64>(along + (j << 3)) * load<f64>(columns + j * DOUBLE + r);
    }
    least = min(least, side * load<f64>(eta + r));
    alongLeast = min(alongLeast, side * zeta);
    alongMost = max(alongMost, side * zeta);
  }
  store<f64>(out, least);
  store<f64>(out, alongLeast, 8);
  store<f64>(out, alongMost, 16);
}

/** Rows by intervals of eta: how many, fitted values, residuals and squared residuals. */
function residuals(
  job: usize,
  panel: usize,
  out: usize,
  target: usize,
  eta: usize,
  fitted: usize,
): void {
  const rows = rowsOf(job, panel) << 3, last = <f64> (word(job, 14) - 1);
  const low = load<f64>(word(job, 13)), width = load<f64>(word(job, 13), 8);
  for (let r: usize = 0; r < rows; r += 8) {
    const place = floor((load<f64>(eta + r) - low) / width);
    const bin = out + (<usize> max<f64>(0, min<f64>(last, place)) << 5);
    const value = load<f64>(fitted + r), residual = load<f64>(target + r) - value;
    store<f64>(bin, load<f64>(bin) + 1);
    store<f64>(bin, load<f64>(bin, 8) + value, 8);
    store<f64>(bin, load<f64>(bin, 16) + residual, 16);
    store<f64>(bin, load<f64>(bin, 24) + residual * residual, 24);
  }
}
