/** Sums of squares of functions that are quadratic, or of exponentials. */
import type { Term } from "../terms.ts";

/** The sum of r_i^2, r = a + Hx + d x'Bx / 2. */
export function quadraticSystem(
  { a, d, h, b }: { a: number[]; d: number[]; h: number[][]; b: number[][] },
): Term {
  return (x, gradient) => {
    const dot = (row: number[]) => row.reduce((sum, value, j) => sum + value * x[j], 0);
    const bx = b.map(dot);
    const transposed = b[0].map((_, j) => dot(b.map((row) => row[j])));
    const q = dot(bx) / 2;
    return h.reduce((sum, row, i) => {
      const r = a[i] + dot(row) + d[i] * q;
      row.forEach((value, j) =>
        gradient[j] += 2 * r * (value + d[i] * (bx[j] + transposed[j]) / 2)
      );
      return sum + r ** 2;
    }, 0);
  };
}

/** The sum of r(x, t)^2 over some t. */
export function fit(times: number[], residual: (x: Float64Array, t: number) => number[]): Term {
  return (x, gradient) =>
    times.reduce((sum, t) => {
      const [r, ...slopes] = residual(x, t);
      slopes.forEach((slope, j) => gradient[j] += 2 * r * slope);
      return sum + r ** 2;
    }, 0);
}
