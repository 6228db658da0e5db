import assert from "../../src/deps/test.ts";
import { leastSquaresSync } from "../../src/least_squares/least_squares.ts";
import type { LeastSquaresSolution } from "../../src/least_squares/solution.ts";
import { isSolved, type Problem, problems } from "../../problems/more_garbow_hillstrom.ts";

const isRight = (problem: Problem, fit: LeastSquaresSolution<Float64Array>) =>
  isSolved(problem, fit.value, fit.gradientNorm);

Deno.test("Levenberg-Marquardt solves all 35 problems of Moré, Garbow and Hillstrom, with finite differences too, and says so", () => {
  for (const problem of problems) {
    for (const jacobian of [problem.jacobian, undefined]) {
      const fit = leastSquaresSync(problem.residuals, [...problem.start], { jacobian });
      assert.ok(isRight(problem, fit), problem.name);
      assert.equal(fit.status, "converged", problem.name);
    }
  }
});

Deno.test("Gauss-Newton solves 29 of them, and does not say that it converged on the others", () => {
  const fits = problems.map((problem) => {
    const { residuals, start, jacobian } = problem;
    const fit = leastSquaresSync(residuals, [...start], { jacobian, method: "gaussNewton" });
    return { isRight: isRight(problem, fit), status: fit.status };
  });
  assert.ok(fits.filter((fit) => fit.isRight).length >= 29);
  for (const { isRight, status } of fits) assert.equal(status === "converged", isRight);
});

Deno.test("leastSquares' value and gradient norm at its solution are the sum of squares' own", () => {
  for (const { residuals, jacobian, start, value, gradient } of problems) {
    const fit = leastSquaresSync(residuals, [...start], { jacobian, maxIterations: 3 });
    const norm = Math.max(...gradient(fit.x).map(Math.abs));
    assert.ok(Math.abs(fit.value - value(fit.x)) <= 1e-12 * value(fit.x));
    assert.ok(Math.abs(fit.gradientNorm - norm) <= 1e-9 * (norm + Math.sqrt(fit.value)));
  }
});
