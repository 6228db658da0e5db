import { useBackend } from "../../../src/backend/backend.ts";
import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";

const makers: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.1, 0.9),
  nesterov: () => tf.train.momentum(0.1, 0.9, true),
  adam: () => tf.train.adam(0.1),
};

/** Weights after some steps, and what the optimizer remembers. */
async function trained(make: () => tf.Optimizer, accelerates: boolean) {
  await useBackend("wasm", { accelerates });
  const before = tf.memory().numTensors;
  const w = tf.tidy(() => [
    tf.variable(tf.randomNormal([5, 3], 0, 1, "float32", 1)),
    tf.variable(tf.randomNormal([7], 0, 1, "float32", 2)),
  ]);
  const optimizer = make();
  const clone = w[0].clone();
  for (let i = 0; i < 6; i++) {
    optimizer.minimize(
      () => {
        const [a, b] = w.map((v) => tf.sum(tf.mul(tf.square(v), i + 1)));
        return tf.add(a, tf.exp(tf.neg(b))) as tf.Scalar;
      },
      false,
      w,
    );
  }
  const [count, ...slots] = await optimizer.getWeights();
  const values = [...w, ...slots.map(({ tensor }) => tensor)].map((t) => [...t.dataSync()]);
  const kept = [...clone.dataSync()];
  count.tensor.dispose();
  tf.dispose([...w, clone]);
  optimizer.dispose();
  return { values, kept, names: slots.length, left: tf.memory().numTensors - before };
}

for (const [name, make] of Object.entries(makers)) {
  Deno.test(`tf.train's ${name} takes the same steps to the bit, leaves clones alone and leaks no more`, async () => {
    const [own, theirs] = [await trained(make, true), await trained(make, false)];
    assert.deepEqual(own.values, theirs.values);
    assert.deepEqual(own.kept, theirs.kept);
    assert.equal(own.names, theirs.names);
    assert.equal(own.left, theirs.left);
  });
}

Deno.test("a variable without a gradient stays, and other backends keep tfjs's own step", async () => {
  for (const backend of ["wasm", "cpu"]) {
    await useBackend(backend);
    const [x, idle] = tf.tidy(() => [tf.variable(tf.scalar(4)), tf.variable(tf.scalar(7))]);
    const optimizer = tf.train.adam(0.5);
    tf.tidy(() => {
      const { grads } = tf.variableGrads(() => tf.square(x), [x, idle]);
      optimizer.applyGradients(
        Object.entries(grads).map(([name, tensor]) => ({ name, tensor })),
      );
    });
    assert.ok(Math.abs(x.dataSync()[0] - 3.5) < 1e-5, `${backend}: ${x.dataSync()[0]}`);
    assert.equal(idle.dataSync()[0], 7);
    optimizer.dispose();
    tf.dispose([x, idle]);
  }
});
