// One dense layer on one panel of 64 rows: out[j] = bias[j] + sum over i of w[i][j] in[i], with ReLU if it is asked for.
import { relu } from "./activation";
import { madd, PANEL } from "./lanes";

/** Five units by eight rows: ten accumulators, seven loads for ten multiply-adds. */
function five(
  src: usize,
  end: usize,
  dst: usize,
  w: usize,
  stride: usize,
  bias: usize,
  rectify: bool,
): void {
  let a0 = v128.load32_splat(bias), b0 = a0;
  let a1 = v128.load32_splat(bias, 4), b1 = a1;
  let a2 = v128.load32_splat(bias, 8), b2 = a2;
  let a3 = v128.load32_splat(bias, 12), b3 = a3;
  let a4 = v128.load32_splat(bias, 16), b4 = a4;
  do {
    const x = v128.load(src), y = v128.load(src, 16);
    const c0 = v128.load32_splat(w);
    a0 = madd(x, c0, a0);
    b0 = madd(y, c0, b0);
    const c1 = v128.load32_splat(w, 4);
    a1 = madd(x, c1, a1);
    b1 = madd(y, c1, b1);
    const c2 = v128.load32_splat(w, 8);
    a2 = madd(x, c2, a2);
    b2 = madd(y, c2, b2);
    const c3 = v128.load32_splat(w, 12);
    a3 = madd(x, c3, a3);
    b3 = madd(y, c3, b3);
    const c4 = v128.load32_splat(w, 16);
    a4 = madd(x, c4, a4);
    b4 = madd(y, c4, b4);
    src += PANEL;
    w += stride;
  } while (src < end);
  if (rectify) {
    a0 = relu(a0);
    b0 = relu(b0);
    a1 = relu(a1);
    b1 = relu(b1);
    a2 = relu(a2);
    b2 = relu(b2);
    a3 = relu(a3);
    b3 = relu(b3);
    a4 = relu(a4);
    b4 = relu(b4);
  }
  v128.store(dst, a0);
  v128.store(dst, b0, 16);
  v128.store(dst, a1, 256);
  v128.store(dst, b1, 272);
  v128.store(dst, a2, 512);
  v128.store(dst, b2, 528);
  v128.store(dst, a3, 768);
  v128.store(dst, b3, 784);
  v128.store(dst, a4, 1024);
  v128.store(dst, b4, 1040);
}

/** Two units by sixteen rows. */
function two(
  src: usize,
  end: usize,
  dst: usize,
  w: usize,
  stride: usize,
  bias: usize,
  rectify: bool,
): void {
  let a0 = v128.load32_splat(bias), a1 = a0, a2 = a0, a3 = a0;
  let b0 = v128.load32_splat(bias, 4), b1 = b0, b2 = b0, b3 = b0;
  do {
    const c = v128.load32_splat(w), d = v128.load32_splat(w, 4);
    const x0 = v128.load(src), x1 = v128.load(src, 16);
    const x2 = v128.load(src, 32), x3 = v128.load(src, 48);
    a0 = madd(x0, c, a0);
    a1 = madd(x1, c, a1);
    a2 = madd(x2, c, a2);
    a3 = madd(x3, c, a3);
    b0 = madd(x0, d, b0);
    b1 = madd(x1, d, b1);
    b2 = madd(x2, d, b2);
    b3 = madd(x3, d, b3);
    src += PANEL;
    w += stride;
  } while (src < end);
  if (rectify) {
    a0 = relu(a0);
    a1 = relu(a1);
    a2 = relu(a2);
    a3 = relu(a3);
    b0 = relu(b0);
    b1 = relu(b1);
    b2 = relu(b2);
    b3 = relu(b3);
  }
  v128.store(dst, a0);
  v128.store(dst, a1, 16);
  v128.store(dst, a2, 32);
  v128.store(dst, a3, 48);
  v128.store(dst, b0, 256);
  v128.store(dst, b1, 272);
  v128.store(dst, b2, 288);
  v128.store(dst, b3, 304);
}

/** One unit by 32 rows. */
function one(
  src: usize,
  end: usize,
  dst: usize,
  w: usize,
  stride: usize,
  bias: usize,
  rectify: bool,
): void {
  let a0 = v128.load32_splat(bias);
  let a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
  do {
    const c = v128.load32_splat(w);
    a0 = madd(v128.load(src), c, a0);
    a1 = madd(v128.load(src, 16), c, a1);
    a2 = madd(v128.load(src, 32), c, a2);
    a3 = madd(v128.load(src, 48), c, a3);
    a4 = madd(v128.load(src, 64), c, a4);
    a5 = madd(v128.load(src, 80), c, a5);
    a6 = madd(v128.load(src, 96), c, a6);
    a7 = madd(v128.load(src, 112), c, a7);
    src += PANEL;
    w += stride;
  } while (src < end);
  if (rectify) {
    a0 = relu(a0);
    a1 = relu(a1);
    a2 = relu(a2);
    a3 = relu(a3);
    a4 = relu(a4);
    a5 = relu(a5);
    a6 = relu(a6);
    a7 = relu(a7);
  }
  v128.store(dst, a0);
  v128.store(dst, a1, 16);
  v128.store(dst, a2, 32);
  v128.store(dst, a3, 48);
  v128.store(dst, a4, 64);
  v128.store(dst, a5, 80);
  v128.store(dst, a6, 96);
  v128.store(dst, a7, 112);
}

/** w is row-major [inputs, outputs]. */
export function layer(
  src: usize,
  dst: usize,
  w: usize,
  bias: usize,
  inputs: i32,
  outputs: i32,
  rectify: bool,
): void {
  const stride = <usize> outputs << 2;
  const length = <usize> inputs << 8;
  const fives = outputs / 5 * 5;
  for (let r: usize = 0; r < PANEL; r += 32) {
    const s = src + r;
    for (let j = 0; j < fives; j += 5) {
      const at = <usize> j << 2;
      five(s, s + length, dst + r + (at << 6), w + at, stride, bias + at, rectify);
    }
  }
  let j = fives;
  for (; j + 2 <= outputs; j += 2) {
    const at = <usize> j << 2;
    for (let r: usize = 0; r < PANEL; r += 64) {
      const s = src + r;
      two(s, s + length, dst + r + (at << 6), w + at, stride, bias + at, rectify);
    }
  }
  if (j < outputs) {
    const at = <usize> j << 2;
    for (let r: usize = 0; r < PANEL; r += 128) {
      const s = src + r;
      one(s, s + length, dst + r + (at << 6), w + at, stride, bias + at, rectify);
    }
  }
}
