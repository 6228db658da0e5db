// The loss of some fives of rows, and its slopes by what each layer gives.
import { LINEAR, RELU } from "./activation";
import { addressRows, forward, LEFT, rowNumber, timesPanels, valuesOf } from "./forward";
import { Job, Layer, layerAt } from "./job";
import { CLASS, rowHits, rowLoss } from "./loss";

/** The loss of a unit's rows; the slopes too if it learns. */
export function rows(job: Job, unit: usize, learns: bool, scratch: usize): void {
  const all = (job.count + 4) / 5, first = unit * job.fives;
  const fives = min<usize>(job.fives, all - first), row = first * 5;
  forward(job, row, fives, learns, scratch);
  head(job, first, fives, scratch + job.deltas);
  if (learns) backward(job, row, fives, scratch);
}

/** Turns outputs into slopes of the loss, and notes each five's loss. */
function head(job: Job, first: usize, fives: usize, out: usize): void {
  const layer = layerAt(job, job.layers - 1), n = layer.outputs, width = layer.padded << 2;
  const size: usize = job.loss == CLASS ? 4 : n << 2;
  for (let f: usize = 0; f < fives; f++) {
    let loss: f64 = 0, hits: f64 = 0;
    for (let k: usize = 0; k < 5; k++, out += width) {
      const r = (first + f) * 5 + k;
      if (r >= job.count) {
        memory.fill(out, 0, width);
        continue;
      }
      const number = rowNumber(job, r), y = job.y + number * size;
      const weight: f32 = job.weights ? load<f32>(job.weights + (number << 2)) : 1;
      hits += rowHits(out, n, y, job.loss);
      loss += <f64> weight * rowLoss(out, n, y, job.loss, weight * job.share);
    }
    const at = job.losses + ((first + f) << 4);
    store<f64>(at, loss);
    store<f64>(at, hits, 8);
  }
}

/** Slopes from the last layer to the first, each row's own. */
function backward(job: Job, row: usize, fives: usize, scratch: usize): void {
  const rows = fives * 5, addresses = scratch + job.fives * LEFT;
  let delta = scratch + job.deltas, other = delta + rows * (job.widest << 2);
  for (let l = job.layers - 1; l >= 0; l--) {
    const layer = layerAt(job, l), isLast = l + 1 == job.layers;
    settle(layer, delta, rows, row, job.height, isLast ? 0 : valuesOf(layer, row, true, scratch), scratch);
    if (l == 0) return;
    const before = layerAt(job, l - 1);
    addressRows(delta, layer.padded << 2, rows, addresses);
    timesPanels(
      addresses,
      fives,
      false,
      1,
      layer.outputs,
      layer.turned,
      layer.inputs,
      other,
      before.padded << 2,
      false,
      scratch,
    );
    const next = other;
    other = delta;
    delta = next;
  }
}

/** Multiplies slopes by the activation's, in place, and writes them as panels. */
function settle(layer: Layer, delta: usize, rows: usize, row: usize, height: usize, values: usize, scratch: usize): void {
  const width = layer.padded << 2, high = height << 5, zero = f32x4.splat(0);
  const drops = values != 0 && layer.dropped != 0;
  const masks = values != 0 && layer.activation == RELU && !drops;
  const bends = !masks && (drops || layer.activation != LINEAR);
  const bend = scratch + layer.bend;
  for (let r: usize = 0; r < rows; r++) {
    let to = layer.slopes + ((row + r) << 5);
    for (let j = r * width, end = j + width; j < end; j += 32, to += high) {
      let p = v128.load(delta + j), q = v128.load(delta + j, 16);
      if (masks) {
        p = v128.andnot(p, f32x4.le(v128.load(values + j), zero));
        q = v128.andnot(q, f32x4.le(v128.load(values + j, 16), zero));
      } else if (bends) {
        p = f32x4.mul(p, v128.load(bend + j));
        q = f32x4.mul(q, v128.load(bend + j, 16));
      }
      v128.store(delta + j, p);
      v128.store(delta + j, q, 16);
      v128.store(to, p);
      v128.store(to, q, 16);
    }
  }
}
