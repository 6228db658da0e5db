// A register tile of 5 by 8, and how its operands are packed.

function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** What a packed column of five rows takes. */
export const FIVE: usize = 20;

/** Rows of a's and b's blocks: 2.5 kB and 4 kB of them are at hand. */
export const DEEP: usize = 128;

/** How many rows of k a block has: as many as the others, and a multiple of 4. */
export function depthOf(k: usize): usize {
  const blocks = (k + DEEP - 1) / DEEP;
  return ((k + blocks - 1) / blocks + 3) & ~3;
}

/**
 * c[5][8] = a[k][5] b[k][8], added to what is there if asked to; ldc in bytes. One wide load of a and four broadcasts from it, one broadcast
 * load: four loads for ten multiply-adds, since every load's bounds are checked. More than 15 live vectors would spill.
 */
export function tile(a: usize, b: usize, count: usize, c: usize, ldc: usize, adds: bool): void {
  let p0 = f32x4.splat(0), q0 = p0, p1 = p0, q1 = p0, p2 = p0, q2 = p0, p3 = p0, q3 = p0, p4 = p0, q4 = p0;
  const c1 = c + ldc, c2 = c1 + ldc, c3 = c2 + ldc, c4 = c3 + ldc;
  const end = b + (count << 5);
  do {
    const x = v128.load(b), y = v128.load(b, 16);
    const q = v128.load(a);
    const s0 = v128.shuffle<f32>(q, q, 0, 0, 0, 0);
    p0 = madd(s0, x, p0);
    q0 = madd(s0, y, q0);
    const s1 = v128.shuffle<f32>(q, q, 1, 1, 1, 1);
    p1 = madd(s1, x, p1);
    q1 = madd(s1, y, q1);
    const s2 = v128.shuffle<f32>(q, q, 2, 2, 2, 2);
    p2 = madd(s2, x, p2);
    q2 = madd(s2, y, q2);
    const s3 = v128.shuffle<f32>(q, q, 3, 3, 3, 3);
    p3 = madd(s3, x, p3);
    q3 = madd(s3, y, q3);
    const s4 = v128.load32_splat(a, 16);
    p4 = madd(s4, x, p4);
    q4 = madd(s4, y, q4);
    a += FIVE;
    b += 32;
  } while (b < end);
  // Blocks are summed up one by one, not term by term: sums over many rows keep their digits.
  if (adds) {
    p0 = f32x4.add(p0, v128.load(c));
    q0 = f32x4.add(q0, v128.load(c, 16));
    p1 = f32x4.add(p1, v128.load(c1));
    q1 = f32x4.add(q1, v128.load(c1, 16));
    p2 = f32x4.add(p2, v128.load(c2));
    q2 = f32x4.add(q2, v128.load(c2, 16));
    p3 = f32x4.add(p3, v128.load(c3));
    q3 = f32x4.add(q3, v128.load(c3, 16));
    p4 = f32x4.add(p4, v128.load(c4));
    q4 = f32x4.add(q4, v128.load(c4, 16));
  }
  v128.store(c, p0);
  v128.store(c, q0, 16);
  v128.store(c1, p1);
  v128.store(c1, q1, 16);
  v128.store(c2, p2);
  v128.store(c2, q2, 16);
  v128.store(c3, p3);
  v128.store(c3, q3, 16);
  v128.store(c4, p4);
  v128.store(c4, q4, 16);
}

/** The same for a panel's first four columns: c[5][4]. */
export function halfTile(a: usize, b: usize, count: usize, c: usize, ldc: usize, adds: bool): void {
  let p0 = f32x4.splat(0), p1 = p0, p2 = p0, p3 = p0, p4 = p0;
  const c1 = c + ldc, c2 = c1 + ldc, c3 = c2 + ldc, c4 = c3 + ldc;
  const end = b + (count << 5);
  do {
    const x = v128.load(b);
    const q = v128.load(a);
    p0 = madd(v128.shuffle<f32>(q, q, 0, 0, 0, 0), x, p0);
    p1 = madd(v128.shuffle<f32>(q, q, 1, 1, 1, 1), x, p1);
    p2 = madd(v128.shuffle<f32>(q, q, 2, 2, 2, 2), x, p2);
    p3 = madd(v128.shuffle<f32>(q, q, 3, 3, 3, 3), x, p3);
    p4 = madd(v128.load32_splat(a, 16), x, p4);
    a += FIVE;
    b += 32;
  } while (b < end);
  if (adds) {
    p0 = f32x4.add(p0, v128.load(c));
    p1 = f32x4.add(p1, v128.load(c1));
    p2 = f32x4.add(p2, v128.load(c2));
    p3 = f32x4.add(p3, v128.load(c3));
    p4 = f32x4.add(p4, v128.load(c4));
  }
  v128.store(c, p0);
  v128.store(c1, p1);
  v128.store(c2, p2);
  v128.store(c3, p3);
  v128.store(c4, p4);
}

/** The bytes of a packed b[k][n]: panels of 8 columns. */
export function panelBytes(k: usize, n: usize): usize {
  return (((n + 7) >> 3) * k) << 5;
}

/**
 * Five rows of the result, of n columns: c[5][n] (+)= left[k][5] times packed panels, of which each has `height` rows and those from k0 on count. `high` of
 * the rows are real. edge: 160 bytes.
 */
export function fiveRows(
  left: usize,
  panels: usize,
  height: usize,
  k0: usize,
  count: usize,
  c: usize,
  n: usize,
  high: usize,
  adds: bool,
  edge: usize,
): void {
  const ldc = n << 2;
  for (let j: usize = 0; j < n; j += 8) {
    const wide = min<usize>(8, n - j);
    const b = panels + (((j >> 3) * height + k0) << 5);
    const out = c + (j << 2);
    const isWhole = high == 5 && (wide == 8 || wide == 4);
    const to = isWhole ? out : edge, stride: usize = isWhole ? ldc : 32;
    if (wide <= 4) halfTile(left, b, count, to, stride, adds && isWhole);
    else tile(left, b, count, to, stride, adds && isWhole);
    if (isWhole) continue;
    for (let p: usize = 0; p < high; p++) {
      for (let q: usize = 0; q < wide; q++) {
        const at = out + p * ldc + (q << 2), sum = load<f32>(edge + (p << 5) + (q << 2));
        store<f32>(at, adds ? load<f32>(at) + sum : sum);
      }
    }
  }
}
