// Max pools and their gradients, channels last.

/** The largest values of a window, of four channels. */
@inline
function largest(at: usize, pixel: usize, width: i32, r0: i32, r1: i32, s0: i32, s1: i32): v128 {
  let best = f32x4.splat(-Infinity);
  for (let r = r0; r < r1; r++) {
    let from = at + <usize> (r * width + s0) * pixel;
    for (let s = s0; s < s1; s++, from += pixel) best = f32x4.pmax(best, v128.load(from));
  }
  return best;
}

/** The largest value of each window; NaN loses. */
export function maxPool(
  x: usize,
  out: usize,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  tall: i32,
  wide: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
): void {
  const pixel = <usize> channels << 2;
  for (let n = 0; n < images; n++) {
    const image = x + <usize> (n * height * width) * pixel;
    for (let i = 0; i < outHeight; i++) {
      const r0 = max(i * strideHeight - top, 0), r1 = min(i * strideHeight - top + tall, height);
      for (let j = 0; j < outWidth; j++, out += pixel) {
        const s0 = max(j * strideWidth - left, 0), s1 = min(j * strideWidth - left + wide, width);
        let c: usize = 0;
        for (; c + 16 <= pixel; c += 16) {
          v128.store(out + c, largest(image + c, pixel, width, r0, r1, s0, s1));
        }
        for (; c < pixel; c += 4) {
          let best: f32 = -Infinity;
          for (let r = r0; r < r1; r++) {
            let at = image + <usize> (r * width + s0) * pixel + c;
            for (let s = s0; s < s1; s++, at += pixel) {
              const value = load<f32>(at);
              if (value > best) best = value;
            }
          }
          store<f32>(out + c, best);
        }
      }
    }
  }
}

/** dx of a max pool whose windows do not overlap: each value is seen once at most, and what none sees is 0 before. Channels are a multiple of 4. */
export function maxPoolGradientApart(
  x: usize,
  dy: usize,
  dx: usize,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  tall: i32,
  wide: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
): void {
  const pixel = <usize> channels << 2;
  for (let n = 0; n < images; n++) {
    const image = <usize> (n * height * width) * pixel;
    for (let i = 0; i < outHeight; i++) {
      const r0 = max(i * strideHeight - top, 0), r1 = min(i * strideHeight - top + tall, height);
      for (let j = 0; j < outWidth; j++, dy += pixel) {
        const s0 = max(j * strideWidth - left, 0), s1 = min(j * strideWidth - left + wide, width);
        for (let c: usize = 0; c < pixel; c += 16) {
          const best = largest(x + image + c, pixel, width, r0, r1, s0, s1);
          let free = v128.load(dy + c);
          for (let r = r0; r < r1; r++) {
            let o = image + <usize> (r * width + s0) * pixel + c;
            for (let s = s0; s < s1; s++, o += pixel) {
              const hit = f32x4.eq(v128.load(x + o), best);
              v128.store(dx + o, v128.and(free, hit));
              free = v128.andnot(free, hit);
            }
          }
        }
      }
    }
  }
}

/** dx of a max pool: each window's first largest value gets it all. dx is 0 everywhere. */
export function maxPoolGradient(
  x: usize,
  dy: usize,
  dx: usize,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  tall: i32,
  wide: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
): void {
  for (let n = 0; n < images; n++) {
    const image = <usize> (n * height * width * channels) << 2;
    for (let i = 0; i < outHeight; i++) {
      const r0 = max(i * strideHeight - top, 0), r1 = min(i * strideHeight - top + tall, height);
      for (let j = 0; j < outWidth; j++) {
        const s0 = max(j * strideWidth - left, 0), s1 = min(j * strideWidth - left + wide, width);
        const from = dy + (<usize> (((n * outHeight + i) * outWidth + j) * channels) << 2);
        let c = 0;
        for (; c + 4 <= channels; c += 4) {
          const at = image + (<usize> c << 2);
          let best = v128.load(x + at + (<usize> ((r0 * width + s0) * channels) << 2));
          for (let r = r0; r < r1; r++) {
            for (let s = s0; s < s1; s++) {
              const v = v128.load(x + at + (<usize> ((r * width + s) * channels) << 2));
              best = v128.bitselect(v, best, f32x4.gt(v, best));
            }
          }
          let free = v128.load(from + (<usize> c << 2));
          for (let r = r0; r < r1; r++) {
            for (let s = s0; s < s1; s++) {
              const o = at + (<usize> ((r * width + s) * channels) << 2);
              const hit = f32x4.eq(v128.load(x + o), best);
              v128.store(dx + o, f32x4.add(v128.load(dx + o), v128.and(free, hit)));
              free = v128.andnot(free, hit);
            }
          }
        }
        for (; c < channels; c++) {
          const at = image + (<usize> c << 2);
          let where = at + (<usize> ((r0 * width + s0) * channels) << 2);
          for (let r = r0; r < r1; r++) {
            for (let s = s0; s < s1; s++) {
              const o = at + (<usize> ((r * width + s) * channels) << 2);
              if (load<f32>(x + o) > load<f32>(x + where)) where = o;
            }
          }
          store<f32>(dx + where, load<f32>(dx + where) + load<f32>(from + (<usize> c << 2)));
        }
      }
    }
  }
}
