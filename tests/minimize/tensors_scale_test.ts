import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { minimize } from "../../src/minimize/minimize.ts";
import { testOnBackends } from "../backends.ts";

const methods = ["lbfgs", "conjugateGradient", "newton", "newtonCg"] as const;

/** Numbers between -0.5 and 0.5, the same at every run. Source: Park and Miller (1988). */
function uniform(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from(
    { length: count },
    () => (state = state * 16807 % 2147483647) / 2147483647 - 0.5,
  );
}

testOnBackends(
  "float32's rounding ends a regression as converged, in a few gradients",
  async () => {
    for (const seed of [1, 2, 3]) {
      const x = tf.tensor2d(uniform(2000, seed), [200, 10]);
      const noise = tf.tensor2d(uniform(200, seed + 10), [200, 1]);
      const y = tf.tidy(() => tf.add(tf.sum(x, 1, true), tf.mul(0.1, noise)));
      const start = tf.zeros([10, 1]);
      for (const mean of [true, false]) {
        const loss = (b: tf.Tensor2D) => {
          const squares = tf.square(tf.sub(tf.matMul(x as tf.Tensor2D, b), y));
          return mean ? tf.mean(squares) : tf.sum(squares);
        };
        for (const method of methods) {
          const end = await minimize(loss, start, { method });
          const name = `${method}, ${mean ? "mean" : "sum"} of squares`;
          assert.equal(end.status, "converged", name);
          const most = method === "conjugateGradient" ? 120 : 15;
          assert.ok(end.gradients <= most, `${name}: ${end.gradients} gradients`);
          tf.dispose(end.x);
        }
      }
      tf.dispose([x, noise, y, start]);
    }
  },
  ["cpu", "wasm"],
);

testOnBackends(
  "the same function in other units, in float32: the same status and answer",
  async () => {
    const rosenbrock = (unit: number) => (x: tf.Tensor1D) => {
      const [a, b] = tf.unstack(x);
      const valley = tf.square(tf.sub(b, tf.square(a)));
      return tf.mul(unit, tf.add(tf.square(tf.sub(1, a)), tf.mul(100, valley)));
    };
    const start = tf.tensor1d([-1.2, 1]);
    for (const method of methods) {
      const plain = await minimize(rosenbrock(1), start, { method });
      // Beyond 1e12 the second derivatives' products leave float32; below 1e-12 they vanish.
      for (const unit of [1e-12, 1e-6, 1e6, 1e12]) {
        const end = await minimize(rosenbrock(unit), start, { method, tolerance: 1e-4 * unit });
        assert.equal(end.status, "converged", `${method} at ${unit}`);
        assert.ok(
          Math.abs(end.gradients / plain.gradients - 1) <= 0.25,
          `${method}: ${end.gradients}`,
        );
        const x = await end.x.data();
        assert.ok(x.every((value) => Math.abs(value - 1) < 1e-3), `${method} at ${unit}: ${x}`);
        tf.dispose(end.x);
      }
      tf.dispose(plain.x);
    }
    tf.dispose(start);
  },
  ["cpu", "wasm"],
);

testOnBackends("1 + Rosenbrock's function ends at float32's rounding", async () => {
  const f = (x: tf.Tensor1D) => {
    const [a, b] = tf.unstack(x);
    const valley = tf.square(tf.sub(b, tf.square(a)));
    return tf.add(1, tf.add(tf.square(tf.sub(1, a)), tf.mul(100, valley)));
  };
  const start = tf.tensor1d([-1.2, 1]);
  for (const method of methods) {
    const end = await minimize(f, start, { method });
    assert.equal(end.status, "converged", method);
    assert.ok(end.iterations < 60, `${method}: ${end.iterations} iterations`);
    tf.dispose(end.x);
  }
  tf.dispose(start);
}, ["cpu", "wasm"]);

testOnBackends("a disposed start is refused, and leaks nothing", async () => {
  const disposed = tf.tensor1d([1, 2]);
  disposed.dispose();
  const words = tf.tensor1d(["a", "b"]);
  const before = tf.memory().numTensors;
  const f = (x: tf.Tensor) => tf.sum(tf.square(x));
  await assert.rejects(minimize(f, disposed), /a tensor of the start is disposed\. Keep it/);
  await assert.rejects(minimize(f, words), /must be float32, got string/);
  assert.equal(tf.memory().numTensors, before);
  words.dispose();
});
