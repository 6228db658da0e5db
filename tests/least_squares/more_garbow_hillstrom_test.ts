import assert from "../../src/deps/test.ts";
import { leastSquares } from "../../src/least_squares/least_squares.ts";
import { isSolved, type Problem, problems } from "../problems/more_garbow_hillstrom.ts";

const solve = async (problem: Problem, tolerance?: number) => {
  const { residuals, jacobian, start } = problem;
  const fit = await leastSquares(residuals, [...start], { jacobian, tolerance });
  return isSolved(problem, fit.value, fit.gradientNorm) ? [] : [problem.name];
};

Deno.test("leastSquares solves all 35 problems of Moré, Garbow and Hillstrom by default", async () => {
  const unsolved = await Promise.all(problems.map((problem) => solve(problem)));
  assert.deepEqual(unsolved.flat(), []);
});

Deno.test("leastSquares solves all of them but Brown and Dennis with MINPACK's default tolerance", async () => {
  const unsolved = await Promise.all(problems.map((problem) => solve(problem, 1.49012e-8)));
  assert.deepEqual(unsolved.flat(), ["Brown and Dennis"]);
});

Deno.test("leastSquares' value and gradient norm at its solution are the sum of squares' own", async () => {
  for (const { residuals, jacobian, start, value, gradient } of problems) {
    const fit = await leastSquares(residuals, [...start], { jacobian, maxIterations: 3 });
    const norm = Math.max(...gradient(fit.x).map(Math.abs));
    assert.ok(Math.abs(fit.value - value(fit.x)) <= 1e-12 * value(fit.x));
    assert.ok(Math.abs(fit.gradientNorm - norm) <= 1e-9 * (norm + Math.sqrt(fit.value)));
  }
});
