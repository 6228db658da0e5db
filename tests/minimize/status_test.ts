import assert from "../../src/deps/test.ts";
import { minimize, minimizeSync } from "../../src/minimize/minimize.ts";
import type { MethodName } from "../../src/minimize/solution.ts";
import { rosenbrock, slopeOfRosenbrock } from "./rosenbrock.ts";

const start = [-1.2, 1];

Deno.test("a function that falls without end is unbounded, for the searches that reach minus infinity", () => {
  for (const method of ["lbfgs", "conjugateGradient", "gradientDescent"] as const) {
    const end = minimizeSync(([x]) => -x, [1], { method, gradient: () => [-1] });
    assert.equal(end.status, "unbounded", method);
  }
  for (const method of ["newton", "newtonCg"] as const) {
    const end = minimizeSync(([x]) => -x, [1], { method, gradient: () => [-1] });
    assert.equal(end.status, "maxIterations", method);
  }
});

Deno.test("a parameter whose difference does not move f is not taken for a minimum", () => {
  // In units of 1e9: a step of 6e-6 of the start's other value changes f by less than its rounding.
  const f = ([a, b]: Float64Array) => 5 + (a - 1) ** 2 + (b / 1e9 - 3) ** 2;
  for (const method of ["lbfgs", "newton", "newtonCg"] as const) {
    const { status, x } = minimizeSync(f, [2, 1], { method, tolerance: 1e-12 });
    assert.equal(status, "converged", method);
    assert.ok(Math.abs(x[0] - 1) < 1e-4 && Math.abs(x[1] / 1e9 - 3) < 1e-4, `${method}: ${x}`);
  }
});

Deno.test("differences that see a flat spot look further before they call it a minimum", () => {
  // Flat to 1e-4 around the start, and falling beyond it.
  const f = ([a]: Float64Array) =>
    Math.abs(a - 5) < 1e-4 ? 0 : -((Math.abs(a - 5) - 1e-4) ** 2) / (1 + a * a);
  const { status, x } = minimizeSync(f, [5]);
  assert.ok(status !== "flatStart" && x[0] !== 5, `${status} at ${x}`);
});

for (const method of ["lbfgs", "newton", "newtonCg"] as const) {
  Deno.test(`${method} ends at ARWHEAD's minimum, where terms of size 1 cancel to 0`, () => {
    const n = 100;
    const f = (x: Float64Array) =>
      x.subarray(0, n - 1).reduce((sum, v) => sum + (v * v + x[n - 1] ** 2) ** 2 - 4 * v + 3, 0);
    const gradient = (x: Float64Array) => {
      const slopes = new Float64Array(n);
      for (let i = 0; i < n - 1; i++) {
        const square = x[i] ** 2 + x[n - 1] ** 2;
        slopes[i] += 4 * square * x[i] - 4;
        slopes[n - 1] += 4 * square * x[n - 1];
      }
      return slopes;
    };
    const end = minimizeSync(f, new Float64Array(n).fill(1), { method, gradient });
    assert.equal(end.status, "converged");
    assert.ok(Math.abs(end.value) < 1e-12 && end.gradients < 1300, `${end.gradients}`);
  });
}

Deno.test("Newton-CG takes 200,000 variables", () => {
  const f = (x: Float64Array) => x.reduce((sum, v, i) => sum + (1 + i % 7) * (v - 1) ** 2, 0);
  const gradient = (x: Float64Array) => x.map((v, i) => 2 * (1 + i % 7) * (v - 1));
  const end = minimizeSync(f, new Float64Array(200_000), { method: "newtonCg", gradient });
  assert.equal(end.status, "converged");
  assert.ok(end.value < 1e-12);
});

Deno.test("Newton bears a Hessian whose squares overflow", () => {
  const f = (x: Float64Array) => 1e182 * x.reduce((sum, v) => sum + v * v, 0);
  const { status, x } = minimizeSync(f, [1, 1, 1], {
    method: "newton",
    tolerance: 1e176,
    gradient: (x) => x.map((v) => 2e182 * v),
    hessian: () => [[2e182, 0, 0], [0, 2e182, 0], [0, 0, 2e182]],
  });
  assert.equal(status, "converged");
  assert.ok(x.every((value) => Math.abs(value) < 1e-6));
});

Deno.test("only true stops a run, not what a callback happens to return", async () => {
  const values: number[] = [];
  const counting = { callback: ({ value }: { value: number }) => values.push(value) };
  assert.equal((await minimize(rosenbrock, start, counting)).status, "converged");
  assert.equal(
    (await minimize(rosenbrock, start, { callback: async () => {} })).status,
    "converged",
  );
});

Deno.test("a budget of gradients counts those of a differenced product once", () => {
  let gradients = 0;
  const gradient = (x: Float64Array) => (gradients++, slopeOfRosenbrock(x));
  const end = minimizeSync(rosenbrock, start, { method: "newtonCg", gradient, maxGradients: 100 });
  assert.equal(end.status, "maxGradients");
  assert.ok(gradients >= 99 && gradients <= 102, `${gradients}`);
});

Deno.test("a run that only rounding stops has converged, and says why", () => {
  // Values near 1e6 are rounded to 1e-10: the gradient cannot fall to 1e-12.
  const f = (x: Float64Array) => 1e6 + rosenbrock(x);
  for (const method of ["lbfgs", "conjugateGradient", "newton", "newtonCg"] as const) {
    const end = minimizeSync(f, start, { method, gradient: slopeOfRosenbrock, tolerance: 0 });
    assert.equal(end.status, "converged", method);
    assert.match(end.message, /rounding|functionTolerance|stepTolerance|gradient/);
    assert.ok(end.x.every((value) => Math.abs(value - 1) < 1e-3), `${method}: ${end.x}`);
  }
});

Deno.test("relative tolerances end a run early", () => {
  const gradient = slopeOfRosenbrock;
  const tight = minimizeSync((x) => 1 + rosenbrock(x), start, { gradient });
  const byValue = minimizeSync((x) => 1 + rosenbrock(x), start, {
    gradient,
    functionTolerance: 1e-3,
  });
  assert.ok(byValue.status === "converged" && byValue.iterations < tight.iterations);
  assert.match(byValue.message, /functionTolerance/);
  const byStep = minimizeSync((x) => 1 + rosenbrock(x), start, { gradient, stepTolerance: 1e-2 });
  assert.ok(byStep.status === "converged" && byStep.iterations < tight.iterations);
  assert.match(byStep.message, /stepTolerance/);
});

Deno.test("arguments of other types are refused by name", () => {
  const call = minimizeSync as unknown as (...args: unknown[]) => unknown;
  const cases: [unknown[], RegExp][] = [
    [[rosenbrock, 3], /the start must be a list of numbers, got a number/],
    [[rosenbrock, undefined], /the start must be a list of numbers, got undefined/],
    [[rosenbrock, ["1", "2"]], /the start must be a list of numbers, got a list with a string/],
    [[rosenbrock, start, null], /the options must be an object, got null/],
    [[rosenbrock, start, { method: null }], /there is no method "null"/],
    [[null, start], /f must be a function of x, got null/],
    [[rosenbrock, start, { gradient: 3 }], /gradient must be a function of x, got a number/],
    [[rosenbrock, start, { functionTolerance: -1 }], /functionTolerance must be 0 or more, got -1/],
    [[rosenbrock, start, { typicalF: 0 }], /typicalF must be a finite number other than 0, got 0/],
  ];
  for (const [args, message] of cases) assert.throws(() => call(...args), message);
});

const names: MethodName[] = ["lbfgs", "newton", "newtonCg", "conjugateGradient", "gradientDescent"];
for (const method of names) {
  Deno.test(`${method}: a gradient of another function is not called converged`, () => {
    const upside = (x: Float64Array) => slopeOfRosenbrock(x).map((slope) => -slope);
    assert.notEqual(
      minimizeSync(rosenbrock, start, { method, gradient: upside }).status,
      "converged",
    );
  });
}
