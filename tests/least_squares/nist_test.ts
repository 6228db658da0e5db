import { fitNonlinear } from "../../problems/nist/fits.ts";
import assert from "../../src/deps/test.ts";
import { digits, nonlinearProblems, readNonlinear } from "../../problems/nist/nist.ts";

/** Its residuals are rounding alone, 1e-13 of y, and so are the standard errors. */
const exactFit = "Lanczos1";

const fits = await fitNonlinear();
const bounded = await fitNonlinear({ isBounded: true });

for (const name of nonlinearProblems) {
  Deno.test(`NIST's ${name}: 6 correct digits or more in every parameter and standard error, from both starts`, () => {
    const mine = fits.filter((fit) => fit.name === name);
    assert.equal(mine.length, 2);
    const { residualStandardDeviation, y, estimates } = readNonlinear(name);
    for (const { parameters, standardErrors, solution } of mine) {
      assert.ok(parameters >= 6, `${parameters} digits`);
      assert.equal(solution.status, "converged");
      assert.equal(solution.degreesOfFreedom, y.length - estimates.length);
      if (name === exactFit) continue;
      assert.ok(standardErrors >= 6, `${standardErrors} digits`);
      assert.ok(digits(solution.residualStandardDeviation, residualStandardDeviation) >= 6);
    }
  });
}

Deno.test("within bounds that are a thousand times as far away, the digits are there too, and no bound is met", () => {
  assert.equal(bounded.length, 2 * nonlinearProblems.length);
  for (const { name, parameters, solution } of bounded) {
    assert.ok(parameters >= 6, `${name}: ${parameters} digits`);
    assert.equal(solution.status, "converged");
    assert.ok(solution.activeBounds!.every((side) => side === 0), name);
  }
});
