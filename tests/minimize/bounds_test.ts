import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { minimize, minimizeSync } from "../../src/minimize/minimize.ts";
import type { MethodName } from "../../src/minimize/solution.ts";
import { testOnBackends } from "../backends.ts";
import { rosenbrock, slopeOfRosenbrock } from "./rosenbrock.ts";

const methods: MethodName[] = [
  "lbfgs",
  "conjugateGradient",
  "gradientDescent",
  "newton",
  "newtonCg",
];

/** Boxes, with the minimum within them as SciPy's L-BFGS-B finds it, and which bounds are active there. */
const boxes = [
  { lower: [-1.5, -3], upper: [0.5, 3], minimum: [0.5, 0.25], active: [1, 0] },
  { lower: [1.5, -1], upper: [3, 10], minimum: [1.5, 2.25], active: [-1, 0] },
  { lower: [-2, -2], upper: [0, 0], minimum: [0, 0], active: [1, 1] },
];

for (const method of methods) {
  Deno.test(`${method} minimizes within a box, and asks nowhere else`, () => {
    for (const { lower, upper, minimum, active } of boxes) {
      for (const gradient of [slopeOfRosenbrock, undefined]) {
        const f = (x: Float64Array) => {
          assert.ok(x.every((value, i) => value >= lower[i] && value <= upper[i]), `asked at ${x}`);
          return rosenbrock(x);
        };
        const end = minimizeSync(f, [-1.2, 1], { method, gradient, bounds: { lower, upper } });
        assert.equal(end.status, "converged");
        assert.ok(end.x.every((value, i) => Math.abs(value - minimum[i]) < 1e-5), `${end.x}`);
        assert.deepEqual(end.activeBounds, active);
        const isOutside = -1.2 < lower[0] || 1 > upper[1];
        assert.equal(/moved to the nearest point within/.test(end.message), isOutside);
      }
    }
  });
}

Deno.test("L-BFGS-B takes no more evaluations than SciPy's to the corner of a box", () => {
  const bounds = { lower: [-1.5, -3], upper: [0.5, 3] };
  const { gradients } = minimizeSync(rosenbrock, [-1.2, 1], {
    gradient: slopeOfRosenbrock,
    bounds,
  });
  // SciPy 1.17.1's L-BFGS-B, to a projected gradient of 1e-6: 31.
  assert.ok(gradients <= 31, `${gradients}`);
});

Deno.test("a separable function has its minimum where each variable's bound lets it", () => {
  const n = 50;
  const target = (i: number) => (i % 7) - 3;
  const f = (x: Float64Array) =>
    x.reduce((sum, v, i) => sum + (1 + i % 5) * (v - target(i)) ** 2, 0);
  const gradient = (x: Float64Array) => x.map((v, i) => 2 * (1 + i % 5) * (v - target(i)));
  for (const method of ["lbfgs", "newtonCg"] as const) {
    const bounds = { lower: -1, upper: 2 };
    const end = minimizeSync(f, new Float64Array(n), { method, gradient, bounds });
    assert.equal(end.status, "converged");
    end.x.forEach((value, i) =>
      assert.ok(Math.abs(value - Math.min(Math.max(target(i), -1), 2)) < 1e-6, `${i}: ${value}`)
    );
  }
});

Deno.test("a variable whose bounds are equal is fixed", () => {
  const { x, status } = minimizeSync(rosenbrock, [-1.2, 1], {
    bounds: { lower: [-2, 0.5], upper: [2, 0.5] },
  });
  assert.equal(status, "converged");
  assert.equal(x[1], 0.5);
});

testOnBackends("tensors have bounds too", async () => {
  const start = tf.tensor1d([3, 3]);
  const f = (x: tf.Tensor) => tf.sum(tf.square(tf.sub(x, [1, -4])));
  const { x, status, activeBounds } = await minimize(f, start, { bounds: { lower: [-1, -2] } });
  assert.equal(status, "converged");
  const values = await x.data();
  assert.ok(Math.abs(values[0] - 1) < 1e-3 && values[1] === -2, `${values}`);
  assert.deepEqual(activeBounds, [0, -1]);
  tf.dispose([start, x]);
}, ["cpu", "wasm"]);

Deno.test("bounds that are none are refused by name", () => {
  const run = (bounds: object) => () => minimizeSync(rosenbrock, [0, 0], { bounds });
  assert.throws(
    run({ lower: [1] }),
    /the lower bounds must be a number, or 2, one a variable, got \[1\]/,
  );
  assert.throws(run({ upper: [NaN, 1] }), /the upper bounds must be a number/);
  assert.throws(
    run({ lower: [0, 5], upper: [1, 4] }),
    /lower bound of variable 1, 5, is above its upper bound, 4/,
  );
});
