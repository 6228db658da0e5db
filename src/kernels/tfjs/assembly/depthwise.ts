// The gradients of depthwise convolutions: filter[taps][channels][times], output channel c * times + q sees channel c alone.

/** dx: 0 everywhere before. */
export function depthwiseInput(
  dy: usize,
  filter: usize,
  dx: usize,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
  times: i32,
  outHeight: i32,
  outWidth: i32,
  tall: i32,
  wide: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
  dilationHeight: i32,
  dilationWidth: i32,
): void {
  const outputs = channels * times;
  for (let n = 0; n < images; n++) {
    for (let i = 0; i < outHeight; i++) {
      for (let j = 0; j < outWidth; j++) {
        const from = dy + (<usize> (((n * outHeight + i) * outWidth + j) * outputs) << 2);
        for (let p = 0; p < tall; p++) {
          const r = i * strideHeight - top + p * dilationHeight;
          if (r < 0 || r >= height) continue;
          for (let q = 0; q < wide; q++) {
            const s = j * strideWidth - left + q * dilationWidth;
            if (s < 0 || s >= width) continue;
            const at = dx + (<usize> (((n * height + r) * width + s) * channels) << 2);
            const w = filter + (<usize> ((p * wide + q) * outputs) << 2);
            if (times == 1) multiplyAdd(at, from, w, channels);
            else {
              for (let c = 0; c < channels; c++) {
                let sum: f32 = 0;
                for (let t = 0; t < times; t++) {
                  const o = <usize> (c * times + t) << 2;
                  sum += load<f32>(from + o) * load<f32>(w + o);
                }
                store<f32>(at + (<usize> c << 2), load<f32>(at + (<usize> c << 2)) + sum);
              }
            }
          }
        }
      }
    }
  }
}

/** The filter's gradient, a row of outputs at a time, so that sums over many images keep their digits; row: [taps][outputs] of scratch. */
export function depthwiseFilter(
  x: usize,
  dy: usize,
  gradient: usize,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
  times: i32,
  outHeight: i32,
  outWidth: i32,
  tall: i32,
  wide: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
  dilationHeight: i32,
  dilationWidth: i32,
  row: usize,
): void {
  const outputs = channels * times, size = <usize> (tall * wide * outputs) << 2;
  memory.fill(gradient, 0, size);
  for (let n = 0; n < images; n++) {
    for (let i = 0; i < outHeight; i++) {
      memory.fill(row, 0, size);
      for (let j = 0; j < outWidth; j++) {
        const from = dy + (<usize> (((n * outHeight + i) * outWidth + j) * outputs) << 2);
        for (let p = 0; p < tall; p++) {
          const r = i * strideHeight - top + p * dilationHeight;
          if (r < 0 || r >= height) continue;
          for (let q = 0; q < wide; q++) {
            const s = j * strideWidth - left + q * dilationWidth;
            if (s < 0 || s >= width) continue;
            const at = x + (<usize> (((n * height + r) * width + s) * channels) << 2);
            const to = row + (<usize> ((p * wide + q) * outputs) << 2);
            if (times == 1) multiplyAdd(to, from, at, channels);
            else {
              for (let c = 0; c < channels; c++) {
                const value = load<f32>(at + (<usize> c << 2));
                for (let t = 0; t < times; t++) {
                  const o = <usize> (c * times + t) << 2;
                  store<f32>(to + o, load<f32>(to + o) + value * load<f32>(from + o));
                }
              }
            }
          }
        }
      }
      for (let o: usize = 0; o < size; o += 4) {
        store<f32>(gradient + o, load<f32>(gradient + o) + load<f32>(row + o));
      }
    }
  }
}

/** to += a b. */
function multiplyAdd(to: usize, a: usize, b: usize, n: i32): void {
  let k = 0;
  for (; k + 4 <= n; k += 4) {
    const o = <usize> k << 2;
    v128.store(to + o, f32x4.add(v128.load(to + o), f32x4.mul(v128.load(a + o), v128.load(b + o))));
  }
  for (; k < n; k++) {
    const o = <usize> k << 2;
    store<f32>(to + o, load<f32>(to + o) + load<f32>(a + o) * load<f32>(b + o));
  }
}
