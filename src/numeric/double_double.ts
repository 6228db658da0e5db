/**
 * Numbers of about 32 digits: unevaluated sums of two float64.
 *
 * Source: Hida, Li, Bailey (2001), Algorithms for quad-double precision floating point arithmetic; Dekker (1971).
 *
 * @module
 */
import type { Precision } from "./precision.ts";

/** high + low, with |low| at most half a unit in high's last place. */
export type DoubleDouble = readonly [high: number, low: number];

/** Splits the 53 bits of a float64 into 26 and 27. */
const splitter = 2 ** 27 + 1;

/** A float64 as it is. */
export function exactly(a: number): DoubleDouble {
  return [a, 0];
}

/** a + b, its rounding error kept (Knuth's two-sum). */
function twoSum(a: number, b: number): DoubleDouble {
  const sum = a + b;
  const shadow = sum - a;
  return [sum, (a - (sum - shadow)) + (b - shadow)];
}

/** a + b for |a| >= |b|, its rounding error kept. */
function quickTwoSum(a: number, b: number): DoubleDouble {
  const sum = a + b;
  return [sum, b - (sum - a)];
}

/** a b, its rounding error kept (Dekker). */
function twoProduct(a: number, b: number): DoubleDouble {
  const product = a * b;
  const [aHigh, aLow] = split(a);
  const [bHigh, bLow] = split(b);
  return [product, ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow];
}

function split(a: number): DoubleDouble {
  const shadow = splitter * a;
  const high = shadow - (shadow - a);
  return [high, a - high];
}

/** a + b. */
export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const [high, error] = twoSum(a[0], b[0]);
  const [low, lowError] = twoSum(a[1], b[1]);
  const [sum, rest] = quickTwoSum(high, error + low);
  return quickTwoSum(sum, rest + lowError);
}

/** a - b. */
export function subtract(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  return add(a, [-b[0], -b[1]]);
}

/** a b. */
export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const [product, error] = twoProduct(a[0], b[0]);
  return quickTwoSum(product, error + (a[0] * b[1] + a[1] * b[0]));
}

/** a / b: long division, three digits of 53 bits each. */
export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const first = a[0] / b[0];
  let rest = subtract(a, multiply(b, exactly(first)));
  const second = rest[0] / b[0];
  rest = subtract(rest, multiply(b, exactly(second)));
  return add(quickTwoSum(first, second), exactly(rest[0] / b[0]));
}

/** The square root: one step of Newton's method from float64's (Karp and Markstein 1997). */
export function squareRoot(a: DoubleDouble): DoubleDouble {
  if (a[0] === 0) return a;
  const root = Math.sqrt(a[0]);
  const rest = subtract(a, twoProduct(root, root));
  return quickTwoSum(root, rest[0] / (2 * root));
}

/** Columns of double-doubles are lists of them. */
export const doubleDouble: Precision<DoubleDouble> = {
  epsilon: 2 ** -104,
  from: exactly,
  rounded: ([high]) => high,
  subtract,
  multiply,
  divide,
  squareRoot,
  dot(a, b, from, to) {
    let sum = exactly(0);
    for (let i = from; i < to; i++) sum = add(sum, multiply(a[i], b[i]));
    return sum;
  },
  addScaled(x, factor, y, from, to) {
    for (let i = from; i < to; i++) x[i] = add(x[i], multiply(factor, y[i]));
  },
};
