// C[m][n] = op(A) op(B), row-major; then a bias and a rectifier.
import { packColumns, packFive, packRows, packTransposed } from "../../assembly/pack";
import { DEEP, depthOf, FIVE, fiveRows, panelBytes } from "../../assembly/tile";

/** The bytes of a block of A and of a tile's edge. */
export const BLOCK: usize = DEEP * FIVE + 256;

/** So many blocks are added up one after the other; more of them chunk by chunk, so that sums over many rows keep their digits. */
export const CHUNK: usize = DEEP << 5;

/** The scratch that a product takes. */
export function productScratch(k: usize, n: usize): usize {
  return panelBytes(k, n) + BLOCK;
}

/** The scratch for a chunk's sums. */
export function chunkScratch(m: usize, k: usize, n: usize): usize {
  return k > CHUNK ? m * n << 2 : 0;
}

/** Packs all of B. */
export function packB(b: usize, k: usize, n: usize, transposed: bool, to: usize): void {
  if (transposed) packTransposed(b, k << 2, k, n, to);
  else packRows(b, n << 2, k, n, to);
}

/**
 * The product, for B packed before; bias and rectifier if there are. lda: bytes from a row of A's memory to the next, whose part m rows of the result may be.
 * spare: a chunk's sums.
 */
export function multiply(
  a: usize,
  transposed: bool,
  lda: usize,
  m: usize,
  k: usize,
  n: usize,
  packed: usize,
  c: usize,
  bias: usize,
  rectifies: bool,
  scratch: usize,
  spare: usize,
): void {
  const depth = depthOf(min<usize>(k, CHUNK));
  for (let from: usize = 0; from < k; from += CHUNK) {
    const end = min<usize>(from + CHUNK, k), to = from > 0 ? spare : c;
    multiplyChunk(a, transposed, lda, m, k, n, packed, to, from, end, depth, scratch);
    if (from > 0) addAll(c, spare, m * n);
  }
  if (bias || rectifies) finish(c, m, n, bias, rectifies);
}

/** to += x. */
export function addAll(to: usize, x: usize, n: usize): void {
  for (let j: usize = 0; j < n; j++) {
    store<f32>(to + (j << 2), load<f32>(to + (j << 2)) + load<f32>(x + (j << 2)));
  }
}

/** The part of a product that rows from..end of k contribute. */
function multiplyChunk(
  a: usize,
  transposed: bool,
  lda: usize,
  m: usize,
  k: usize,
  n: usize,
  packed: usize,
  c: usize,
  from: usize,
  end: usize,
  depth: usize,
  scratch: usize,
): void {
  const left = scratch + 256;
  for (let k0 = from; k0 < end; k0 += depth) {
    const count = min<usize>(depth, end - k0);
    for (let i: usize = 0; i < m; i += 5) {
      const high = min<usize>(5, m - i), out = c + i * (n << 2);
      if (transposed) packColumns(a + k0 * lda + (i << 2), lda, count, left, high);
      else {
        const a0 = a + i * lda + (k0 << 2), last = high - 1;
        packFive(
          a0,
          a0 + min<usize>(1, last) * lda,
          a0 + min<usize>(2, last) * lda,
          a0 + min<usize>(3, last) * lda,
          a0 + last * lda,
          count,
          left,
        );
      }
      fiveRows(left, packed, k, k0, count, out, n, high, k0 > from, scratch);
    }
  }
}

/** Adds a row to some rows of n, and sets what is negative to 0. */
export function finish(c: usize, rows: usize, n: usize, bias: usize, rectifies: bool): void {
  const zero = f32x4.splat(0);
  for (let r: usize = 0; r < rows; r++, c += n << 2) {
    let j: usize = 0;
    for (; j + 4 <= n; j += 4) {
      let v = v128.load(c + (j << 2));
      if (bias) v = f32x4.add(v, v128.load(bias + (j << 2)));
      // NaN stays.
      if (rectifies) v = v128.andnot(v, f32x4.lt(v, zero));
      v128.store(c + (j << 2), v);
    }
    for (; j < n; j++) {
      let v = load<f32>(c + (j << 2));
      if (bias) v += load<f32>(bias + (j << 2));
      if (rectifies && v < 0) v = 0;
      store<f32>(c + (j << 2), v);
    }
  }
}
