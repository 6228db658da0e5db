import { useBackend } from "../../../src/backend/backend.ts";
import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import { polyak } from "../../../src/optimizers/first_order/polyak.ts";
import { clipByNorm } from "../../../src/optimizers/pieces/clip_by_norm.ts";
import {
  type OptimizerState,
  restoreOptimizer,
  saveOptimizer,
} from "../../../src/optimizers/pieces/optimizer_state.ts";

const tfjs: [string, () => tf.Optimizer][] = [
  ["SGD", () => tf.train.sgd(0.1)],
  ["Momentum", () => tf.train.momentum(0.05, 0.9)],
  ["Adagrad", () => tf.train.adagrad(0.3)],
  ["Adadelta", () => tf.train.adadelta(1, 0.9)],
  ["RMSProp", () => tf.train.rmsprop(0.05, 0.9, 0.5)],
  ["RMSProp, centred", () => tf.train.rmsprop(0.05, 0.9, 0.5, 1e-7, true)],
  ["Adam", () => tf.train.adam(0.1, 0.9, 0.99)],
];

// Not by testOnBackends: tfjs's own Momentum and centred RMSProp leak a tensor each.
for (const backend of ["cpu", "wasm"] as const) {
  for (const [name, make] of tfjs) {
    Deno.test(`tfjs's ${name} resumes to the bit from a saved state (${backend})`, async () => {
      await useBackend(backend);
      const w = tf.tidy(() => tf.variable(tf.tensor1d([3, -2])));
      const loss = () => tf.sum(tf.pow(tf.sub(w, [0.3, 0.7]), 4)) as tf.Scalar;
      const walk = (optimizer: tf.Optimizer, steps: number) => {
        for (let i = 0; i < steps; i++) optimizer.minimize(loss, false, [w]);
      };
      const [first, second] = [make(), make()];
      walk(first, 40);
      const state: OptimizerState = JSON.parse(JSON.stringify(await saveOptimizer(first)));
      const start = tf.tidy(() => tf.tensor1d(w.dataSync()));
      walk(first, 40);
      const through = [...await w.data()];
      tf.tidy(() => w.assign(start.clone()));
      await restoreOptimizer(second, state);
      assert.equal(second.iterations, 40);
      walk(second, 40);
      assert.deepEqual([...await w.data()], through);
      first.dispose();
      second.dispose();
      tf.dispose([w, start]);
    });
  }
}

Deno.test("an optimizer that is restored twice frees what it had", async () => {
  await useBackend("cpu");
  const [w, optimizer] = [tf.tidy(() => tf.variable(tf.tensor1d([3, -2]))), tf.train.adam(0.1)];
  optimizer.minimize(() => tf.sum(tf.square(w)) as tf.Scalar, false, [w]);
  const state = await saveOptimizer(optimizer);
  const before = tf.memory().numTensors;
  for (let i = 0; i < 3; i++) await restoreOptimizer(optimizer, state);
  assert.equal(tf.memory().numTensors, before);
  optimizer.dispose();
  w.dispose();
});

Deno.test("a state of another optimizer, another wrapping or no state is refused in one line", async () => {
  await useBackend("cpu");
  const [sgd, adam, own] = [tf.train.sgd(1), tf.train.adam(1), polyak()];
  const state = await saveOptimizer(sgd);
  await assert.rejects(restoreOptimizer(adam, state), /Cannot restore Adam: the state is of SGD\./);
  await assert.rejects(
    restoreOptimizer(clipByNorm(sgd, 1), state),
    /Cannot restore ClipByNorm around SGD: the state is of SGD\./,
  );
  await assert.rejects(
    restoreOptimizer(own, state),
    /Cannot restore Polyak: the state is of SGD\./,
  );
  const none = {} as OptimizerState;
  await assert.rejects(
    restoreOptimizer(own, none),
    /Cannot restore Polyak: this is no saved state\./,
  );
  const renamed = { ...state, optimizer: ["Adam"], weights: [...state.weights, odd] };
  await assert.rejects(
    restoreOptimizer(adam, renamed),
    /Cannot restore Adam: expected the weights iter/,
  );
  [sgd, adam, own].forEach((optimizer) => optimizer.dispose());
});
const odd = { name: "w/odd", shape: [], dtype: "float32" as const, values: [1] };
