import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { adamW } from "../../src/optimizers/first_order/adam_w.ts";
import { shuffled } from "../../src/random/shuffled.ts";
import { type Dataset, divided, trainedRows } from "../../src/tasks/learning/dataset.ts";
import { learningTask } from "../../src/tasks/learning/learning_task.ts";
import { rowLosses } from "../../src/objectives/chain/row_loss.ts";
import { losses } from "../../src/tasks/learning/loss.ts";
import { MersenneTwister } from "../../src/random/mersenne_twister.ts";
import { disposeVariables } from "../../src/tasks/task.ts";
import { testOnBackends } from "../backends.ts";

/** Two classes that a line tells apart, of which every fourth row is held out. */
function twoClasses(count: number): Dataset {
  const features = Float32Array.from({ length: 2 * count }, (_, i) => Math.sin(3 * i) + i % 2);
  const targets = Float32Array.from(
    { length: count },
    (_, i) => Number(features[2 * i] > features[2 * i + 1] - 1),
  );
  return divided({ columns: 2, classes: 2, rows: { features, targets } }, 0);
}

Deno.test("a table is divided by its seed, and standardised by the rows that are trained on", () => {
  const rows = {
    features: Float32Array.from({ length: 200 }, (_, i) => i % 2 === 0 ? 1e6 + i : 7),
    targets: Float32Array.from({ length: 100 }, (_, i) => 5 * i),
  };
  const { training, validation } = divided({ columns: 2, rows }, 3);
  assert.equal(training.targets.length, trainedRows(100));
  assert.equal(training.targets.length + validation.targets.length, 100);
  const mean = (values: Float32Array) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const first = training.features.filter((_, i) => i % 2 === 0);
  assert.ok(Math.abs(mean(first)) < 1e-5 && Math.abs(mean(first.map((v) => v * v)) - 1) < 1e-4);
  assert.ok(Math.abs(mean(training.targets)) < 1e-5);
  // A column that is constant says nothing.
  assert.ok(training.features.every((value, i) => i % 2 === 0 || value === 0));
  assert.deepEqual(divided({ columns: 2, rows }, 3).training.targets, training.targets);
  assert.notDeepEqual(divided({ columns: 2, rows }, 4).training.targets, training.targets);
});

Deno.test("a shuffle has every row once", () => {
  const order = shuffled(1000, new MersenneTwister(1));
  assert.deepEqual([...order].sort((a, b) => a - b), Array.from({ length: 1000 }, (_, i) => i));
});

testOnBackends("losses and metrics are those of their formulas", () => {
  tf.tidy(() => {
    const z = tf.tensor2d([[2, 0], [0, 1], [3, 1]]);
    const y = losses.softmax.targets(Float32Array.of(0, 0, 1), 2);
    const entropy = (a: number, b: number) => Math.log(Math.exp(a) + Math.exp(b));
    const expected = (entropy(2, 0) - 2 + entropy(0, 1) - 0 + entropy(3, 1) - 1) / 3;
    assert.ok(Math.abs(rowLosses[losses.softmax.row].mean(z, y).dataSync()[0] - expected) < 1e-5);
    assert.ok(Math.abs(losses.softmax.metric(z, y).dataSync()[0] - 2 / 3) < 1e-6);
    const one = tf.tensor2d([[2], [-1]]);
    const t = losses.sigmoid.targets(Float32Array.of(1, 1));
    const sigmoid = (Math.log1p(Math.exp(-2)) + Math.log1p(Math.exp(1))) / 2;
    assert.ok(Math.abs(rowLosses[losses.sigmoid.row].mean(one, t).dataSync()[0] - sigmoid) < 1e-5);
    assert.equal(losses.sigmoid.metric(one, t).dataSync()[0], 0.5);
    assert.ok(Math.abs(rowLosses[losses.squared.row].mean(one, t).dataSync()[0] - 2.5) < 1e-6);
    assert.ok(Math.abs(losses.squared.metric(one, t).dataSync()[0] - Math.sqrt(2.5)) < 1e-6);
  });
}, ["cpu", "wasm"]);

testOnBackends("a network learns on mini-batches, and leaves nothing", async () => {
  const before = tf.memory().numTensors;
  const ends: number[] = [];
  for (const seed of [0, 0, 1]) {
    const task = learningTask(twoClasses(200), {
      network: { widths: [2, 8, 2], activation: "tanh" },
      ...{ loss: "softmax", batch: 32, seed, validateEvery: 5 },
    });
    const objective = task.objective();
    const optimizer = adamW(0.05);
    const metrics: number[] = [];
    for (let i = 0; i < 60; i++) {
      objective.nextBatch?.();
      const metric = task.validationLoss!(objective);
      metrics.push((await metric.data())[0]);
      metric.dispose();
      optimizer.step(objective).dispose();
    }
    assert.equal(objective.cost.gradients, 60);
    // Looked at anew after every five steps.
    assert.equal(metrics[1], metrics[0]);
    optimizer.dispose();
    disposeVariables(objective);
    task.dispose();
    ends.push(metrics.at(-1)!);
  }
  assert.ok(ends.every((end) => end < 0.15), `${ends}`);
  assert.equal(ends[0], ends[1]);
  assert.equal(tf.memory().numTensors, before);
});

testOnBackends("an epoch has every row once, and the batches of another seed are others", () => {
  const dataset = twoClasses(64);
  const rows = dataset.training.targets.length;
  const task = learningTask(dataset, {
    network: { widths: [2, 2], activation: "relu" },
    ...{ loss: "softmax", batch: rows / 4, seed: 5 },
  });
  const objective = task.objective();
  const all = objective.loss();
  const sum = tf.tidy(() =>
    tf.addN(Array.from({ length: 4 }, () => {
      objective.nextBatch!();
      return objective.loss();
    })).dataSync()[0]
  );
  assert.ok(Math.abs(sum / 4 - all.dataSync()[0]) < 1e-5);
  all.dispose();
  disposeVariables(objective);
  task.dispose();
}, ["cpu", "wasm"]);
