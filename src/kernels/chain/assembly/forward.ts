// Some fives of rows through all layers.
import { packFive } from "../../assembly/pack";
import { DEEP, depthOf, FIVE, halfTile, tile } from "../../assembly/tile";
import { activate, addBias, LINEAR, RELU } from "./activation";
import { packFiveBytes } from "./bytes";
import { drop } from "./dropout";
import { Job, Layer, layerAt } from "./job";

/** Bytes of five packed rows. */
export const LEFT: usize = DEEP * FIVE;

/**
 * out[5 fives][...] = rows times packed panels of k rows and n columns, of which `rows` has the addresses. Panels are read once for all the fives. A last
 * panel of four columns or fewer writes four if `halves`, else all eight.
 */
export function timesPanels(
  rows: usize,
  fives: usize,
  bytes: bool,
  unit: f32,
  k: usize,
  panels: usize,
  n: usize,
  out: usize,
  ldc: usize,
  halves: bool,
  left: usize,
): void {
  const depth = depthOf(k), high = ldc * 5;
  for (let k0: usize = 0; k0 < k; k0 += depth) {
    const count = min<usize>(depth, k - k0), from = bytes ? k0 : k0 << 2;
    for (let f: usize = 0; f < fives; f++) {
      const five = rows + f * 20, to = left + f * LEFT;
      const a0 = load<usize>(five) + from, a1 = load<usize>(five, 4) + from;
      const a2 = load<usize>(five, 8) + from, a3 = load<usize>(five, 12) + from;
      const a4 = load<usize>(five, 16) + from;
      if (bytes) packFiveBytes(a0, a1, a2, a3, a4, count, unit, to);
      else packFive(a0, a1, a2, a3, a4, count, to);
    }
    for (let j: usize = 0; j < n; j += 8) {
      const b = panels + (((j >> 3) * k + k0) << 5);
      const isHalf = halves && n - j <= 4;
      for (let f: usize = 0; f < fives; f++) {
        const c = out + f * high + (j << 2);
        if (isHalf) halfTile(left + f * LEFT, b, count, c, ldc, k0 > 0);
        else tile(left + f * LEFT, b, count, c, ldc, k0 > 0);
      }
    }
  }
}

/** The addresses of rows that lie one after another. */
export function addressRows(at: usize, stride: usize, rows: usize, to: usize): void {
  for (let r: usize = 0; r < rows; r++) store<usize>(to + (r << 2), at + r * stride);
}

/** The number of row r of the batch; past the last, the last. */
export function rowNumber(job: Job, r: usize): usize {
  return load<usize>(job.order + (min<usize>(r, job.count - 1) << 2));
}

/** Where a layer's values of a unit's rows are: kept for its weights' gradient, or in scratch. */
export function valuesOf(layer: Layer, row: usize, learns: bool, scratch: usize): usize {
  return learns ? layer.values + row * (layer.padded << 2) : scratch + layer.spare;
}

/** Runs fives of rows, from `row` of the batch on, through the layers; the outputs are in the first buffer of deltas. */
export function forward(job: Job, row: usize, fives: usize, learns: bool, scratch: usize): void {
  const rows = fives * 5, addresses = scratch + job.fives * LEFT;
  for (let r: usize = 0; r < rows; r++) {
    store<usize>(addresses + (r << 2), job.x + rowNumber(job, row + r) * job.stride);
  }
  for (let l = 0; l < job.layers; l++) {
    const layer = layerAt(job, l), isLast = l + 1 == job.layers, width = layer.padded << 2;
    const out = isLast ? scratch + job.deltas : valuesOf(layer, row, learns, scratch);
    const bytes = l == 0 && job.isBytes != 0;
    timesPanels(addresses, fives, bytes, job.unit, layer.inputs, layer.w, layer.outputs, out, width, true, scratch);
    finish(layer, out, rows, row, learns, job.seed + l, scratch);
    addressRows(out, width, rows, addresses);
  }
}

function finish(layer: Layer, out: usize, rows: usize, row: usize, learns: bool, seed: u32, scratch: usize): void {
  const drops = learns && layer.dropped != 0, bend = scratch + layer.bend;
  const isPlainRelu = layer.activation == RELU && !drops;
  addBias(out, rows, layer.padded, layer.b, isPlainRelu);
  if (isPlainRelu || (layer.activation == LINEAR && !drops)) return;
  activate(out, rows * (layer.padded << 2), bend, layer.activation, layer.leak);
  if (drops) drop(out, bend, rows, layer.padded, row, seed, layer.dropped, layer.scale);
}
