import * as layers from "../../src/deps/tf_gradients.ts";
import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { keepStepping } from "../../src/optimizers/line_search/keep_stepping.ts";
import { stochasticLineSearch } from "../../src/optimizers/line_search/stochastic_line_search.ts";
import { repeatable } from "../../src/objectives/repeatable.ts";
import { testOnBackends } from "../backends.ts";

testOnBackends(
  "a repeatable loss drops the same entries at each call, and others next time",
  async () => {
    const x = tf.ones([64]);
    const dropped = repeatable(() => tf.dropout(x, 0.5));
    const masks = [dropped(), dropped(), repeatable(() => tf.dropout(x, 0.5))()];
    const [first, second, other] = await Promise.all(masks.map((mask) => mask.data()));
    assert.deepEqual(second, first);
    assert.notDeepEqual(other, first);
    tf.dispose([x, ...masks]);
  },
);

testOnBackends("noise layers draw the same noise within a repeatable call", async () => {
  const stack = [
    layers.layers.gaussianNoise({ stddev: 1, inputShape: [32] }),
    layers.layers.alphaDropout({ rate: 0.3 }),
  ];
  const model = layers.sequential({ layers: stack });
  const x = tf.ones([1, 32]);
  const noisy = repeatable(() => model.apply(x, { training: true }) as tf.Tensor);
  const results = [noisy(), noisy()];
  const [first, second] = await Promise.all(results.map((result) => result.data()));
  assert.deepEqual(second, first);
  assert.notDeepEqual(first, await x.data());
  model.dispose();
  tf.dispose([x, ...results]);
}, ["cpu", "wasm"]);

testOnBackends("Math.random is itself again after a repeatable call, thrown or not", () => {
  const { random } = Math;
  const fails = repeatable(() => {
    Math.random();
    throw new Error("on purpose");
  });
  assert.throws(fails, /on purpose/);
  assert.equal(Math.random, random);
}, ["cpu"]);

const walking: [string, () => tf.Optimizer][] = [
  ["stochasticLineSearch", () => stochasticLineSearch({ maxStep: 64 })],
  ["keepStepping", () => keepStepping(1e-3)],
];
for (const [name, make] of walking) {
  testOnBackends(
    `${name} in fit asks all of a step's losses through the same dropout masks`,
    async () => {
      const seen: string[] = [];
      const dropout = layers.layers.dropout({ rate: 0.5, inputShape: [40] });
      dropout.setCallHook(() => {
        // The layer's next draw is its mask's seed; drawing it here as well keeps the order of draws.
        seen.push(`${Math.random()}`);
      });
      const model = layers.sequential({ layers: [dropout, layers.layers.dense({ units: 1 })] });
      const [x, y] = [tf.ones([4, 40]), tf.ones([4, 1])];
      const optimizer = make();
      model.compile({ optimizer, loss: "meanSquaredError" });
      seen.length = 0;
      await model.fit(x, y, { epochs: 1, batchSize: 4, verbose: 0 });
      assert.ok(seen.length > 2, `the step asked for ${seen.length} losses`);
      assert.equal(new Set(seen).size, 1);
      await model.fit(x, y, { epochs: 1, batchSize: 4, verbose: 0 });
      assert.equal(new Set(seen).size, 2);
      model.dispose();
      optimizer.dispose();
      tf.dispose([x, y]);
    },
  );
}

testOnBackends("a batch enters batch normalisation's moving averages once a step", async () => {
  const moving = async (optimizer: tf.Optimizer) => {
    const model = layers.sequential({
      layers: [
        layers.layers.batchNormalization({ inputShape: [1] }),
        layers.layers.dense({ units: 1 }),
      ],
    });
    const x = tf.tidy(() => tf.tensor2d([[1], [2], [9]]));
    model.compile({ optimizer, loss: "meanSquaredError" });
    await model.fit(x, x, { epochs: 1, verbose: 0 });
    const values = await Promise.all(
      model.layers[0].nonTrainableWeights.map((weight) => weight.read().data()),
    );
    model.dispose();
    optimizer.dispose();
    x.dispose();
    return values.map((value) => [...value]);
  };
  assert.deepEqual(
    await moving(keepStepping(1e-3, { maxSteps: 6 })),
    await moving(tf.train.sgd(1e-3)),
  );
}, ["cpu", "wasm"]);
