// Convolutions, channels last, as products whose rows are patches.
import { packRows, packTransposed } from "../../assembly/pack";
import { Axis, isInside, packInside, packPatches, placePixel } from "./patches";
import { BLOCK, finish } from "./product";
import { depthOf, fiveRows, panelBytes } from "../../assembly/tile";

/** The scratch of {@link convolve}. */
export function convolveScratch(taps: usize, channels: usize, outputs: usize): usize {
  return panelBytes(taps * channels, outputs) + BLOCK + 64 + (channels << 2) + 16;
}

/**
 * out[images][rows][columns][n] = patches of x times a filter, packed before, of taps * channels rows and n columns; with a bias and a rectifier if there
 * are. rows and columns are axes of 7 words.
 */
export function convolve(
  x: usize,
  images: usize,
  rows: usize,
  columns: usize,
  channels: usize,
  n: usize,
  packed: usize,
  out: usize,
  bias: usize,
  rectifies: bool,
  scratch: usize,
): void {
  const high = changetype<Axis>(rows), wide = changetype<Axis>(columns);
  const k = <usize> (high.taps * wide.taps) * channels, depth = depthOf(k), left = scratch + 256;
  const pixels = <usize> (high.outputs * wide.outputs);
  const size = <usize> (high.inputs * wide.inputs) * (channels << 2);
  const all = images * pixels;
  const five = scratch + BLOCK, zeros = five + 64;
  const inside = isInside(high) && isInside(wide);
  memory.fill(zeros, 0, (channels << 2) + 16);
  for (let pixel: usize = 0; pixel < all; pixel += 5) {
    const real = min<usize>(5, all - pixel), to = out + pixel * (n << 2);
    for (let f: usize = 0; f < 5; f++) {
      placePixel(pixel + min<usize>(f, real - 1), pixels, x, size, wide.outputs, five + f * 12);
    }
    for (let k0: usize = 0; k0 < k; k0 += depth) {
      const count = min<usize>(depth, k - k0);
      if (inside) packInside(five, high, wide, channels, k0, count, left);
      else packPatches(five, high, wide, channels, k0, count, left, zeros);
      fiveRows(left, packed, k, k0, count, to, n, real, k0 > 0, scratch);
    }
    if (bias || rectifies) finish(to, real, n, bias, rectifies);
  }
}

/** Packs a filter [taps][channels][outputs] for {@link convolve}: forward as it is. */
export function packFilter(filter: usize, k: usize, n: usize, to: usize): void {
  packRows(filter, n << 2, k, n, to);
}

/** Packs it for the way back: rows [taps][outputs], columns [channels]. */
export function packBackward(
  filter: usize,
  taps: usize,
  channels: usize,
  outputs: usize,
  to: usize,
): void {
  const height = taps * outputs;
  for (let j: usize = 0; j < channels; j += 8) {
    for (let t: usize = 0; t < taps; t++) {
      const from = filter + ((t * channels + j) * outputs << 2);
      const at = to + (((j >> 3) * height + t * outputs) << 5);
      packTransposed(from, outputs << 2, outputs, min<usize>(8, channels - j), at);
    }
  }
}
