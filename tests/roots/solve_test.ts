import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { solve, solveSync } from "../../src/roots/solve.ts";
import { problems } from "../../problems/more_garbow_hillstrom.ts";
import { testOnBackends } from "../backends.ts";

const systems = problems.filter(({ m, n }) => m === n);

Deno.test("roots are found where there are any, and said to be none where |f| has another minimum", () => {
  for (const { name, residuals, jacobian, value, start } of systems) {
    for (const known of [jacobian, undefined]) {
      const { x, status } = solveSync(residuals, [...start], { jacobian: known });
      const isRoot = value(x) < 1e-20;
      assert.equal(status, isRoot ? "converged" : "noRoot", name);
      // From the standard start each of these three has a minimum on the way that is no root.
      const hasNone = /Freudenstein|Trigonometric|Chebyquad/.test(name);
      assert.equal(isRoot, !hasNone, name);
    }
  }
});

Deno.test("equations without a root, and multiple roots", () => {
  const { status, message } = solveSync(([x]) => [x * x + 1], [3]);
  assert.equal(status, "noRoot");
  assert.match(message, /minimum here that is not 0/);
  const double = solveSync(([x]) => [(x - 1) ** 2], [3]);
  assert.equal(double.status, "converged");
  assert.ok(Math.abs(double.x[0] - 1) < 1e-6);
  assert.equal(solveSync(([x]) => [x * x * 0 + 2], [3]).status, "noRoot");
  assert.equal(solveSync(([x]) => [x - 3], [3]).status, "converged");
  assert.equal(solveSync(([x]) => [Math.sqrt(x)], [-1]).status, "notFiniteStart");
});

Deno.test("a root does not depend on units", () => {
  for (const unit of [1e-12, 1e12]) {
    for (const size of [1e-100, 1e100]) {
      const f = ([a, b]: Float64Array) => [
        size * ((a / unit) ** 2 + (b / unit) ** 2 - 25),
        size * ((a - b) / unit + 1),
      ];
      const { x, status } = solveSync(f, [unit, 5 * unit]);
      assert.equal(status, "converged", `${unit}, ${size}`);
      assert.ok(Math.abs(x[0] / unit - 3) < 1e-9 && Math.abs(x[1] / unit - 4) < 1e-9, `${x}`);
    }
  }
});

Deno.test("a root is looked for within bounds", () => {
  const f = ([x]: Float64Array) => [x * x - 4];
  const { x } = solveSync(f, [-1], { bounds: { lower: -3, upper: 0 } });
  assert.ok(Math.abs(x[0] + 2) < 1e-12);
  const outside = solveSync(f, [-1], { bounds: { lower: -1.5, upper: 0 } });
  assert.deepEqual([outside.status, outside.x[0], outside.activeBounds], ["noRoot", -1.5, [-1]]);
});

testOnBackends("a system in tensors is solved", async () => {
  const start = [tf.scalar(1), tf.scalar(5)];
  const f = (a: tf.Scalar, b: tf.Scalar) =>
    tf.stack([
      tf.sub(tf.add(tf.square(a), tf.square(b)), 25),
      tf.add(tf.sub(a, b), 1),
    ]);
  const { x: [a, b], status } = await solve(f, start);
  assert.equal(status, "converged");
  assert.ok(Math.abs((await a.data())[0] - 3) < 1e-4 && Math.abs((await b.data())[0] - 4) < 1e-4);
  const none = await solve((a: tf.Scalar) => tf.add(tf.square(a), 1), start[0]);
  assert.equal(none.status, "noRoot");
  tf.dispose([...start, a, b, none.x]);
});
