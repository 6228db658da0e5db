import assert from "../../src/deps/test.ts";
import { solveScalar } from "../../src/roots/solve_scalar.ts";

Deno.test("Brent's method finds roots to the last digits, in no more evaluations than SciPy's brentq", () => {
  // With SciPy 1.17.1's roots and function calls.
  const cases: [(x: number) => number, [number, number], number, number][] = [
    [(x) => Math.cos(x) - x, [0, 1], 0.7390851332151559, 8],
    [(x) => x ** 3 - 2 * x - 5, [2, 3], 2.094551481542327, 8],
    [(x) => Math.exp(x) - 1e6, [0, 100], 13.81551055796427, 20],
  ];
  for (const [f, interval, x, calls] of cases) {
    const found = solveScalar(f, interval);
    assert.equal(found.status, "converged");
    assert.ok(Math.abs(found.x - x) <= 1e-14 * Math.abs(x), `${found.x}, not ${x}`);
    assert.ok(found.forwardPasses <= calls + 2, `${found.forwardPasses}, not ${calls}`);
  }
});

Deno.test("a root at an end, a jump, a multiple root and other units are found", () => {
  assert.equal(solveScalar((x) => x - 2, [2, 5]).x, 2);
  const jump = solveScalar((x) => x < 1 / 3 ? -1 : 1, [0, 1]);
  assert.ok(Math.abs(jump.x - 1 / 3) < 1e-15);
  assert.ok(Math.abs(solveScalar((x) => x ** 9, [-1, 2]).x) < 1e-12);
  for (const unit of [2 ** -300, 2 ** 300]) {
    const { x } = solveScalar((x) => (x / unit) ** 2 - 2, [0, 2 * unit]);
    assert.ok(Math.abs(x / unit - Math.SQRT2) < 1e-15);
  }
});

Deno.test("what has no root for sure is refused", () => {
  const run = (f: (x: number) => number, interval: [number, number]) => () =>
    solveScalar(f, interval);
  assert.throws(run((x) => x * x + 1, [-1, 2]), /f is 2 at -1 and 5 at 2\. Choose an interval/);
  assert.throws(run((x) => Math.log(x), [-1, 2]), /f is NaN at -1/);
  assert.throws(run((x) => x, [2, -1]), /two finite numbers, the lower one first/);
  assert.equal(solveScalar((x) => x > 0.6 ? 1 : x < 0.4 ? -1 : NaN, [0, 1]).status, "notFinite");
  assert.equal(
    solveScalar((x) => x ** 3 - 2, [0, 9], { maxIterations: 2 }).status,
    "maxIterations",
  );
});
