import { keepStepping, keepVaulting, type KeepVaultingOptimizer } from "../mod.ts";
import * as layers from "../src/deps/tf_gradients.ts";
import * as tf from "../src/deps/tf.ts";
import assert from "../src/deps/test.ts";
import { testOnBackends } from "./backends.ts";

const optimizers: [string, () => KeepVaultingOptimizer | ReturnType<typeof keepStepping>][] = [
  ["keepStepping", () => keepStepping(1e-2, { maxSteps: 10 })],
  ["keepStepping beyond", () => keepStepping(1e-2, { edition: "beyond", maxSteps: 10 })],
  ["keepVaulting", () => keepVaulting(1e-2, { maxSteps: 10 })],
];

for (const [name, make] of optimizers) {
  testOnBackends(`${name} trains a layers model by compile and fit`, async () => {
    const x = tf.randomNormal([64, 3], 0, 1, "float32", 1);
    const y = tf.tidy(() => tf.sum(x, 1, true));
    const initializer = layers.initializers.glorotUniform({ seed: 1 });
    const model = layers.sequential({
      layers: [layers.layers.dense({ units: 1, inputShape: [3], kernelInitializer: initializer })],
    });
    const optimizer = make();
    model.compile({ optimizer, loss: "meanSquaredError", metrics: ["mse"] });
    const { history } = await model.fit(x, y, { epochs: 10, batchSize: 64, verbose: 0 });
    const [first, last] = [history.loss[0], history.loss.at(-1)] as [number, number];
    assert.ok(last < first / 10, `the loss went from ${first} to ${last}`);
    optimizer.dispose();
    model.dispose();
    tf.dispose([x, y]);
  });
}
