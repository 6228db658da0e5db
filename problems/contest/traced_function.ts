/**
 * A function that keeps count of what is asked of it, and of how good the points were at which it was asked.
 *
 * @module
 */
import { norm } from "../../src/numeric/norm.ts";
import type { TestFunction } from "../test_function.ts";
import type { Evaluations } from "./counted_problem.ts";

/** A point at which f or its gradient was asked for: what had been asked by then, and how near to a minimum it is. */
export interface Visit {
  /** Values and gradients so far, each 1. */
  work: number;
  value: number;
  gradientNorm: number;
}

/** The step of a central difference of the gradient, in sizes of x. */
const central = Math.cbrt(Number.EPSILON);

/** Answers, counts and remembers. As with {@linkcode CountedProblem}, what is asked for again at the last point is counted once. */
export class TracedFunction {
  /** So far. */
  readonly asked: Evaluations = { values: 0, gradients: 0, products: 0 };
  readonly visits: Visit[] = [];
  readonly #last: { at?: Float64Array; value: boolean; gradient: boolean } = {
    value: false,
    gradient: false,
  };
  #evaluated: { value: number; gradient: Float64Array } = {
    value: NaN,
    gradient: new Float64Array(),
  };

  constructor(readonly problem: TestFunction) {}

  /** f(x). */
  value(x: ArrayLike<number>): number {
    return this.#ask("value", x).value;
  }

  /** f's gradient. */
  gradient(x: ArrayLike<number>): Float64Array {
    return this.#ask("gradient", x).gradient.slice();
  }

  /** The Hessian times a vector: a central difference of the gradient, good to about 10 digits. */
  product(x: ArrayLike<number>, along: ArrayLike<number>): Float64Array {
    this.asked.products++;
    const [at, v] = [Float64Array.from(x), Float64Array.from(along)];
    const h = central * Math.max(1, norm(at)) / (norm(v) || 1);
    const [above, below] = [h, -h].map((t) =>
      this.problem.evaluate(at.map((value, i) => value + t * v[i])).gradient
    );
    return above.map((value, i) => (value - below[i]) / (2 * h));
  }

  #ask(what: "value" | "gradient", x: ArrayLike<number>) {
    const last = this.#last;
    if (!last.at || last.at.some((value, i) => value !== x[i])) {
      last.at = Float64Array.from(x);
      last.value = last.gradient = false;
      this.#evaluated = this.problem.evaluate(x);
    }
    if (!last[what]) {
      last[what] = true;
      this.asked[`${what}s`]++;
      this.visits.push({
        work: this.asked.values + this.asked.gradients,
        ...visitOf(this.problem, x, this.#evaluated),
      });
    }
    return this.#evaluated;
  }
}

/** How near to a minimum x is. */
export function visitOf(
  problem: TestFunction,
  x: ArrayLike<number>,
  { value, gradient } = problem.evaluate(x),
): Omit<Visit, "work"> {
  return { value, gradientNorm: problem.gradientNorm(x, gradient) };
}
