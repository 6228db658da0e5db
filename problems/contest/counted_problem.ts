/**
 * A problem that counts what is asked of it, whoever asks.
 *
 * @module
 */
import { isSolved, type Problem } from "../more_garbow_hillstrom.ts";

/**
 * What was asked: values of f (or of the residuals) and gradients (or Jacobians), each once a point; and second
 * derivatives.
 */
export interface Evaluations {
  values: number;
  gradients: number;
  /** Hessian-vector products; a Hessian is n of them. */
  products: number;
}

/** The step of a central difference of the gradient. */
const central = Math.cbrt(Number.EPSILON);

/**
 * Answers and counts. A value asked for again where the last one was is not counted again, as SciPy's own memory has
 * it.
 */
export class CountedProblem {
  /** So far. */
  readonly asked: Evaluations = { values: 0, gradients: 0, products: 0 };
  /** What had been asked when a point was first seen that solves the problem. */
  solvedAfter?: Evaluations;
  private lastValueAt = "";
  private lastGradientAt = "";

  constructor(readonly problem: Problem) {}

  /** f(x). */
  value(x: ArrayLike<number>): number {
    this.seeValue(x);
    return this.problem.value(x);
  }

  /** f's gradient. */
  gradient(x: ArrayLike<number>): Float64Array {
    this.seeGradient(x);
    return this.problem.gradient(x);
  }

  /** The Hessian times a vector: a central difference of the gradient, good to about 10 digits. */
  product(x: ArrayLike<number>, along: ArrayLike<number>): Float64Array {
    this.asked.products++;
    const [at, v] = [Array.from(x), Array.from(along)];
    const h = central * Math.max(1, Math.hypot(...at)) / (Math.hypot(...v) || 1);
    const [above, below] = [h, -h].map((t) =>
      this.problem.gradient(at.map((value, i) => value + t * v[i]))
    );
    return above.map((value, i) => (value - below[i]) / (2 * h));
  }

  /** The Hessian, row after row. */
  hessian(x: ArrayLike<number>): Float64Array[] {
    return Array.from(x, (_, i) => this.product(x, Array.from(x, (_, j) => Number(i === j))));
  }

  /** r(x). */
  residuals(x: ArrayLike<number>): Float64Array {
    this.seeValue(x);
    return this.problem.residuals(x);
  }

  /** dr/dx. */
  jacobian(x: ArrayLike<number>): Float64Array[] {
    this.seeGradient(x);
    return this.problem.jacobian(x);
  }

  private seeValue(x: ArrayLike<number>): void {
    const at = Array.from(x).join();
    if (at === this.lastValueAt) return;
    this.lastValueAt = at;
    this.asked.values++;
    this.look(x);
  }

  private seeGradient(x: ArrayLike<number>): void {
    const at = Array.from(x).join();
    if (at === this.lastGradientAt) return;
    this.lastGradientAt = at;
    this.asked.gradients++;
    this.look(x);
  }

  private look(x: ArrayLike<number>): void {
    if (!this.solvedAfter && solves(this.problem, x)) this.solvedAfter = { ...this.asked };
  }
}

/** Whether x solves the problem. */
export function solves(problem: Problem, x: ArrayLike<number>): boolean {
  const norm = problem.gradient(x).reduce((most, g) => Math.max(most, Math.abs(g)), 0);
  return isSolved(problem, problem.value(x), norm);
}
