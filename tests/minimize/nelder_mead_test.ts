import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { minimize, minimizeSync } from "../../src/minimize/minimize.ts";
import { isSolved, problems } from "../../problems/more_garbow_hillstrom.ts";
import { testOnBackends } from "../backends.ts";
import { rosenbrock } from "./rosenbrock.ts";

const method = "nelderMead" as const;

Deno.test("the simplex method solves 34 of Moré, Garbow and Hillstrom's 35 problems, of up to 12 variables", () => {
  const solved = problems.filter((problem) => {
    const { status, x, value, gradients, forwardPasses } = minimizeSync(
      problem.value,
      [...problem.start],
      { method },
    );
    assert.equal(status, "converged", problem.name);
    assert.equal(gradients, 0);
    assert.ok(forwardPasses < 15_000, problem.name);
    return isSolved(problem, value, Math.max(...problem.gradient(x).map(Math.abs)));
  });
  assert.ok(solved.length >= 34, `${solved.length}`);
});

Deno.test("the simplex method is at home where there are no derivatives", () => {
  const functions: [(x: Float64Array) => number, number[], number[]][] = [
    [([a, b]) => Math.abs(a - 3) + 2 * Math.abs(b + 1), [0, 0], [3, -1]],
    [([a, b]) => Math.max(Math.abs(a - b), Math.abs(a + b - 4)), [1, 5], [2, 2]],
    // A wall: NaN beyond it.
    [([a]) => a > 2 ? NaN : (a - 2) ** 2, [0], [2]],
  ];
  for (const [f, start, expected] of functions) {
    const { x, status } = minimizeSync(f, start, { method });
    assert.equal(status, "converged");
    assert.ok(x.every((value, i) => Math.abs(value - expected[i]) < 1e-6), `${x}`);
  }
});

Deno.test("the simplex method stays in its box", () => {
  const bounds = { lower: -2, upper: [0.5, 2] };
  const f = (x: Float64Array) => {
    assert.ok(x[0] <= 0.5 && x[1] <= 2 && x.every((value) => value >= -2), `asked at ${x}`);
    return rosenbrock(x);
  };
  for (const start of [[-1.2, 1], [0.5, 2], [3, 3]]) {
    const { x, activeBounds, message } = minimizeSync(f, start, { method, bounds });
    assert.ok(Math.abs(x[0] - 0.5) < 1e-7 && Math.abs(x[1] - 0.25) < 1e-7, `${x}`);
    assert.deepEqual(activeBounds, [1, 0]);
    assert.equal(/moved to the nearest point/.test(message), start[0] > 0.5);
  }
});

Deno.test("the simplex method does not depend on units", () => {
  const at = (unit: number, size: number) =>
    minimizeSync((x) => size * rosenbrock(x.map((value) => value / unit)), [-1.2 * unit, unit], {
      method,
    });
  const plain = at(1, 1);
  // Powers of 2: every comparison is the same.
  for (const unit of [2 ** -60, 2 ** 60]) {
    for (const size of [2 ** -200, 2 ** 200]) {
      const { x, forwardPasses, status } = at(unit, size);
      assert.equal(status, "converged");
      assert.equal(forwardPasses, plain.forwardPasses);
      assert.deepEqual([...x].map((value) => value / unit), [...plain.x]);
    }
  }
});

Deno.test("budgets, callbacks, signals and bad starts end the simplex method", () => {
  const end = (f: (x: Float64Array) => number, options = {}) =>
    minimizeSync(f, [-1.2, 1], { method, ...options });
  assert.equal(end(rosenbrock, { maxIterations: 5 }).status, "maxIterations");
  const { status, iterations, history } = end(rosenbrock, {
    history: true,
    callback: ({ iteration }: { iteration: number }) => iteration === 3,
  });
  assert.deepEqual([status, iterations, history?.length], ["stopped", 3, 4]);
  assert.equal(end(rosenbrock, { signal: AbortSignal.abort() }).status, "aborted");
  assert.equal(end(() => 7).status, "flatStart");
  assert.equal(end(() => NaN).status, "notFiniteStart");
  assert.equal(end(([a]) => a > -1.2 ? -Infinity : a).status, "unbounded");
  assert.ok(Math.abs(end(rosenbrock, { stepTolerance: 1e-3 }).value) < 1e-4);
});

testOnBackends("the simplex method minimizes functions of tensors", async () => {
  const start = [tf.scalar(-1.2), tf.scalar(1)];
  const f = (a: tf.Scalar, b: tf.Scalar): tf.Scalar =>
    tf.add(tf.square(tf.sub(1, a)), tf.mul(10, tf.square(tf.sub(b, tf.square(a)))));
  const { x, status, gradients } = await minimize(f, start, { method });
  assert.equal(status, "converged");
  assert.equal(gradients, 0);
  for (const entry of x) assert.ok(Math.abs((await entry.data())[0] - 1) < 0.01);
  tf.dispose([...start, ...x]);
}, ["cpu", "wasm"]);
