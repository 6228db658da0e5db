// The gradient of one layer on one panel: g[i][j] += sum over rows of a[i] d[j], kept in four lanes each.
import { madd, PANEL } from "./lanes";

/** Five of p by two of q; g's strides, in bytes, go with p and q. */
function fiveByTwo(p: usize, q: usize, g: usize, gp: usize, gq: usize): void {
  const h = g + gq;
  let a0 = v128.load(g), b0 = v128.load(h);
  let a1 = v128.load(g + gp), b1 = v128.load(h + gp);
  let a2 = v128.load(g + 2 * gp), b2 = v128.load(h + 2 * gp);
  let a3 = v128.load(g + 3 * gp), b3 = v128.load(h + 3 * gp);
  let a4 = v128.load(g + 4 * gp), b4 = v128.load(h + 4 * gp);
  const end = p + PANEL;
  do {
    const x = v128.load(q), y = v128.load(q, 256);
    const c0 = v128.load(p);
    a0 = madd(x, c0, a0);
    b0 = madd(y, c0, b0);
    const c1 = v128.load(p, 256);
    a1 = madd(x, c1, a1);
    b1 = madd(y, c1, b1);
    const c2 = v128.load(p, 512);
    a2 = madd(x, c2, a2);
    b2 = madd(y, c2, b2);
    const c3 = v128.load(p, 768);
    a3 = madd(x, c3, a3);
    b3 = madd(y, c3, b3);
    const c4 = v128.load(p, 1024);
    a4 = madd(x, c4, a4);
    b4 = madd(y, c4, b4);
    p += 16;
    q += 16;
  } while (p < end);
  v128.store(g, a0);
  v128.store(h, b0);
  v128.store(g + gp, a1);
  v128.store(h + gp, b1);
  v128.store(g + 2 * gp, a2);
  v128.store(h + 2 * gp, b2);
  v128.store(g + 3 * gp, a3);
  v128.store(h + 3 * gp, b3);
  v128.store(g + 4 * gp, a4);
  v128.store(h + 4 * gp, b4);
}

function fiveByOne(p: usize, q: usize, g: usize, gp: usize): void {
  let a0 = v128.load(g), a1 = v128.load(g + gp), a2 = v128.load(g + 2 * gp);
  let a3 = v128.load(g + 3 * gp), a4 = v128.load(g + 4 * gp);
  const end = p + PANEL;
  do {
    const x = v128.load(q);
    a0 = madd(x, v128.load(p), a0);
    a1 = madd(x, v128.load(p, 256), a1);
    a2 = madd(x, v128.load(p, 512), a2);
    a3 = madd(x, v128.load(p, 768), a3);
    a4 = madd(x, v128.load(p, 1024), a4);
    p += 16;
    q += 16;
  } while (p < end);
  v128.store(g, a0);
  v128.store(g + gp, a1);
  v128.store(g + 2 * gp, a2);
  v128.store(g + 3 * gp, a3);
  v128.store(g + 4 * gp, a4);
}

function oneByOne(p: usize, q: usize, g: usize): void {
  let a = v128.load(g);
  for (let r: usize = 0; r < PANEL; r += 16) a = madd(v128.load(p + r), v128.load(q + r), a);
  v128.store(g, a);
}

/** Five of p by all of q. */
function five(p: usize, q: usize, count: i32, g: usize, gp: usize, gq: usize): void {
  let k = 0;
  for (; k + 2 <= count; k += 2) {
    fiveByTwo(p, q + (<usize> k << 8), g + <usize> k * gq, gp, gq);
  }
  if (k < count) fiveByOne(p, q + (<usize> k << 8), g + <usize> k * gq, gp);
}

/** Adds the panel's kernel gradient to the lanes at g. */
export function outer(delta: usize, a: usize, g: usize, inputs: i32, outputs: i32): void {
  const row = <usize> outputs << 4;
  let j = 0;
  for (; j + 5 <= outputs; j += 5) {
    five(delta + (<usize> j << 8), a, inputs, g + (<usize> j << 4), 16, row);
  }
  let i = 0;
  for (; i + 5 <= inputs; i += 5) {
    const from = g + <usize> i * row + (<usize> j << 4);
    five(a + (<usize> i << 8), delta + (<usize> j << 8), outputs - j, from, row, 16);
  }
  for (; i < inputs; i++) {
    for (let k = j; k < outputs; k++) {
      const at = g + <usize> i * row + (<usize> k << 4);
      oneByOne(a + (<usize> i << 8), delta + (<usize> k << 8), at);
    }
  }
}

/** Adds the panel's bias gradient to the lanes at g. */
export function sums(delta: usize, g: usize, outputs: i32): void {
  for (let k = 0; k < outputs; k++) {
    const at = g + (<usize> k << 4), from = delta + (<usize> k << 8);
    let total = v128.load(at);
    for (let r: usize = 0; r < PANEL; r += 16) total = f32x4.add(total, v128.load(from + r));
    v128.store(at, total);
  }
}
