import assert from "../../src/deps/test.ts";
import { norm, solution, triangle } from "../../src/least_squares/triangular.ts";
import { gaussNewtonStep, trustRegionStep } from "../../src/least_squares/trust_region.ts";

const jacobian = [[1, 2], [3, 4], [5, 7], [-1, 1]];
const residuals = Float64Array.of(1, -2, 3, 0.5);
const scales = Float64Array.of(6, 8);
const columns = [0, 1].map((j) => Float64Array.from(jacobian, (row) => row[j]));
const model = triangle(columns, residuals);

/** (J'J + lambda D^2) p + J'r: 0 if p is the damped step. */
function normalEquations(step: Float64Array, lambda: number): number[] {
  return [0, 1].map((j) =>
    jacobian.reduce(
      (sum, row, i) => sum + row[j] * (row[0] * step[0] + row[1] * step[1] + residuals[i]),
      0,
    ) +
    lambda * scales[j] ** 2 * step[j]
  );
}

Deno.test("the undamped step satisfies the normal equations", () => {
  const step = solution(model);
  normalEquations(step, 0).forEach((value) => assert.ok(Math.abs(value) < 1e-12));
});

Deno.test("a damped step satisfies the damped normal equations, with a length within a tenth of the radius", () => {
  const longest = gaussNewtonStep(model, scales).length;
  for (const radius of [0.9, 0.5, 0.1, 1e-3, 1e-8].map((part) => part * longest)) {
    for (const guess of [0, 1e-3, 1, 1e6]) {
      const { step, lambda, length } = trustRegionStep(model, scales, radius, guess);
      assert.ok(lambda > 0 || length <= 1.1 * radius);
      assert.ok(Math.abs(norm(step.map((p, j) => scales[j] * p)) - length) < 1e-12 * length);
      assert.ok(Math.abs(length - radius) <= 0.1 * radius + 1e-15);
      normalEquations(step, lambda).forEach((value) => assert.ok(Math.abs(value) < 1e-9));
    }
  }
});

Deno.test("a radius beyond the Gauss-Newton step's length leaves the step as it is", () => {
  const { step, lambda } = trustRegionStep(model, scales, 1e3, 5);
  assert.equal(lambda, 0);
  assert.deepEqual(step, solution(model));
});

Deno.test("a singular Jacobian has the shortest of its Gauss-Newton steps", () => {
  const singular = triangle(
    [Float64Array.of(1, 2, 3), Float64Array.of(1, 2, 3)],
    Float64Array.of(-1, -2, -3),
  );
  const { step } = gaussNewtonStep(singular, Float64Array.of(1, 1));
  step.forEach((p) => assert.ok(Math.abs(p - 0.5) < 1e-7));
});
