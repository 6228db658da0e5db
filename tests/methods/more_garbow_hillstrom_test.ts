/**
 * What `deno task judge` counts, without SciPy: how many of the 35 problems each method solves from their standard
 * starts.
 */
import {
  type Contestant,
  type Outcome,
  outcomesOf,
  solvedCount,
  solver,
  workOf,
} from "../../problems/contest/contest.ts";
import assert from "../../src/deps/test.ts";
import { minimizeSync } from "../../src/minimize/minimize.ts";
import { problems } from "../../problems/more_garbow_hillstrom.ts";

/**
 * As many as are solved today; the work is values and gradients until a point that solves, summed, and may grow by a
 * twentieth.
 */
const contests: [name: Contestant, solved: number, work: number][] = [
  ["lbfgs", 35, 3850],
  ["newtonCg", 35, 2380],
  ["newton", 35, 1880],
  ["levenbergMarquardt", 35, 1780],
  ["conjugateGradient", 34, 10100],
];

for (const [name, solved, work] of contests) {
  Deno.test(`${name} solves ${solved} of the 35 Moré-Garbow-Hillstrom problems`, async () => {
    const outcomes = await outcomesOf(solver(name));
    const unsolved = outcomes.filter(({ isSolved }) => !isSolved).map(({ problem }) =>
      problem.name
    );
    assert.ok(solvedCount(outcomes) >= solved, `not solved: ${unsolved.join(", ")}`);
    assert.ok(totalWork(outcomes) < 1.05 * work, `it took ${totalWork(outcomes)} evaluations`);
  });
}

function totalWork(outcomes: Outcome[]): number {
  return outcomes.filter(({ isSolved }) => isSolved).reduce((sum, one) => sum + workOf(one), 0);
}

Deno.test("L-BFGS and Newton-CG end at a known minimum of every problem but Meyer's, to 8 digits", () => {
  for (const { name, start, value, gradient, minima } of problems) {
    for (const method of ["lbfgs", "newtonCg"] as const) {
      if (name === "Meyer" && method === "newtonCg") continue;
      const options = { method, gradient, tolerance: 1e-10 };
      const end = minimizeSync(value, [...start], options).value;
      const isKnown = minima.some((minimum) => Math.abs(end - minimum) <= 1e-8 * (minimum || 1e-4));
      assert.ok(isKnown, `${method} on ${name} ends at ${end}, known are ${minima}`);
    }
  }
});
