/**
 * Minimizers on the collections of test functions, held against one another: what is solved depends on the best that any found.
 *
 * @module
 */
import { minimizeSync } from "../../src/minimize/minimize.ts";
import type { MethodName } from "../../src/minimize/solution.ts";
import type { TestFunction } from "../test_function.ts";
import { TracedFunction, type Visit, visitOf } from "./traced_function.ts";

/** Minimizes: the point that it returns. */
export type Minimizer = (traced: TracedFunction) => Promise<ArrayLike<number>>;

/** How a minimizer did on a function. */
export interface Result {
  /** Whether the point that it returned solves it. */
  isSolved: boolean;
  /** Values and gradients until a point that does, or in all. */
  work: number;
  products: number;
}

/** A small gradient. */
const smallGradient = 1e-6;
/** How near to the best known value is near enough. */
const near = 1e-8;

/** All minimizers on one function, in their order. */
export async function resultsOn(problem: TestFunction, minimizers: Minimizer[]): Promise<Result[]> {
  const runs: { traced: TracedFunction; end: Omit<Visit, "work"> }[] = [];
  for (const minimize of minimizers) {
    const traced = new TracedFunction(problem);
    const x = await minimize(traced);
    runs.push({ traced, end: visitOf(problem, x) });
  }
  const isSolvedAt = solving(problem, runs.flatMap(({ traced, end }) => [...traced.visits, end]));
  return runs.map(({ traced: { visits, asked }, end }) => ({
    isSolved: isSolvedAt(end),
    work: visits.find(isSolvedAt)?.work ?? asked.values + asked.gradients,
    products: asked.products,
  }));
}

/** Whether a point solves it: f to 1e-8 of the best known (a least value of 0: 1e-8, or of the start's if that is below 1), or a gradient of 1e-6. */
export function solving(
  problem: TestFunction,
  seen: { value: number }[],
): (at: { value: number; gradientNorm: number }) => boolean {
  const finite = seen.map(({ value }) => value).filter(Number.isFinite);
  const best = problem.minimum ?? finite.reduce((least, value) => Math.min(least, value), Infinity);
  const scale = problem.minimum === 0
    ? Math.min(1, problem.evaluate(problem.start).value)
    : Math.abs(best);
  return ({ value, gradientNorm }) => gradientNorm <= smallGradient || value - best <= near * scale;
}

/** A method of this suite with its defaults, as far as float64 goes. */
export function minimizer(method: MethodName): Minimizer {
  return (traced) =>
    Promise.resolve(
      minimizeSync((x) => traced.value(x), [...traced.problem.start], {
        method,
        maxIterations: 5000,
        bounds: traced.problem.bounds,
        gradient: (x) => traced.gradient(x),
        hessianVectorProduct: (x, along) => traced.product(x, along),
      }).x,
    );
}
