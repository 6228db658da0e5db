import assert from "../../src/deps/test.ts";
import { leastSquaresExact } from "../../src/least_squares/exact.ts";
import { leastSquares, leastSquaresSync } from "../../src/least_squares/least_squares.ts";

const t = [0, 1, 2, 3, 4, 5, 6, 7];
const y = [5.1, 3.0, 1.9, 1.1, 0.7, 0.42, 0.22, 0.15];

/** An exponential through y times f, over t times s. */
function decay(f: number, s: number, hasJacobian: boolean) {
  const residuals = ([a, b]: Float64Array) => y.map((y, i) => a * Math.exp(-b * t[i] / s) - f * y);
  const jacobian = ([a, b]: Float64Array) =>
    t.map((t) => [Math.exp(-b * t / s), -a * t / s * Math.exp(-b * t / s)]);
  return leastSquaresSync(residuals, [f, s], hasJacobian ? { jacobian } : {});
}

for (const hasJacobian of [false, true]) {
  Deno.test(`a fit does not depend on its data's units, ${hasJacobian ? "with a Jacobian" : "by differences"}`, () => {
    const plain = decay(1, 1, hasJacobian);
    for (const f of [1e-300, 1e-160, 1e-150, 1e-20, 1, 1e20, 1e150, 1e160]) {
      for (const s of [1e-150, 1e-9, 1, 1e9, 1e150]) {
        // Then dr/db is no float64 any more.
        if (f / s > 1e300 || f / s < 1e-300) continue;
        const { status, x, standardErrors, residualStandardDeviation } = decay(f, s, hasJacobian);
        const name = `y * ${f}, t * ${s}`;
        assert.equal(status, "converged", name);
        const pairs = [
          [x[0] / f, plain.x[0]],
          [x[1] / s, plain.x[1]],
          [standardErrors[0] / f, plain.standardErrors[0]],
          [standardErrors[1] / s, plain.standardErrors[1]],
          [residualStandardDeviation / f, plain.residualStandardDeviation],
        ];
        for (const [got, expected] of pairs) {
          assert.ok(Math.abs(got / expected - 1) < 1e-8, `${name}: ${got}, not ${expected}`);
        }
      }
    }
  });
}

Deno.test("a parameter that starts at 0 is fitted, however large it must be", () => {
  const t = [1, 2, 3, 4, 5, 6, 7, 8].map((v) => v * 1e-6);
  const y = [20.1, 21.9, 24.2, 25.8, 28.1, 30, 31.9, 34.2];
  const residuals = ([a, b]: Float64Array) => t.map((t, i) => a + b * t - y[i]);
  for (const start of [[20, 0], [0, 0], [1e-3, 0]]) {
    const { status, x, value } = leastSquaresSync(residuals, start);
    // R 4.2.2, lm(y ~ t).
    assert.equal(status, "converged");
    assert.ok(Math.abs(x[0] - 18.00357142857) < 1e-8 && Math.abs(x[1] - 2004761.904762) < 1e-2);
    assert.ok(Math.abs(value - 0.154047619) < 1e-8, `${value}`);
  }
});

Deno.test("residuals of 1e-170 have a minimum", () => {
  const { status, x } = leastSquaresSync(([x]) => [1e-170 * (x - 3), 1e-170 * (x - 4)], [1]);
  assert.equal(status, "converged");
  assert.ok(Math.abs(x[0] - 3.5) < 1e-8, `${x}`);
});

Deno.test("without degrees of freedom, errors are NaN", () => {
  const circle = ([a, b]: Float64Array) => [a * a + b * b - 25, Math.exp(a - b) - 0.3];
  for (const end of [leastSquaresSync(circle, [1, 5]), leastSquaresSync(([a]) => [a - 3], [1])]) {
    assert.equal(end.degreesOfFreedom, 0);
    assert.ok(end.standardErrors.every(Number.isNaN));
    assert.ok(Number.isNaN(end.residualStandardDeviation));
  }
});

Deno.test("the exact fit does not depend on units either", () => {
  const [column, y] = [[1, 2, 3, 4.5], [3.1, 5, 7.2, 9.9]];
  const plain = leastSquaresExact([column], y);
  for (const s of [1e-300, 1e-170, 1e-155, 1e155, 1e300]) {
    const scaled = leastSquaresExact([column.map((v) => v * s)], y);
    for (const what of ["coefficients", "standardErrors"] as const) {
      assert.ok(Math.abs(scaled[what][1] * s / plain[what][1] - 1) < 1e-14, `${what} at ${s}`);
      assert.ok(Math.abs(scaled[what][0] / plain[what][0] - 1) < 1e-14, `${what} at ${s}`);
    }
    const other = leastSquaresExact([column], y.map((v) => v * s));
    assert.ok(Math.abs(other.coefficients[1] / s / plain.coefficients[1] - 1) < 1e-14);
  }
  // 2 / sqrt(1 - c^2) for two columns, of which c is the cosine.
  const cosine = 10.5 / Math.sqrt(4 * 34.25);
  assert.ok(Math.abs(plain.conditionNumber * Math.sqrt(1 - cosine ** 2) / 2 - 1) < 1e-12);
});

Deno.test("columns that are no numbers are refused by name", () => {
  const fit = leastSquaresExact as unknown as (columns: unknown, y: unknown) => unknown;
  assert.throws(() => fit([["1", "2", "3"]], [1, 2, 3]), /column 1 must be a list of numbers/);
  assert.throws(() => fit(undefined, [1, 2, 3]), /columns must be a list of columns/);
  assert.throws(() => fit([[1, 2, 3]], null), /y must be a list of numbers/);
});

Deno.test("arguments of other types are refused by name", async () => {
  const fit = leastSquaresSync as unknown as (...args: unknown[]) => unknown;
  const residuals = ([a]: Float64Array) => [a, a - 1];
  const cases: [unknown[], RegExp][] = [
    [[residuals, undefined], /the start must be a list of numbers, got undefined/],
    [[residuals, ["1"]], /the start must be a list of numbers, got a list with a string/],
    [[residuals, [1], null], /the options must be an object, got null/],
    [[residuals, [1], { maxIterations: 0 }], /maxIterations is 0\. Expected a positive/],
    [[undefined, [1]], /the residuals must be a function of x, got undefined/],
    [[residuals, [1], { jacobian: [] }], /the Jacobian must be a function of x/],
  ];
  for (const [args, message] of cases) assert.throws(() => fit(...args), message);
  const counting = { callback: () => 1 };
  assert.equal((await leastSquares(residuals, [3], counting)).status, "converged");
});
