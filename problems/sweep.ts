/**
 * One problem in many units: an optimizer's answer must not depend on them.
 *
 * @module
 */
import type { Method } from "../src/methods/method.ts";
import type { Float64Options } from "../src/minimize/minimize.ts";
import { minimizeSync } from "../src/minimize/minimize.ts";
import type { MethodName } from "../src/minimize/solution.ts";
import { type Problem, problems } from "./more_garbow_hillstrom.ts";

/** Units of f, and of x, in which each problem is put. */
export const units = {
  f: [1e-20, 1e-10, 1e-3, 1e3, 1e10, 1e20],
  x: [1e-9, 1e-4, 1e4, 1e9],
};

/** The methods, and the problems that all of them solve in few steps. */
export const sweptMethods: MethodName[] = ["lbfgs", "conjugateGradient", "newton", "newtonCg"];
const names = ["Rosenbrock", "Beale", "Bard", "Powell singular", "Wood", "Brown and Dennis"];
export const sweptProblems: readonly Problem[] = problems.filter(({ name }) =>
  names.includes(name)
);

/** How a run went, in the problem's own units. */
export interface Run {
  status: string;
  /** Values and gradients, each 1. */
  evaluations: number;
  x: Float64Array;
}

/** A problem, with f and x in other units: the tolerance, which has those of a gradient, is put in them too. */
export function runIn(
  problem: Problem,
  { f, x: unit }: { f: number; x: number },
  options: { method: MethodName | Method; byDifferences: boolean },
): Run {
  const own = (x: Float64Array) => x.map((value) => value / unit);
  const known: Float64Options = options.byDifferences
    ? {}
    : { gradient: (x) => problem.gradient(own(x)).map((slope) => slope * f / unit) };
  const solution = minimizeSync(
    (x) => f * problem.value(own(x)),
    problem.start.map((value) => value * unit),
    {
      ...known,
      method: options.method,
      tolerance: toleranceOf(problem, options.byDifferences) * f / unit,
    },
  );
  const { status, forwardPasses, gradients, x } = solution;
  return { status, evaluations: forwardPasses + gradients, x: own(x) };
}

/** No gradient is better than f's rounding allows, nor by differences than about 1e-10 of f's size at the start. */
function toleranceOf({ minima }: Problem, byDifferences: boolean): number {
  return Math.max(byDifferences ? 1e-4 : 1e-6, 1e-8 * minima[0]);
}

/** A cell of the sweep: a method on a problem in some units, against the problem as it is. */
export interface Cell {
  method: MethodName;
  problem: string;
  byDifferences: boolean;
  unit: string;
  status: string;
  expectedStatus: string;
  /** Evaluations, over those of the problem as it is. */
  ratio: number;
  /** The largest difference of an entry of the answer, relative to the largest entry. */
  difference: number;
}

/** All cells. */
export function* sweep(): Generator<Cell> {
  for (const method of sweptMethods) {
    for (const problem of sweptProblems) {
      for (const byDifferences of [false, true]) {
        const options = { method, byDifferences };
        const plain = runIn(problem, { f: 1, x: 1 }, options);
        const size = Math.max(...plain.x.map(Math.abs));
        for (const [kind, factors] of Object.entries(units)) {
          for (const factor of factors) {
            const run = runIn(problem, { f: 1, x: 1, [kind]: factor }, options);
            yield {
              ...{ method, problem: problem.name, byDifferences },
              ...{ unit: `${kind} * ${factor}`, status: run.status, expectedStatus: plain.status },
              ratio: run.evaluations / plain.evaluations,
              difference: Math.max(...run.x.map((v, i) => Math.abs(v - plain.x[i]))) / size,
            };
          }
        }
      }
    }
  }
}
