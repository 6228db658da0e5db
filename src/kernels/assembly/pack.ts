// How the operands of a product are packed for its tile.
import { FIVE } from "./tile";

/** a[k][5] from rows of a matrix that are lda bytes apart, five columns from `at`; `wide` of them are real. */
export function packColumns(at: usize, lda: usize, count: usize, to: usize, wide: usize): void {
  const end = to + count * FIVE;
  if (wide == 5) {
    for (; to < end; to += FIVE, at += lda) {
      v128.store(to, v128.load(at));
      store<f32>(to, load<f32>(at, 16), 16);
    }
    return;
  }
  for (; to < end; to += FIVE, at += lda) {
    for (let i: usize = 0; i < 5; i++) {
      store<f32>(to + (i << 2), i < wide ? load<f32>(at + (i << 2)) : 0);
    }
  }
}

/** a[k][5] from five rows, k contiguous in each. */
export function packFive(
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  a4: usize,
  count: usize,
  to: usize,
): void {
  let k: usize = 0;
  for (; k + 4 <= count; k += 4) {
    const v0 = v128.load(a0), v1 = v128.load(a1), v2 = v128.load(a2), v3 = v128.load(a3);
    const v4 = v128.load(a4);
    const l0 = v128.shuffle<f32>(v0, v1, 0, 4, 1, 5), h0 = v128.shuffle<f32>(v0, v1, 2, 6, 3, 7);
    const l1 = v128.shuffle<f32>(v2, v3, 0, 4, 1, 5), h1 = v128.shuffle<f32>(v2, v3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f32>(l0, l1, 0, 1, 4, 5));
    v128.store_lane<f32>(to, v4, 0, 16);
    v128.store(to, v128.shuffle<f32>(l0, l1, 2, 3, 6, 7), 20);
    v128.store_lane<f32>(to, v4, 1, 36);
    v128.store(to, v128.shuffle<f32>(h0, h1, 0, 1, 4, 5), 40);
    v128.store_lane<f32>(to, v4, 2, 56);
    v128.store(to, v128.shuffle<f32>(h0, h1, 2, 3, 6, 7), 60);
    v128.store_lane<f32>(to, v4, 3, 76);
    a0 += 16;
    a1 += 16;
    a2 += 16;
    a3 += 16;
    a4 += 16;
    to += 80;
  }
  for (; k < count; k++) {
    store<f32>(to, load<f32>(a0));
    store<f32>(to, load<f32>(a1), 4);
    store<f32>(to, load<f32>(a2), 8);
    store<f32>(to, load<f32>(a3), 12);
    store<f32>(to, load<f32>(a4), 16);
    a0 += 4;
    a1 += 4;
    a2 += 4;
    a3 += 4;
    a4 += 4;
    to += FIVE;
  }
}

/** b[panel][k][8] from a row-major [k][n]; panels have `height` rows in the result. */
export function packRows(b: usize, ldb: usize, k: usize, n: usize, to: usize): void {
  const size = k << 5;
  for (let r: usize = 0; r < k; r++) {
    let from = b + r * ldb, at = to + (r << 5), left = n;
    for (; left >= 8; from += 32, at += size, left -= 8) {
      v128.store(at, v128.load(from));
      v128.store(at, v128.load(from, 16), 16);
    }
    for (let j: usize = 0; left > 0 && j < 8; j++) {
      store<f32>(at + (j << 2), j < left ? load<f32>(from + (j << 2)) : 0);
    }
  }
}

/** b[panel][k][8] from the transpose, a row-major [n][k]. */
export function packTransposed(b: usize, ldb: usize, k: usize, n: usize, to: usize): void {
  const size = k << 5;
  for (let j: usize = 0; j < n; j += 8) {
    const at = to + (j >> 3) * size, from = b + j * ldb, left = n - j;
    if (left < 8) {
      for (let r: usize = 0; r < k; r++) {
        for (let q: usize = 0; q < 8; q++) {
          const value: f32 = q < left ? load<f32>(from + q * ldb + (r << 2)) : 0;
          store<f32>(at + (r << 5) + (q << 2), value);
        }
      }
      continue;
    }
    for (let half: usize = 0; half < 2; half++) {
      packQuad(from + (half << 2) * ldb, ldb, k, at + (half << 4));
    }
  }
}

/** Four rows of k as four columns of a panel. */
function packQuad(from: usize, ldb: usize, k: usize, to: usize): void {
  let r: usize = 0;
  for (; r + 4 <= k; r += 4) {
    const s = from + (r << 2), t = to + (r << 5);
    const v0 = v128.load(s), v1 = v128.load(s + ldb);
    const v2 = v128.load(s + 2 * ldb), v3 = v128.load(s + 3 * ldb);
    const l0 = v128.shuffle<f32>(v0, v1, 0, 4, 1, 5), h0 = v128.shuffle<f32>(v0, v1, 2, 6, 3, 7);
    const l1 = v128.shuffle<f32>(v2, v3, 0, 4, 1, 5), h1 = v128.shuffle<f32>(v2, v3, 2, 6, 3, 7);
    v128.store(t, v128.shuffle<f32>(l0, l1, 0, 1, 4, 5));
    v128.store(t, v128.shuffle<f32>(l0, l1, 2, 3, 6, 7), 32);
    v128.store(t, v128.shuffle<f32>(h0, h1, 0, 1, 4, 5), 64);
    v128.store(t, v128.shuffle<f32>(h0, h1, 2, 3, 6, 7), 96);
  }
  for (; r < k; r++) {
    for (let q: usize = 0; q < 4; q++) {
      store<f32>(to + (r << 5) + (q << 2), load<f32>(from + q * ldb + (r << 2)));
    }
  }
}
