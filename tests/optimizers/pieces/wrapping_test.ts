import * as layers from "../../../src/deps/tf_gradients.ts";
import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import { closureObjective } from "../../../src/objectives/closure.ts";
import { keepStepping } from "../../../src/optimizers/line_search/keep_stepping.ts";
import { keepVaulting } from "../../../src/optimizers/line_search/keep_vaulting.ts";
import { stochasticLineSearch } from "../../../src/optimizers/line_search/stochastic_line_search.ts";
import { polyak } from "../../../src/optimizers/first_order/polyak.ts";
import { clipByNorm } from "../../../src/optimizers/pieces/clip_by_norm.ts";
import { decoupledWeightDecay } from "../../../src/optimizers/pieces/decoupled_weight_decay.ts";
import { learningRateSchedule } from "../../../src/optimizers/pieces/learning_rate_schedule.ts";
import { constantRate } from "../../../src/optimizers/pieces/schedules.ts";
import { lbfgs } from "../../../src/optimizers/second_order/lbfgs.ts";
import { newtonCg } from "../../../src/optimizers/second_order/newton_cg.ts";
import { testOnBackends } from "../../backends.ts";

const inside: [string, () => tf.Optimizer][] = [
  ["Adam", () => tf.train.adam(0.01)],
  ["stochasticLineSearch", () => stochasticLineSearch()],
  ["polyak", () => polyak()],
  ["lbfgs", () => lbfgs()],
];
for (const [name, make] of inside) {
  testOnBackends(`decay around ${name} leaves what the loss does not depend on`, () => {
    const [w, other] = tf.tidy(() => [tf.variable(tf.scalar(3)), tf.variable(tf.ones([2]))]);
    const optimizer = decoupledWeightDecay(make(), 0.1);
    for (let i = 0; i < 5; i++) optimizer.minimize(() => tf.square(tf.sub(w, 1)) as tf.Scalar);
    assert.deepEqual([...other.dataSync()], [1, 1]);
    optimizer.dispose();
    tf.dispose([w, other]);
  }, ["cpu", "wasm"]);
}

testOnBackends(
  "decay around an optimizer that decides its step: of the weights before, after it, once",
  async () => {
    const w = tf.tidy(() => tf.variable(tf.scalar(3)));
    const loss = () => tf.square(w) as tf.Scalar;
    // A step of half a gradient leads to 0; then a tenth of 3 goes.
    const optimizer = decoupledWeightDecay(keepStepping(0.5, { undo: true }), 0.1);
    const cost = optimizer.minimize(loss, true, [w])!;
    assert.equal((await cost.data())[0], 9);
    assert.ok(Math.abs((await w.data())[0] + 0.3) < 1e-6);
    cost.dispose();
    tf.tidy(() => w.assign(tf.scalar(3)));
    const step = optimizer.step(closureObjective(loss, [w]));
    assert.ok(Math.abs((await w.data())[0] + 0.3) < 1e-6);
    step.dispose();
    w.dispose();
    optimizer.dispose();
  },
);

testOnBackends("decay leaves nothing behind if the loss throws or is NaN", () => {
  const w = tf.tidy(() => tf.variable(tf.scalar(3)));
  const optimizer = decoupledWeightDecay(lbfgs(), 0.1);
  const boom = () => {
    throw new Error("boom");
  };
  assert.throws(() => optimizer.minimize(boom, false, [w]), /boom/);
  assert.equal(w.dataSync()[0], 3);
  optimizer.minimize(() => tf.mul(w, NaN) as tf.Scalar, false, [w]);
  assert.equal(w.dataSync()[0], 3);
  optimizer.dispose();
  w.dispose();
}, ["cpu", "wasm"]);

testOnBackends(
  "a wrapped newtonCg can be awaited on every backend, and a refused step moves nothing",
  async (backend) => {
    const w = tf.tidy(() => tf.variable(tf.tensor1d([4, 2])));
    const optimizer = decoupledWeightDecay(newtonCg(), 0.01);
    const f = () => tf.sum(tf.square(w)) as tf.Scalar;
    if (backend === "webgpu") {
      assert.throws(() => optimizer.minimize(f, false, [w]), /Await minimizeAsync/);
      assert.deepEqual([...await w.data()], [4, 2]);
    }
    await optimizer.minimizeAsync(f, false, [w]);
    assert.ok((await w.data())[0] < 4);
    optimizer.dispose();
    w.dispose();
  },
);

testOnBackends(
  "a learning rate can be set on all that have one, and the next step takes it",
  () => {
    for (const make of [() => tf.train.sgd(0.1), () => tf.train.adam(0.1)]) {
      for (
        const wrap of [
          (o: tf.Optimizer) => clipByNorm(o, 1),
          (o: tf.Optimizer) => decoupledWeightDecay(o, 0.01),
        ]
      ) {
        const optimizer = wrap(make());
        optimizer.learningRate = 0.5;
        assert.equal(optimizer.learningRate, 0.5);
        optimizer.dispose();
      }
    }
    const w = tf.tidy(() => tf.variable(tf.scalar(4)));
    for (const optimizer of [keepStepping(1e-4, { maxSteps: 1, undo: true }), keepVaulting(1e-4)]) {
      tf.tidy(() => w.assign(tf.scalar(4)));
      optimizer.learningRate = 0.5;
      assert.equal(optimizer.learningRate, 0.5);
      assert.equal(optimizer.getConfig().learningRate, 0.5);
      optimizer.minimize(() => tf.square(w) as tf.Scalar, false, [w]);
      assert.ok(Math.abs(w.dataSync()[0]) < 1e-5, `${w.dataSync()}`);
      assert.throws(() => optimizer.learningRate = -1, /learning rate must be a positive/);
      optimizer.dispose();
    }
    assert.throws(
      () => lbfgs().learningRate = 0.1,
      /Lbfgs decides its own step size, and has none/,
    );
    const scheduled = learningRateSchedule(tf.train.sgd(0.1), constantRate(0.2));
    assert.throws(() => scheduled.learningRate = 0.1, /its schedule decides/);
    scheduled.dispose();
    w.dispose();
  },
  ["cpu"],
);

testOnBackends(
  "wrapped, tf.train's optimizers train embeddings and convolutions on wasm too",
  async () => {
    const embedding = layers.sequential({
      layers: [
        layers.layers.embedding({ inputDim: 5, outputDim: 3, inputLength: 4 }),
        layers.layers.flatten(),
        layers.layers.dense({ units: 1 }),
      ],
    });
    const optimizer = clipByNorm(tf.train.adam(0.05), 1);
    embedding.compile({ optimizer, loss: "meanSquaredError" });
    const x = tf.randomUniform([8, 4], 0, 5, "int32", 1);
    const y = tf.ones([8, 1]);
    const { history } = await embedding.fit(x, y, { epochs: 8, verbose: 0 });
    const losses = history.loss as number[];
    assert.ok(losses.at(-1)! < 0.7 * losses[0], `${losses}`);
    optimizer.dispose();
    embedding.dispose();
    tf.dispose([x, y]);
  },
  ["cpu", "wasm"],
);
