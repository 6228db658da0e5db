/**
 * Answers about functions of float64 arrays: by the reader's derivatives, or by finite differences.
 *
 * @module
 */
import type { Answerer } from "../methods/questions.ts";
import { checkHessianSize } from "./limits.ts";
import type { RunCost } from "./solution.ts";

/** A function of a float64 array, as the reader writes it. */
export type Float64Function = (x: Float64Array) => number;

/** A function's derivatives, if the reader has them. */
export interface Float64Derivatives {
  /** f's gradient. Without it, central differences: 2 n forward passes, and about 10 digits. */
  gradient?: (x: Float64Array) => ArrayLike<number>;
  /** f's Hessian, n rows. Without it, central differences of the gradient: 2 n gradients. */
  hessian?: (x: Float64Array) => ArrayLike<number>[];
  /** f's Hessian times a vector. Without it, a central difference of the gradient: 2 gradients. */
  hessianVectorProduct?: (x: Float64Array, vector: Float64Array) => ArrayLike<number>;
}

type Vector = Float64Array;

/** The step of a central difference that loses equally to rounding and to the third derivative. */
const centralStep = Math.cbrt(Number.EPSILON);

/** Answers questions about f, and counts what they cost. */
export function float64Answerer(
  f: Float64Function,
  derivatives: Float64Derivatives,
  cost: RunCost,
): Answerer<Vector> {
  const valueAt = (x: Vector) => {
    cost.forwardPasses++;
    return number(f(x.slice()));
  };
  const gradientAt = (x: Vector) => {
    cost.gradients++;
    if (derivatives.gradient) {
      return vector(derivatives.gradient(x.slice()), x.length, "gradient");
    }
    return x.map((_, i) => {
      const h = centralStep * Math.max(1, Math.abs(x[i]));
      const [above, below] = [x.with(i, x[i] + h), x.with(i, x[i] - h)];
      return (valueAt(above) - valueAt(below)) / (above[i] - below[i]);
    });
  };
  const productAt = (x: Vector, along: Vector) => {
    cost.products++;
    if (derivatives.hessianVectorProduct) {
      const product = derivatives.hessianVectorProduct(x.slice(), along.slice());
      return vector(product, x.length, "Hessian-vector product");
    }
    const h = centralStep * Math.max(1, Math.hypot(...x)) / (Math.hypot(...along) || 1);
    const [above, below] = [h, -h].map((t) =>
      gradientAt(x.map((value, i) => value + t * along[i]))
    );
    return above.map((value, i) => (value - below[i]) / (2 * h));
  };
  const hessianAt = (x: Vector) => {
    const n = x.length;
    checkHessianSize(n);
    cost.hessians++;
    if (derivatives.hessian) {
      const rows = derivatives.hessian(x.slice());
      if (rows.length !== n) throw wrongLength("hessian", `${n} rows`, rows.length);
      return Float64Array.from(rows.flatMap((row) => [...vector(row, n, "row of the Hessian")]));
    }
    const rows = Array.from(x, (_, i) => {
      const h = centralStep * Math.max(1, Math.abs(x[i]));
      const [above, below] = [x.with(i, x[i] + h), x.with(i, x[i] - h)];
      const [right, left] = [gradientAt(above), gradientAt(below)];
      return right.map((value, j) => (value - left[j]) / (above[i] - below[i]));
    });
    return Float64Array.from(rows.flatMap((row) => [...row]));
  };
  return {
    value: valueAt,
    gradient(x) {
      // f and its gradient together are one gradient, whatever the gradient is made of.
      const value = number(f(x.slice()));
      if (!derivatives.gradient) cost.forwardPasses++;
      return { value, gradient: gradientAt(x) };
    },
    product: productAt,
    hessian: hessianAt,
  };
}

function number(value: unknown): number {
  if (typeof value === "number") return value;
  throw new TypeError(
    `Cannot minimize: the function must return a number, got ${typeof value}. For tensors, let x0 be a tensor.`,
  );
}

function vector(values: ArrayLike<number>, length: number, what: string): Vector {
  if (values.length !== length) throw wrongLength(what, `${length} values`, values.length);
  return Float64Array.from(values);
}

function wrongLength(what: string, expected: string, got: number): RangeError {
  return new RangeError(
    `Cannot minimize: the ${what} must have ${expected}, one a variable, got ${got}.`,
  );
}
