import * as layers from "../../../src/deps/tf_gradients.ts";
import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import { adamW } from "../../../src/optimizers/first_order/adam_w.ts";
import { scheduleFreeAdamW } from "../../../src/optimizers/first_order/schedule_free_adam_w.ts";
import { lbfgs } from "../../../src/optimizers/second_order/lbfgs.ts";
import { accumulateGradients } from "../../../src/optimizers/pieces/accumulate_gradients.ts";
import { clipByNorm } from "../../../src/optimizers/pieces/clip_by_norm.ts";
import { exponentialAverage } from "../../../src/optimizers/pieces/exponential_average.ts";
import { restoreOptimizer, saveOptimizer } from "../../../src/optimizers/pieces/optimizer_state.ts";
import { reduceOnPlateau } from "../../../src/optimizers/pieces/reduce_on_plateau.ts";
import { testOnBackends } from "../../backends.ts";

/** Training on numbers: each batch is a target. */
function train(optimizer: tf.Optimizer, targets: number[]): number {
  const x = tf.tidy(() => tf.variable(tf.scalar(4)));
  for (const target of targets) {
    optimizer.minimize(() => tf.square(tf.sub(x, target)) as tf.Scalar, false, [x]);
  }
  const [value] = x.dataSync();
  x.dispose();
  optimizer.dispose();
  return value;
}

testOnBackends("four batches accumulated are one of four times the size", () => {
  const one = train(tf.train.sgd(0.1), [2, 2]);
  const accumulated = train(accumulateGradients(tf.train.sgd(0.1), 4), [1, 2, 3, 2, 0, 4, 2, 2]);
  assert.ok(Math.abs(accumulated - one) < 1e-6);
  assert.equal(train(accumulateGradients(tf.train.sgd(0.1), 4), [1, 2, 3]), 4);
}, ["cpu"]);

testOnBackends("what has been accumulated is saved, and restored to the bit", async () => {
  const through = train(accumulateGradients(tf.train.sgd(0.1), 2), [1, 3]);
  const x = tf.tidy(() => tf.variable(tf.scalar(4)));
  const [first, second] = [1, 2].map(() => accumulateGradients(tf.train.sgd(0.1), 2));
  first.minimize(() => tf.square(tf.sub(x, 1)) as tf.Scalar, false, [x]);
  await restoreOptimizer(second, JSON.parse(JSON.stringify(await saveOptimizer(first))));
  second.minimize(() => tf.square(tf.sub(x, 3)) as tf.Scalar, false, [x]);
  assert.equal(x.dataSync()[0], through);
  x.dispose();
  first.dispose();
  second.dispose();
}, ["cpu"]);

testOnBackends(
  "the variables hold the average, and the optimizer goes on from its own weights",
  () => {
    let [w, average] = [4, 4];
    for (let i = 0; i < 5; i++) {
      w -= 0.1 * 2 * w;
      average = 0.7 * average + 0.3 * w;
    }
    const found = train(exponentialAverage(tf.train.sgd(0.1), 0.7), [0, 0, 0, 0, 0]);
    assert.ok(Math.abs(found - average) < 1e-6);
    const other = exponentialAverage(tf.train.sgd(0.1));
    train(other, [1]);
  },
  ["cpu", "wasm"],
);

testOnBackends(
  "schedule-free weights in evaluation and saving are the average, without a switch",
  async () => {
    const model = layers.sequential({
      layers: [layers.layers.dense({ units: 1, inputShape: [1] })],
    });
    const optimizer = scheduleFreeAdamW(0.1);
    model.compile({ optimizer, loss: "meanSquaredError" });
    const [x, y] = [tf.tensor2d([[0], [1], [2]]), tf.tensor2d([[1], [3], [5]])];
    const { history } = await model.fit(x, y, {
      ...{ epochs: 60, verbose: 0, validationData: [x, y] as [tf.Tensor, tf.Tensor] },
    });
    const evaluated = model.evaluate(x, y) as tf.Scalar;
    // What fit validates with after an epoch is what is evaluated afterwards.
    assert.equal(evaluated.dataSync()[0], history.val_loss.at(-1));
    assert.ok(Number(history.val_loss.at(-1)) < Number(history.val_loss[0]) / 20);
    const json = optimizer.getConfig();
    assert.equal(json.learningRate, 0.1);
    tf.dispose([x, y, evaluated]);
    model.dispose();
    optimizer.dispose();
  },
  ["cpu"],
);

testOnBackends("a plateau lowers the learning rate of whatever is inside", async () => {
  for (const make of [() => tf.train.sgd(0.5), () => adamW(0.5), () => clipByNorm(adamW(0.5), 1)]) {
    const optimizer = make();
    const callback = reduceOnPlateau({ patience: 2, factor: 0.5, least: 0.2, cooldown: 1 });
    const model = compiled(optimizer);
    callback.setModel(model);
    const rates: number[] = [];
    for (const loss of [3, 2, 2, 2, 2, 2, 2, 2, 1, NaN]) {
      await callback.onEpochEnd(0, { loss });
      rates.push((optimizer as unknown as { learningRate: number }).learningRate);
    }
    assert.deepEqual(rates, [0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2]);
    model.dispose();
    optimizer.dispose();
    tf.dispose(optimizer as unknown as tf.Tensor);
  }
  const callback = reduceOnPlateau({ patience: 1, monitor: "acc", mode: "max" });
  await assert.rejects(async () => await callback.onEpochEnd(0, { loss: 1 }), /logs have loss/);
  const inner = lbfgs();
  const model = compiled(inner);
  callback.setModel(model);
  await callback.onEpochEnd(0, { acc: 1 });
  await assert.rejects(
    async () => await callback.onEpochEnd(0, { acc: 1 }),
    /decides its own step size/,
  );
  model.dispose();
  inner.dispose();
}, ["cpu"]);

function compiled(optimizer: tf.Optimizer): layers.LayersModel {
  const model = layers.sequential({
    layers: [layers.layers.dense({ units: 1, inputShape: [1] })],
  });
  model.compile({ optimizer, loss: "meanSquaredError" });
  return model;
}
