import assert from "../../src/deps/test.ts";
import { problems } from "../../problems/more_garbow_hillstrom.ts";

Deno.test("there are 35 problems, numbered as in the paper", () => {
  assert.deepEqual(
    problems.map((problem) => problem.number),
    Array.from({ length: 35 }, (_, i) => i + 1),
  );
});

for (const { name, n, m, start, residuals, jacobian } of problems) {
  Deno.test(`the Jacobian of ${name} agrees with central differences of its residuals`, () => {
    // Off the start, where some derivatives are 0 by symmetry.
    const x = start.map((value, j) => value * 0.9 + 0.01 * (j + 1));
    const analytic = jacobian(x);
    assert.equal(residuals(x).length, m);
    for (let j = 0; j < n; j++) {
      const h = 1e-5 * Math.max(Math.abs(x[j]), 0.1);
      const [above, below] = [x.with(j, x[j] + h), x.with(j, x[j] - h)].map(residuals);
      for (let i = 0; i < m; i++) {
        const expected = (above[i] - below[i]) / (2 * h);
        const scale = Math.max(1, Math.abs(expected), Math.abs(above[i]) * 1e-3);
        assert.ok(
          Math.abs(analytic[i][j] - expected) < 1e-6 * scale,
          `d r${i + 1} / d x${j + 1}: ${analytic[i][j]}, not ${expected}`,
        );
      }
    }
  });
}
