import * as layers from "../../../src/deps/tf_gradients.ts";
import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import { modelLoss } from "../../../src/objectives/chain/model_loss.ts";
import { closureObjective } from "../../../src/objectives/closure.ts";
import { restoreOptimizer, saveOptimizer } from "../../../src/optimizers/pieces/optimizer_state.ts";
import { subspaceNewton } from "../../../src/optimizers/second_order/subspace_newton.ts";
import { testOnBackends } from "../../backends.ts";

/** Two spirals that a small network tells apart. */
function spirals(seed: number) {
  const n = 120;
  const angle = (i: number) => 0.5 + 4 * (i >> 1) / n;
  const at = (i: number) => i % 2 === 0 ? angle(i) : angle(i) + Math.PI;
  const x = tf.tensor2d(Array.from({ length: n }, (_, i) => [
    angle(i) * Math.cos(at(i)),
    angle(i) * Math.sin(at(i)),
  ]));
  const classes = Int32Array.from({ length: n }, (_, i) => i % 2);
  const y = tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(classes, "int32"), 2), "float32"));
  const kernelInitializer = layers.initializers.glorotNormal({ seed });
  const { dense } = layers.layers;
  const model = layers.sequential({
    layers: [
      dense({ units: 12, inputShape: [2], activation: "tanh", kernelInitializer }),
      dense({ units: 12, activation: "tanh", kernelInitializer }),
      dense({ units: 2, activation: "softmax", kernelInitializer }),
    ],
  });
  return { model, x, y };
}

testOnBackends(
  "it trains a network without a learning rate, never upwards, and leaves nothing",
  async () => {
    const { model, x, y } = spirals(3);
    const before = tf.memory().numTensors;
    const { objective, dispose } = modelLoss(model, x, y, { loss: "softmaxCrossEntropy" });
    const optimizer = subspaceNewton();
    let last = Infinity;
    for (let i = 0; i < 60; i++) {
      const loss = await optimizer.stepAsync(objective);
      const [value] = await loss.data();
      loss.dispose();
      // float32 tells apart no more.
      assert.ok(value <= last * (1 + 1e-5), `${value} after ${last}`);
      last = value;
    }
    assert.ok(last < 0.01, `${last}`);
    assert.equal(objective.cost.gradients, 60);
    optimizer.dispose();
    dispose();
    assert.equal(tf.memory().numTensors, before);
    tf.dispose([x, y]);
    model.dispose();
  },
);

testOnBackends(
  "a parabola of few parameters is at its minimum after one step in the plane that they span",
  () => {
    const w = tf.tidy(() => tf.variable(tf.tensor1d([3, -2])));
    const objective = closureObjective(
      () => tf.sum(tf.mul(tf.square(tf.sub(w, [1, 1])), [1, 50])) as tf.Scalar,
      [w],
    );
    const optimizer = subspaceNewton();
    for (let i = 0; i < 3; i++) optimizer.step(objective).dispose();
    const values = w.dataSync();
    assert.ok(Math.abs(values[0] - 1) < 1e-4 && Math.abs(values[1] - 1) < 1e-4, `${values}`);
    optimizer.dispose();
    w.dispose();
  },
  ["cpu", "wasm"],
);

testOnBackends("the units of the loss and of the weights do not count", () => {
  const ends = [1, 1e-12, 1e12].map((unit) => {
    const w = tf.tidy(() => tf.variable(tf.tensor1d([3, -2, 1])));
    const loss = () =>
      tf.mul(tf.sum(tf.mul(tf.pow(tf.sub(w, [1, 1, 0]), 4), [1, 5, 2])), unit) as tf.Scalar;
    const optimizer = subspaceNewton({ pastSteps: 2 });
    for (let i = 0; i < 6; i++) optimizer.minimize(loss, false, [w]);
    const values = [...w.dataSync()];
    optimizer.dispose();
    w.dispose();
    return values;
  });
  for (const end of ends) {
    end.forEach((value, i) =>
      assert.ok(Math.abs(value - ends[0][i]) < 1e-3 * Math.abs(value), `${ends}`)
    );
  }
}, ["cpu", "wasm"]);

testOnBackends(
  "saved and restored it goes on to the bit; of other variables it says so",
  async () => {
    const run = async (breaks: boolean) => {
      const w = tf.tidy(() => tf.variable(tf.tensor1d([3, -2, 1, 4])));
      const loss = () => tf.sum(tf.mul(tf.pow(w, 4), [1, 5, 2, 9])) as tf.Scalar;
      let optimizer = subspaceNewton({ pastSteps: 3 });
      for (let i = 0; i < 6; i++) {
        if (breaks && i === 3) {
          const saved = await saveOptimizer(optimizer);
          optimizer.dispose();
          optimizer = subspaceNewton({ pastSteps: 3 });
          await restoreOptimizer(optimizer, saved);
        }
        optimizer.minimize(loss, false, [w]);
      }
      const other = tf.tidy(() => tf.variable(tf.tensor1d([1, 2])));
      assert.throws(
        () => optimizer.minimize(() => tf.sum(tf.square(other)) as tf.Scalar, false, [other]),
        /remembers steps of other variables/,
      );
      const values = [...w.dataSync()];
      optimizer.dispose();
      tf.dispose([w, other]);
      return values;
    };
    assert.deepEqual(await run(true), await run(false));
  },
  ["cpu"],
);

Deno.test("options out of their range are refused", () => {
  assert.throws(() => subspaceNewton({ pastSteps: -1 }), /pastSteps/);
  assert.throws(() => subspaceNewton({ newtonSteps: 0 }), /newtonSteps/);
});
