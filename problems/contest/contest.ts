/**
 * This suite's methods on the Moré-Garbow-Hillstrom problems.
 *
 * @module
 */
import { leastSquares } from "../../src/least_squares/least_squares.ts";
import { minimizeSync } from "../../src/minimize/minimize.ts";
import type { MethodName } from "../../src/minimize/solution.ts";
import { type Problem, problems } from "../more_garbow_hillstrom.ts";
import { CountedProblem, type Evaluations, solves } from "./counted_problem.ts";

/** How a method did on a problem. */
export interface Outcome {
  problem: Problem;
  /** Whether the point it returned solves it. */
  isSolved: boolean;
  /** What it had asked when it first saw a point that does. */
  solvedAfter?: Evaluations;
  /** What it had asked when it stopped. */
  asked: Evaluations;
}

/** The methods that take part. */
export type Contestant = MethodName | "levenbergMarquardt";

/** All problems, one method. */
export async function outcomesOf(
  solve: (counted: CountedProblem) => Promise<ArrayLike<number>>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const problem of problems) {
    const counted = new CountedProblem(problem);
    const x = await solve(counted);
    const { solvedAfter, asked } = counted;
    outcomes.push({ problem, isSolved: solves(problem, x), solvedAfter, asked });
  }
  return outcomes;
}

/** A method with its defaults, as far as float64 goes. */
export function solver(name: Contestant): (counted: CountedProblem) => Promise<Float64Array> {
  return async (counted) => {
    const start = Float64Array.from(counted.problem.start);
    if (name === "levenbergMarquardt") {
      const jacobian = (x: Float64Array) => counted.jacobian(x);
      return (await leastSquares((x) => counted.residuals(x), start, { jacobian })).x;
    }
    return minimizeSync((x) => counted.value(x), start, {
      method: name,
      maxIterations: 2000,
      gradient: (x) => counted.gradient(x),
      hessianVectorProduct: (x, along) => counted.product(x, along),
      hessian: (x) => counted.hessian(x),
    }).x;
  };
}

/** How many problems were solved. */
export function solvedCount(outcomes: Outcome[]): number {
  return outcomes.filter((outcome) => outcome.isSolved).length;
}

/** Values and gradients until the solution. */
export function workOf({ solvedAfter, asked }: Outcome): number {
  const { values, gradients } = solvedAfter ?? asked;
  return values + gradients;
}
