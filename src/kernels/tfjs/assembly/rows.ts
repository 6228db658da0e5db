// Rows by number, sums over rows and along them, a row added to all.

/** Rows of a matrix by their numbers. */
export function gather(from: usize, bytes: usize, indices: usize, count: usize, to: usize): void {
  for (let i: usize = 0; i < count; i++) {
    memory.copy(to + i * bytes, from + <usize> load<i32>(indices + (i << 2)) * bytes, bytes);
  }
}

/** Rows added up by their segment; those of no segment are left out. to: [segments][n], 0 everywhere. */
export function segmentSums(
  x: usize,
  ids: usize,
  count: usize,
  n: usize,
  segments: i32,
  to: usize,
): void {
  for (let r: usize = 0; r < count; r++) {
    const id = load<i32>(ids + (r << 2));
    if (id < 0 || id >= segments) continue;
    addInto(to + <usize> id * (n << 2), x + r * (n << 2), n);
  }
}

function addInto(to: usize, x: usize, n: usize): void {
  let j: usize = 0;
  for (; j + 4 <= n; j += 4) {
    v128.store(to + (j << 2), f32x4.add(v128.load(to + (j << 2)), v128.load(x + (j << 2))));
  }
  for (; j < n; j++) {
    store<f32>(to + (j << 2), load<f32>(to + (j << 2)) + load<f32>(x + (j << 2)));
  }
}

/** So many rows, or numbers, are added up one by one; more of them by halves, so that the sum keeps its digits. */
const FEW: usize = 32;

/** The scratch of {@link columnSums}: a row for each halving. */
export function sumsScratch(n: usize): usize {
  return 40 * (n << 2);
}

/** Column sums of [m][n]. */
export function columnSums(x: usize, m: usize, n: usize, to: usize, scratch: usize): void {
  if (m <= FEW) {
    memory.fill(to, 0, n << 2);
    for (let r: usize = 0; r < m; r++) addInto(to, x + r * (n << 2), n);
    return;
  }
  const half = m >> 1;
  columnSums(x, half, n, to, scratch);
  columnSums(x + half * (n << 2), m - half, n, scratch, scratch + (n << 2));
  addInto(to, scratch, n);
}

/** The sum of each of m rows of n. */
export function rowSums(x: usize, m: usize, n: usize, to: usize): void {
  for (let r: usize = 0; r < m; r++) store<f32>(to + (r << 2), sum(x + r * (n << 2), n));
}

function sum(x: usize, n: usize): f32 {
  if (n > FEW << 3) {
    const half = (n >> 1) & ~3;
    return sum(x, half) + sum(x + (half << 2), n - half);
  }
  let s = f32x4.splat(0), j: usize = 0;
  for (; j + 4 <= n; j += 4) s = f32x4.add(s, v128.load(x + (j << 2)));
  let total = (f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 1)) +
    (f32x4.extract_lane(s, 2) + f32x4.extract_lane(s, 3));
  for (; j < n; j++) total += load<f32>(x + (j << 2));
  return total;
}

/** Every number times a factor, in place. */
export function scale(x: usize, n: usize, factor: f32): void {
  for (let j: usize = 0; j < n; j++) store<f32>(x + (j << 2), load<f32>(x + (j << 2)) * factor);
}

/** out = x + row, a row for all m rows of n. */
export function addRow(x: usize, row: usize, out: usize, m: usize, n: usize): void {
  for (let r: usize = 0; r < m; r++, x += n << 2, out += n << 2) {
    let j: usize = 0;
    for (; j + 4 <= n; j += 4) {
      v128.store(out + (j << 2), f32x4.add(v128.load(x + (j << 2)), v128.load(row + (j << 2))));
    }
    for (; j < n; j++) {
      store<f32>(out + (j << 2), load<f32>(x + (j << 2)) + load<f32>(row + (j << 2)));
    }
  }
}

/** n words of one value. */
export function fill(to: usize, n: usize, word: i32): void {
  for (let j: usize = 0; j < n; j++) store<i32>(to + (j << 2), word);
}

/** The gradient of ReLU: dy where x is positive, else 0; NaN where x is. */
export function reluGradient(x: usize, dy: usize, out: usize, n: usize): void {
  const bytes = n << 2, whole = bytes & ~15, zero = f32x4.splat(0);
  let k: usize = 0;
  for (; k < whole; k += 16) {
    const v = v128.load(x + k);
    const kept = v128.and(v128.load(dy + k), f32x4.gt(v, zero));
    v128.store(out + k, v128.bitselect(v, kept, f32x4.ne(v, v)));
  }
  for (; k < bytes; k += 4) {
    const v = load<f32>(x + k);
    store<f32>(out + k, v > 0 ? load<f32>(dy + k) : v == v ? 0 : v);
  }
}
