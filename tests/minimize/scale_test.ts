import assert from "../../src/deps/test.ts";
import { minimizeSync } from "../../src/minimize/minimize.ts";
import { sweep } from "../../problems/sweep.ts";
import { rosenbrock, slopeOfRosenbrock } from "./rosenbrock.ts";

/**
 * How far two answers to the same problem may be apart, relative to their size. At Powell's singular minimum the Hessian
 * is 0 in two directions, so that f says little about x there.
 */
function allowed(problem: string, byDifferences: boolean): number {
  if (problem === "Powell singular") return byDifferences ? 1e-2 : 1e-6;
  return byDifferences ? 1e-3 : 1e-6;
}

/** Conjugate gradients on it stop at f's rounding, by differences, a few evaluations earlier or later. */
const isAtRounding = (problem: string, byDifferences: boolean) =>
  problem === "Brown and Dennis" && byDifferences;

Deno.test("the same problem in other units: the same status, as many evaluations, the same answer", () => {
  for (const cell of sweep()) {
    const { method, problem, byDifferences, unit } = cell;
    const name = `${method} on ${problem}, ${unit}${byDifferences ? ", by differences" : ""}`;
    assert.equal(cell.status, cell.expectedStatus, name);
    const most = isAtRounding(problem, byDifferences) ? 0.3 : 0.25;
    assert.ok(Math.abs(cell.ratio - 1) <= most, `${name}: ${cell.ratio} times the evaluations`);
    assert.ok(cell.difference <= allowed(problem, byDifferences), `${name}: ${cell.difference}`);
  }
});

for (const [f, tolerance] of [[1e-20, 1e-26], [1e14, 1e8], [1e20, 1e14]]) {
  Deno.test(`${f} times Rosenbrock's function takes L-BFGS as many gradients as the function itself`, () => {
    const run = (f: number, tolerance: number) =>
      minimizeSync((x) => f * rosenbrock(x), [-1.2, 1], {
        tolerance,
        gradient: (x) => slopeOfRosenbrock(x).map((slope) => f * slope),
      });
    const [scaled, plain] = [run(f, tolerance), run(1, 1e-6)];
    assert.deepEqual([scaled.status, plain.status], ["converged", "converged"]);
    assert.ok(Math.abs(scaled.gradients - plain.gradients) <= 2, `${scaled.gradients}`);
  });
}

for (const method of ["lbfgs", "conjugateGradient", "newton", "newtonCg"] as const) {
  Deno.test(`${method} minimizes a bowl of 1e160, whose squares overflow`, () => {
    const bowl = (x: Float64Array) => 1e160 * x.reduce((sum, v, i) => sum + (i + 1) * v * v, 0);
    const gradient = (x: Float64Array) => x.map((value, i) => 2e160 * (i + 1) * value);
    const end = minimizeSync(bowl, [1, 2], { method, gradient, tolerance: 1e154 });
    assert.equal(end.status, "converged");
    assert.ok(end.x.every((value) => Math.abs(value) < 1e-6), `${end.x}`);
  });
}

Deno.test("without a tolerance, a function in small units is not converged at the start", () => {
  const tiny = minimizeSync((x) => 1e-20 * rosenbrock(x), [-1.2, 1]);
  assert.equal(tiny.status, "converged");
  assert.ok(tiny.x.every((value) => Math.abs(value - 1) < 1e-3), `${tiny.x}`);
});

Deno.test("typical sizes are the units of the tolerance", () => {
  const gradient = (x: Float64Array) =>
    slopeOfRosenbrock(x.map((v) => v / 1e-6)).map((s) => s / 1e-6);
  const options = { gradient, typicalX: [1e-6, 1e-6], typicalF: 1, tolerance: 1e-6 };
  const end = minimizeSync((x) => rosenbrock(x.map((v) => v / 1e-6)), [-1.2e-6, 1e-6], options);
  assert.equal(end.status, "converged");
  assert.ok(end.gradientNorm <= 1 && end.gradientNorm > 1e-6);
  assert.throws(
    () => minimizeSync(rosenbrock, [1, 2], { typicalX: [1] }),
    /typicalX must be 2 finite numbers, one a variable, other than 0, got 1/,
  );
});
