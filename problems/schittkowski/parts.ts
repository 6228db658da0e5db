/** What several problems are made of. */
import { type Derived, ofSum, type Term } from "../terms.ts";
import type { Numbered } from "./numbered.ts";

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

/** x'Ax, a_ij = 1 / (i + j - 1), from x_j = -4 / j. */
export function hilbert(number: number, n: number): Numbered {
  const term: Term = (x, gradient) => {
    const ax = x.map((_, i) => x.reduce((sum, value, j) => sum + value / (i + j + 1), 0));
    ax.forEach((value, i) => gradient[i] += 2 * value);
    return ax.reduce((sum, value, i) => sum + value * x[i], 0);
  };
  return { number, n, start: (j) => -4 / j, terms: [term], minimum: 0 };
}

/** A function of s, the sum of weight(j) (x_j - center)^2. */
export function ofSquares(
  weight: (j: number) => number,
  center: number,
  outer: (s: number) => Derived,
): Term {
  return ofSum((x, j) => [weight(j) * (x - center) ** 2, 2 * weight(j) * (x - center)], outer);
}
