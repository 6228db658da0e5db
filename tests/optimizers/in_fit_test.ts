/** What every optimizer owes a model that it trains: its states, its other variables, its memory. */
import * as layers from "../../src/deps/tf_gradients.ts";
import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { registerOptimizers } from "../../src/doors/by_name.ts";
import { newtonCg } from "../../src/optimizers/second_order/newton_cg.ts";
import { lbfgs } from "../../src/optimizers/second_order/lbfgs.ts";
import { testOnBackends } from "../backends.ts";
import { family } from "./family.ts";

const host = ["cpu", "wasm"] as const;

/** A recurrent layer whose state counts the forward passes that it has seen. */
function counter() {
  const count = layers.layers.simpleRNN({
    ...{ units: 1, stateful: true, batchInputShape: [4, 1, 2], trainable: false },
    ...{ kernelInitializer: "zeros", recurrentInitializer: "ones", biasInitializer: "ones" },
    activation: "linear",
  });
  const kernelInitializer = layers.initializers.constant({ value: 0.1 });
  const model = layers.sequential({
    layers: [count, layers.layers.dense({ units: 1, kernelInitializer })],
  });
  const state = () => (count as unknown as { states: tf.Tensor[] }).states[0].dataSync()[0];
  return { model, state, reset: () => count.resetStates() };
}

for (const { name, make } of family) {
  testOnBackends(`${name} moves a stateful layer's state on once a batch`, async () => {
    const { model, state } = counter();
    const optimizer = make();
    model.compile({ optimizer, loss: "meanSquaredError" });
    const [x, y] = [tf.ones([4, 1, 2]), tf.ones([4, 1])];
    const seen: number[] = [];
    for (let i = 0; i < 3; i++) {
      await model.fit(x, y, { batchSize: 4, verbose: 0 });
      seen.push(state());
    }
    assert.deepEqual(seen, [1, 2, 3]);
    model.resetStates();
    const layer = model.layers[0] as unknown as { states_: tf.Tensor[] };
    tf.dispose([layer.states_, x, y]);
    optimizer.dispose();
    model.dispose();
  }, [...host]);

  testOnBackends(
    `${name} in trainOnBatch returns the loss and the metrics of the first call`,
    async () => {
      const model = layers.sequential({
        layers: [layers.layers.dense({ units: 1, inputShape: [2], kernelInitializer: "ones" })],
      });
      const [x, y] = [
        tf.tensor2d([[0, 1], [1, 0], [1, 1], [2, 1]]),
        tf.tensor2d([[1], [2], [3], [5]]),
      ];
      const optimizer = make();
      model.compile({ optimizer, loss: "meanSquaredError", metrics: ["mae"] });
      // Errors 0, -1, -1, -2 of the first call, whatever the further ones see.
      assert.deepEqual(await model.trainOnBatch(x, y), [1.5, 1]);
      const before = tf.memory().numTensors;
      await model.trainOnBatch(x, y);
      // An optimizer may remember one step more; metrics must not stay.
      assert.ok(
        tf.memory().numTensors - before <= 4,
        `${tf.memory().numTensors - before} tensors more`,
      );
      optimizer.dispose();
      model.dispose();
      tf.dispose([x, y]);
    },
    [...host],
  );

  testOnBackends(`${name} in trainOnBatch of two outputs returns their losses once`, async () => {
    const input = layers.input({ shape: [2] });
    const output = () => {
      const head = layers.layers.dense({ units: 1, kernelInitializer: "ones" });
      return head.apply(input) as layers.SymbolicTensor;
    };
    const model = layers.model({ inputs: input, outputs: [output(), output()] });
    const optimizer = make();
    model.compile({ optimizer, loss: ["meanSquaredError", "meanSquaredError"] });
    const [x, y] = [tf.tensor2d([[0, 1], [1, 0]]), tf.tensor2d([[1], [2]])];
    assert.deepEqual(await model.trainOnBatch(x, [y, y]), [1, 0.5, 0.5]);
    optimizer.dispose();
    model.dispose();
    tf.dispose([x, y]);
  }, [...host]);

  testOnBackends(`${name} leaves counters, truths and words alone`, () => {
    const w = tf.tidy(() => tf.variable(tf.scalar(4)));
    const others = tf.tidy(() => [
      tf.variable(tf.scalar(3, "int32")),
      tf.variable(tf.scalar(true, "bool")),
      tf.variable(tf.scalar("a")),
    ]);
    const optimizer = make();
    optimizer.minimize(() => tf.square(w) as tf.Scalar);
    assert.notEqual(w.dataSync()[0], 4);
    assert.deepEqual(others.map((v) => v.dataSync()[0]), [3, 1, "a"]);
    optimizer.dispose();
    tf.dispose([w, ...others]);
  }, ["cpu"]);

  testOnBackends(`${name} leaves the weights and no tensor behind if the loss throws`, () => {
    for (const failing of [1, 2, 3]) {
      const w = tf.tidy(() => tf.variable(tf.tensor1d([4, 2])));
      const optimizer = make();
      const before = tf.memory().numTensors;
      let calls = 0;
      const loss = () => {
        if (++calls === failing) throw new Error("boom");
        return tf.sum(tf.square(w)) as tf.Scalar;
      };
      try {
        optimizer.minimize(loss, false, [w]);
      } catch (error) {
        assert.equal((error as Error).message, "boom");
        assert.deepEqual([...w.dataSync()], [4, 2]);
        assert.equal(tf.memory().numTensors, before);
      }
      optimizer.dispose();
      w.dispose();
    }
  }, ["cpu"]);

  testOnBackends(
    `${name} trains batch norm, dropout, a stateful LSTM and metrics, and no tensor more`,
    async () => {
      const model = layers.sequential({
        layers: [
          layers.layers.lstm({
            ...{ units: 2, stateful: true, batchInputShape: [4, 2, 2] },
            // The orthogonal default needs the chained operations of the union package.
            recurrentInitializer: "glorotUniform",
          }),
          layers.layers.batchNormalization({ momentum: 0.5 }),
          layers.layers.dropout({ rate: 0.2 }),
          layers.layers.dense({ units: 1 }),
        ],
      });
      const optimizer = make();
      model.compile({ optimizer, loss: "meanSquaredError", metrics: ["mae"] });
      const [x, y] = [tf.randomNormal([4, 2, 2], 0, 1, "float32", 1), tf.ones([4, 1])];
      const step = async () => {
        await model.trainOnBatch(x, y);
        // It frees what the layer keeps for the way back, which tfjs leaves to the caller.
        model.resetStates();
      };
      for (let i = 0; i < 5; i++) await step();
      const before = tf.memory().numTensors;
      for (let i = 0; i < 10; i++) await step();
      assert.equal(tf.memory().numTensors, before);
      const layer = model.layers[0] as unknown as { states_: tf.Tensor[] };
      tf.dispose([layer.states_, x, y]);
      optimizer.dispose();
      model.dispose();
    },
    ["cpu"],
  );
}

testOnBackends("a loss that draws its batch inside is named, once", () => {
  const warned: string[] = [];
  const { warn } = console;
  console.warn = (text: string) => warned.push(text);
  try {
    for (const make of [() => lbfgs(), () => newtonCg()]) {
      const w = tf.tidy(() => tf.variable(tf.scalar(0)));
      const optimizer = make();
      let batch = 0;
      const draws = () =>
        tf.mul(1 + batch++ % 3, tf.square(tf.sub(tf.mul(w, batch % 5), 0))) as tf.Scalar;
      tf.tidy(() => w.assign(tf.scalar(1)));
      for (let i = 0; i < 4; i++) optimizer.minimize(draws, false, [w]);
      optimizer.dispose();
      w.dispose();
    }
    assert.equal(warned.length, 2);
    assert.match(warned[0], /^Lbfgs: .* asked again at the same weights\. .*Draw the batch before/);
    warned.length = 0;
    const w = tf.tidy(() => tf.variable(tf.ones([3])));
    const optimizer = lbfgs();
    optimizer.minimize(() => tf.sum(tf.square(tf.dropout(w, 0.5))), false, [w]);
    assert.deepEqual(warned, []);
    optimizer.dispose();
    w.dispose();
  } finally {
    console.warn = warn;
  }
}, [...host]);

testOnBackends("a loss that returns a Promise, or no tensor, is refused by name", () => {
  const w = tf.tidy(() => tf.variable(tf.scalar(1)));
  const optimizer = lbfgs();
  const promise = (() => Promise.resolve(1)) as unknown as () => tf.Scalar;
  assert.throws(
    () => optimizer.minimize(promise, false, [w]),
    /the loss returns a Promise\. Await/,
  );
  const number = (() => 1) as unknown as () => tf.Scalar;
  assert.throws(
    () => optimizer.minimize(number, false, [w]),
    /must be a scalar tensor, got number/,
  );
  w.dispose();
}, ["cpu"]);

testOnBackends("compile knows the optimizers by name after registerOptimizers", () => {
  registerOptimizers();
  registerOptimizers();
  for (
    const [name, className] of [["lbfgs", "Lbfgs"], ["keepStepping", "KeepStepping"], [
      "adam",
      "Adam",
    ]]
  ) {
    const model = layers.sequential({
      layers: [layers.layers.dense({ units: 1, inputShape: [1] })],
    });
    model.compile({ optimizer: name, loss: "meanSquaredError" });
    assert.equal(model.optimizer.getClassName(), className);
    model.optimizer.dispose();
    model.dispose();
  }
  const model = layers.sequential({ layers: [layers.layers.dense({ units: 1, inputShape: [1] })] });
  assert.throws(() => model.compile({ optimizer: "none", loss: "meanSquaredError" }), /none/);
  model.dispose();
}, ["cpu"]);
