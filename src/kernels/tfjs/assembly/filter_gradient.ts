// The gradient of a convolution by its filter: patches, transposed, times dy.
import { packRows } from "../../assembly/pack";
import { Axis, baseOf, isInside, placePixel, seen, tapOffset } from "./patches";
import { addAll, BLOCK, CHUNK } from "./product";
import { DEEP, FIVE, fiveRows, panelBytes } from "../../assembly/tile";

/** The scratch of {@link filterGradient}. */
export function filterScratch(taps: usize, channels: usize, outputs: usize): usize {
  return ((taps * channels + 5) * outputs << 2) + (DEEP << 2) * 3 + panelBytes(DEEP, outputs) + BLOCK;
}

/** filter[taps][channels][outputs] = patches of x, transposed, times dy: blocks of pixels, five rows of the filter at a time. */
export function filterGradient(
  x: usize,
  dy: usize,
  images: usize,
  rows: usize,
  columns: usize,
  channels: usize,
  outputs: usize,
  filter: usize,
  scratch: usize,
): void {
  const high = changetype<Axis>(rows), wide = changetype<Axis>(columns);
  const k = <usize> (high.taps * wide.taps) * channels;
  const pixels = <usize> (high.outputs * wide.outputs), all = images * pixels;
  const size = <usize> (high.inputs * wide.inputs) * (channels << 2);
  const ldc = outputs << 2, left = scratch + 256;
  const where = scratch + BLOCK, panels = where + (DEEP << 2) * 3, sums = panels + panelBytes(DEEP, outputs);
  const inside = isInside(high) && isInside(wide);
  for (let p0: usize = 0; p0 < all; p0 += DEEP) {
    const deep = min<usize>(DEEP, all - p0);
    for (let p: usize = 0; p < deep; p++) {
      const pixel = where + p * 12;
      placePixel(p0 + p, pixels, x, size, wide.outputs, pixel);
      if (inside) store<usize>(pixel, baseOf(pixel, high, wide, channels));
    }
    packRows(dy + p0 * ldc, ldc, deep, outputs, panels);
    for (let row: usize = 0; row < k; row += 5) {
      if (inside) packTaps(where, high, wide, channels, row, k - 1, deep, left);
      else {
        for (let five: usize = 0; five < 5; five++) {
          packTap(where, high, wide, channels, min<usize>(row + five, k - 1), deep, left + (five << 2));
        }
      }
      const rowsHere = min<usize>(5, k - row), adds = p0 % CHUNK != 0;
      fiveRows(left, panels, deep, 0, deep, sums + row * ldc, outputs, rowsHere, adds, scratch);
    }
    // A chunk of blocks at a time, as in a product.
    const isEnd = p0 + deep == all || (p0 + DEEP) % CHUNK == 0;
    if (isEnd && p0 < CHUNK) memory.copy(filter, sums, k * ldc);
    else if (isEnd) addAll(filter, sums, k * outputs);
  }
}

/** Bytes from a pixel's first tap to a row of the filter. */
function rowOffset(rows: Axis, columns: Axis, channels: usize, row: usize): usize {
  const tap = row / channels, c = row - tap * channels;
  const p = <i32> (tap / <usize> columns.taps), q = <i32> (tap % <usize> columns.taps);
  return tapOffset(rows, columns, channels, p, q) + (c << 2);
}

/** left[pixels][5]: what five rows of the filter see at each pixel, whose first tap is noted; all taps are inside. */
function packTaps(
  where: usize,
  rows: Axis,
  columns: Axis,
  channels: usize,
  row: usize,
  last: usize,
  count: usize,
  to: usize,
): void {
  const o0 = rowOffset(rows, columns, channels, row);
  const o1 = rowOffset(rows, columns, channels, min<usize>(row + 1, last));
  const o2 = rowOffset(rows, columns, channels, min<usize>(row + 2, last));
  const o3 = rowOffset(rows, columns, channels, min<usize>(row + 3, last));
  const o4 = rowOffset(rows, columns, channels, min<usize>(row + 4, last));
  for (let k: usize = 0; k < count; k++, where += 12, to += FIVE) {
    const at = load<usize>(where);
    let v = v128.load32_zero(at + o0);
    v = v128.load_lane<f32>(at + o1, v, 1);
    v = v128.load_lane<f32>(at + o2, v, 2);
    v = v128.load_lane<f32>(at + o3, v, 3);
    v128.store(to, v);
    store<f32>(to, load<f32>(at + o4), 16);
  }
}

/** One column of left[pixels][5]: what one tap and channel sees at each pixel. */
function packTap(
  where: usize,
  rows: Axis,
  columns: Axis,
  channels: usize,
  row: usize,
  count: usize,
  to: usize,
): void {
  const tap = row / channels, c = row - tap * channels;
  const p = <i32> (tap / <usize> columns.taps), q = <i32> (tap % <usize> columns.taps);
  for (let k: usize = 0; k < count; k++, where += 12, to += FIVE) {
    const r = seen(rows, load<i32>(where, 4), p), s = seen(columns, load<i32>(where, 8), q);
    let value: f32 = 0;
    if (r >= 0 && s >= 0) {
      value = load<f32>(load<usize>(where) + ((<usize> (r * columns.inputs + s) * channels + c) << 2));
    }
    store<f32>(to, value);
  }
}
