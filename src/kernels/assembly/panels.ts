// Panels of 64 rows in float64, column after column: what the kernels that sum their products share.

/** Bytes of a column of a panel. */
export const DOUBLE: usize = 512;

/** A word of a job. */
export function word(job: usize, index: usize): usize {
  return load<usize>(job + (index << 2));
}

/** a * b + c, rounded once if the engine has it. */
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

/** Adds both lanes to a sum in memory. */
export function add(sum: usize, value: v128): void {
  const both = f64x2.extract_lane(value, 0) + f64x2.extract_lane(value, 1);
  store<f64>(sum, load<f64>(sum) + both);
}

/** Two columns against four: eight sums. */
function tile(a: usize, b: usize, out: usize, stride: usize): void {
  let p0 = f64x2.splat(0), p1 = p0, p2 = p0, p3 = p0, q0 = p0, q1 = p0, q2 = p0, q3 = p0;
  for (let r: usize = 0; r < DOUBLE; r += 16) {
    const u = v128.load(a + r), v = v128.load(a + r, 512);
    const c0 = v128.load(b + r), c1 = v128.load(b + r, 512);
    const c2 = v128.load(b + r, 1024), c3 = v128.load(b + r, 1536);
    p0 = madd(u, c0, p0);
    p1 = madd(u, c1, p1);
    p2 = madd(u, c2, p2);
    p3 = madd(u, c3, p3);
    q0 = madd(v, c0, q0);
    q1 = madd(v, c1, q1);
    q2 = madd(v, c2, q2);
    q3 = madd(v, c3, q3);
  }
  add(out, p0);
  add(out + 8, p1);
  add(out + 16, p2);
  add(out + 24, p3);
  add(out + stride, q0);
  add(out + stride + 8, q1);
  add(out + stride + 16, q2);
  add(out + stride + 24, q3);
}

/**
 * Adds the products of columns, an even number of them, with others, a multiple of four, to a matrix whose rows are so many
 * bytes apart. A triangle has those on and below the diagonal, and a few above it.
 */
export function products(
  left: usize,
  rows: usize,
  right: usize,
  columns: usize,
  out: usize,
  stride: usize,
  triangle: bool,
): void {
  for (let i: usize = 0; i < rows; i += 2) {
    const end = triangle ? min<usize>(i + 1, columns) : columns;
    for (let j: usize = 0; j < end; j += 4) {
      tile(left + i * DOUBLE, right + j * DOUBLE, out + i * stride + (j << 3), stride);
    }
  }
}
