/**
 * Functions as sums of terms of few variables each, written down with their derivatives. Indices begin at 1, as in the papers.
 *
 * @module
 */

/** A value, and its derivatives by the variables that it depends on. */
export type Derived = readonly number[];

/** Part of a function: its value, its derivatives added to the gradient. */
export type Term = (x: Float64Array, gradient: Float64Array) => number;

/** Which variables each term of a sum is of, given how many there are. A variable outside 1 to n is 0. */
export type Choice = (n: number) => number[][];

/** (1, 2, ..., size), (2, 3, ..., size + 1), ... */
export function windows(size: number): Choice {
  return (n) => rows(n - size + 1, (i) => rows(size, (k) => i + k - 1));
}

/** (1, 2, ..., size), (size + 1, ..., 2 size), ... */
export function blocks(size: number): Choice {
  return (n) => rows(n / size, (i) => rows(size, (k) => (i - 1) * size + k));
}

/** (1), (2), ..., (n). */
export const each: Choice = windows(1);

/** (1), (2), ..., (n - 1). */
export const allButLast: Choice = (n) => rows(n - 1, (i) => [i]);

/** (0, 1, 2), (1, 2, 3), ..., (n - 1, n, n + 1). */
export const neighbours: Choice = (n) => rows(n, (i) => [i - 1, i, i + 1]);

/** [of(1), ..., of(count)]. */
export function rows<T>(count: number, of: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => of(i + 1));
}

/** The sum of of(x, i) over a choice's groups of variables, i the number of the group. */
export function over(choice: Choice, of: (x: number[], i: number, n: number) => Derived): Term {
  const choose = once(choice);
  return (x, gradient) => {
    let sum = 0;
    const groups = choose(x.length);
    for (let i = 0; i < groups.length; i++) {
      const group = groups[i];
      const derived = of(group.map((j) => x[j - 1] ?? 0), i + 1, x.length);
      sum += derived[0];
      for (let k = 0; k < group.length; k++) {
        const j = group[k];
        if (j >= 1 && j <= x.length) gradient[j - 1] += derived[k + 1];
      }
    }
    return sum;
  };
}

/** outer(s), s the sum of inner(x_j, j) over all variables. */
export function ofSum(
  inner: (x: number, j: number, n: number) => Derived,
  outer: (sum: number, n: number) => Derived,
): Term {
  return (x, gradient) => {
    const summands = Array.from(x, (value, j) => inner(value, j + 1, x.length));
    const [value, slope] = outer(summands.reduce((sum, [value]) => sum + value, 0), x.length);
    summands.forEach(([, d], j) => gradient[j] += slope * d);
    return value;
  };
}

/** The sum over i of of(s_i, x_1, i), s_i = x_1 + ... + x_i, with its derivatives by s_i and by x_1. */
export function overPartialSums(of: (sum: number, first: number, i: number) => Derived): Term {
  return (x, gradient) => {
    let [value, sum] = [0, 0];
    const slopes = Array.from(x, (entry, i) => {
      sum += entry;
      const [term, bySum, byFirst = 0] = of(sum, x[0], i + 1);
      value += term;
      gradient[0] += byFirst;
      return bySum;
    });
    let rest = 0;
    for (let i = x.length - 1; i >= 0; i--) gradient[i] += rest += slopes[i];
    return value;
  };
}

/** The sum of r(x, t)^2 over some t. */
export function fit(
  times: readonly number[],
  residual: (x: Float64Array, t: number) => number[],
): Term {
  return (x, gradient) =>
    times.reduce((sum, t) => {
      const [r, ...slopes] = residual(x, t);
      slopes.forEach((slope, j) => gradient[j] += 2 * r * slope);
      return sum + r ** 2;
    }, 0);
}

/** A function of r, from its value and its slope there. */
function through(r: Derived, value: number, slope: number): Derived {
  const derived = [value];
  for (let k = 1; k < r.length; k++) derived.push(slope * r[k]);
  return derived;
}

/** r^k. */
export function power(k: number, r: Derived): Derived {
  return through(r, r[0] ** k, k * r[0] ** (k - 1));
}

/** r^2. */
export function square(r: Derived): Derived {
  return through(r, r[0] * r[0], 2 * r[0]);
}

/** c r. */
export function times(c: number, r: Derived): Derived {
  return through(r, c * r[0], c);
}

/** The sum of some, of the same variables. */
export function plus(...some: Derived[]): Derived {
  const sum = [...some[0]];
  for (let i = 1; i < some.length; i++) {
    for (let k = 0; k < sum.length; k++) sum[k] += some[i][k];
  }
  return sum;
}

/** The product of two, of the same variables. */
export function product(a: Derived, b: Derived): Derived {
  return a.map((d, k) => k === 0 ? d * b[0] : d * b[0] + a[0] * b[k]);
}

/** exp(r). */
export function exponential(r: Derived): Derived {
  const value = Math.exp(r[0]);
  return through(r, value, value);
}

/** sin(r). */
export function sine(r: Derived): Derived {
  return through(r, Math.sin(r[0]), Math.cos(r[0]));
}

/** cos(r). */
export function cosine(r: Derived): Derived {
  return through(r, Math.cos(r[0]), -Math.sin(r[0]));
}

/** A choice, made once for each n. */
function once(choice: Choice): Choice {
  const made = new Map<number, number[][]>();
  return (n) => {
    const groups = made.get(n) ?? choice(n);
    made.set(n, groups);
    return groups;
  };
}
