// Patches of an image, channels last: what the taps of a filter see.
import { packFive } from "../../assembly/pack";
import { FIVE } from "../../assembly/tile";

/**
 * Where a patch's taps are: output o and tap t see the input at (o * stride + t * step + offset) / divisor, if that is a whole number within the
 * image. Forward the divisor is 1; backward stride and step are 1 and minus the dilation, and the divisor is the stride.
 */
@unmanaged
export class Axis {
  outputs: i32;
  inputs: i32;
  taps: i32;
  stride: i32;
  step: i32;
  offset: i32;
  divisor: i32;
}

/** The input at an output and a tap; -1 if there is none. */
export function seen(axis: Axis, o: i32, t: i32): i32 {
  const at = o * axis.stride + t * axis.step + axis.offset;
  if (axis.divisor == 1) return at < axis.inputs ? max(at, -1) : -1;
  if (at < 0 || at % axis.divisor != 0) return -1;
  const i = at / axis.divisor;
  return i < axis.inputs ? i : -1;
}

/** Whether every tap of every output is inside the image. */
export function isInside(axis: Axis): bool {
  if (axis.divisor != 1) return false;
  const reach = (axis.taps - 1) * axis.step;
  const last = (axis.outputs - 1) * axis.stride + axis.offset;
  return axis.offset + min(reach, 0) >= 0 && last + max(reach, 0) < axis.inputs;
}

/** Where the first tap of a pixel is, whose image, row and column are noted: all of its taps are inside. */
export function baseOf(pixel: usize, rows: Axis, columns: Axis, channels: usize): usize {
  const r = load<i32>(pixel, 4) * rows.stride + rows.offset;
  const s = load<i32>(pixel, 8) * columns.stride + columns.offset;
  return load<usize>(pixel) + (<usize> (r * columns.inputs + s) * (channels << 2));
}

/** Bytes from a pixel's first tap to another one. */
export function tapOffset(rows: Axis, columns: Axis, channels: usize, p: i32, q: i32): usize {
  return <usize> ((p * rows.step * columns.inputs + q * columns.step) * <i32> (channels << 2));
}

/** The same as {@link packPatches} where all taps are inside: no bound is looked at. */
export function packInside(
  five: usize,
  rows: Axis,
  columns: Axis,
  channels: usize,
  k0: usize,
  count: usize,
  to: usize,
): void {
  const end = k0 + count;
  const b0 = baseOf(five, rows, columns, channels), b1 = baseOf(five + 12, rows, columns, channels);
  const b2 = baseOf(five + 24, rows, columns, channels), b3 = baseOf(five + 36, rows, columns, channels);
  const b4 = baseOf(five + 48, rows, columns, channels);
  // Five numbers in a row are copied as they are.
  const isRow = channels == 1 && b1 - b0 == 4 && b2 - b0 == 8 && b3 - b0 == 12 && b4 - b0 == 16;
  let tap = k0 / channels, c = k0 - tap * channels;
  let p = <i32> (tap / <usize> columns.taps), q = <i32> (tap % <usize> columns.taps);
  while (k0 < end) {
    const some = min<usize>(channels - c, end - k0);
    const skip = tapOffset(rows, columns, channels, p, q) + (c << 2);
    if (isRow) {
      v128.store(to, v128.load(b0 + skip));
      store<f32>(to, load<f32>(b4 + skip), 16);
    } else packFive(b0 + skip, b1 + skip, b2 + skip, b3 + skip, b4 + skip, some, to);
    to += some * FIVE;
    k0 += some;
    c = 0;
    if (++q == columns.taps) {
      q = 0;
      p++;
    }
  }
}

/** Where a pixel's tap begins: at zeros, if it is outside the image. five: the image, row and column of each of five pixels, 12 bytes each. */
function tapAt(
  five: usize,
  rows: Axis,
  columns: Axis,
  channels: usize,
  p: i32,
  q: i32,
  zeros: usize,
): usize {
  const r = seen(rows, load<i32>(five, 4), p), s = seen(columns, load<i32>(five, 8), q);
  if (r < 0 || s < 0) return zeros;
  return load<usize>(five) + (<usize> (r * columns.inputs + s) * (channels << 2));
}

/** left[k][5] from k0 on: the taps of five pixels' patches, of `channels` numbers each; zeros: as many. */
export function packPatches(
  five: usize,
  rows: Axis,
  columns: Axis,
  channels: usize,
  k0: usize,
  count: usize,
  to: usize,
  zeros: usize,
): void {
  const end = k0 + count;
  let tap = k0 / channels, c = k0 - tap * channels;
  let p = <i32> (tap / <usize> columns.taps), q = <i32> (tap % <usize> columns.taps);
  while (k0 < end) {
    const some = min<usize>(channels - c, end - k0), skip = c << 2;
    packFive(
      tapAt(five, rows, columns, channels, p, q, zeros) + skip,
      tapAt(five + 12, rows, columns, channels, p, q, zeros) + skip,
      tapAt(five + 24, rows, columns, channels, p, q, zeros) + skip,
      tapAt(five + 36, rows, columns, channels, p, q, zeros) + skip,
      tapAt(five + 48, rows, columns, channels, p, q, zeros) + skip,
      some,
      to,
    );
    to += some * FIVE;
    k0 += some;
    c = 0;
    if (++q == columns.taps) {
      q = 0;
      p++;
    }
  }
}

/** Notes a pixel's image, row and column. */
export function placePixel(at: usize, pixels: usize, x: usize, size: usize, width: i32, to: usize): void {
  const rest = at % pixels;
  store<usize>(to, x + at / pixels * size);
  store<i32>(to, <i32> (rest / <usize> width), 4);
  store<i32>(to, <i32> (rest % <usize> width), 8);
}
