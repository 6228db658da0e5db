/**
 * Answers about functions of float64 arrays: by the reader's derivatives, or by finite differences.
 *
 * @module
 */
import type { Box } from "../numeric/box.ts";
import type { Answerer } from "../methods/questions.ts";
import { centralShare, Differences } from "../numeric/differences.ts";
import { norm } from "../numeric/norm.ts";
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

/** A variable that nears 0 counts as this part of its size at the start. */
const floorShare = 0.01;

/** Answers questions about f, and counts what they cost. */
export function float64Answerer(
  f: Float64Function,
  derivatives: Float64Derivatives & { typicalX?: ArrayLike<number> },
  cost: RunCost,
  { start, box }: { start: Vector; box?: Box },
): { answerer: Answerer<Vector>; differences?: Differences } {
  const valueAt = (x: Vector) => {
    cost.forwardPasses++;
    return number(f(x.slice()));
  };
  const differences = new Differences((x) => [valueAt(x)], start, {
    typicalX: derivatives.typicalX,
    ...{ floorShare, box },
  });
  const gradientAt = (x: Vector, value?: number) => {
    cost.gradients++;
    if (derivatives.gradient) {
      return vector(derivatives.gradient(x.slice()), x.length, "gradient");
    }
    const here = value === undefined ? undefined : [value];
    return x.map((_, i) => differences.derivative(x, i, here)[0]);
  };
  const productAt = (x: Vector, along: Vector) => {
    cost.products++;
    if (derivatives.hessianVectorProduct) {
      const product = derivatives.hessianVectorProduct(x.slice(), along.slice());
      return vector(product, x.length, "Hessian-vector product");
    }
    // As long, in sizes of the variables, as a difference along each of them would be.
    const length = norm(along.map((value, i) => value / differences.sizeOf(i, x[i])));
    const h = centralShare * Math.sqrt(x.length) / (length || 1);
    // No farther than the box goes; in its corner one side may have no room.
    const [up, down] = [h, -h].map((t) => box?.within(x, along, t) ?? t);
    const [above, below] = [up, down].map((t) => {
      const at = x.map((value, i) => value + t * along[i]);
      return gradientAt(box?.project(at) ?? at);
    });
    return above.map((value, i) => up === down ? 0 : (value - below[i]) / (up - down));
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
      const h = differences.stepOf(i, x[i]);
      const [above, below] = [h, -h].map((t) => {
        const at: Vector = x.with(i, x[i] + t);
        return box?.project(at) ?? at;
      });
      if (above[i] === below[i]) return new Float64Array(n);
      const [right, left] = [gradientAt(above), gradientAt(below)];
      return right.map((value, j) => (value - left[j]) / (above[i] - below[i]));
    });
    return Float64Array.from(rows.flatMap((row) => [...row]));
  };
  const answerer: Answerer<Vector> = {
    value: valueAt,
    gradient(x) {
      // f and its gradient together are one gradient, whatever the gradient is made of.
      const value = number(f(x.slice()));
      if (!derivatives.gradient) cost.forwardPasses++;
      return { value, gradient: gradientAt(x, value) };
    },
    product: productAt,
    hessian: hessianAt,
  };
  return derivatives.gradient ? { answerer } : { answerer, differences };
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
