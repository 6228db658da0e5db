// Dropout: a random number for each output of each row of each step, from their places alone, so that threads need not agree.

function mixed(x: v128): v128 {
  x = v128.xor(x, i32x4.shr_u(x, 16));
  x = i32x4.mul(x, i32x4.splat(0x7feb352d));
  x = v128.xor(x, i32x4.shr_u(x, 15));
  x = i32x4.mul(x, i32x4.splat(0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/** Drops some values of rows and scales the others, their slopes alike. row: the first's place in its batch. */
export function drop(
  values: usize,
  bend: usize,
  rows: usize,
  padded: usize,
  row: usize,
  seed: u32,
  dropped: u32,
  scale: f32,
): void {
  const width = padded << 2, keep = f32x4.splat(scale), limit = i32x4.splat(dropped ^ 0x80000000);
  for (let r: usize = 0; r < rows; r++, values += width, bend += width) {
    let place = mixed(v128.xor(i32x4.splat(<i32> seed), mixed(i32x4.splat(<i32> (row + r)))));
    let column = i32x4(0, 1, 2, 3);
    for (let j: usize = 0; j < width; j += 16) {
      const random = mixed(i32x4.add(place, i32x4.mul(column, i32x4.splat(0x9e3779b1))));
      const off = i32x4.lt_s(v128.xor(random, i32x4.splat(0x80000000)), limit);
      v128.store(values + j, v128.andnot(f32x4.mul(v128.load(values + j), keep), off));
      v128.store(bend + j, v128.andnot(f32x4.mul(v128.load(bend + j), keep), off));
      column = i32x4.add(column, i32x4.splat(4));
    }
  }
}
