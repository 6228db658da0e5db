/** What holds for every optimizer of the suite. */
import * as layers from "../../src/deps/tf_gradients.ts";
import * as tf from "../../src/deps/tf.ts";
import type { WebGPUBackend } from "../../src/deps/tf_webgpu.ts";
import assert from "../../src/deps/test.ts";
import { useBackend } from "../../src/backend/backend.ts";
import { restoreOptimizer, saveOptimizer } from "../../src/optimizers/pieces/optimizer_state.ts";
import { testOnBackends } from "../backends.ts";
import { classifier, fitClassifier, lobes } from "./classifier.ts";
import { family, type Member } from "./family.ts";

for (const member of family) {
  const { name, make, onDevice, staysOnNaN } = member;

  testOnBackends(`${name} trains a classifier on mini-batches in fit`, async () => {
    const optimizer = make();
    const losses = await fitClassifier(optimizer, member.fit);
    optimizer.dispose();
    assert.ok(losses.at(-1)! < losses[0] / 2, `${losses}`);
  }, ["cpu", "wasm"]);

  if (onDevice) {
    testOnBackends(`${name} trains a classifier without a readback`, async () => {
      const [optimizer, backend] = [make(), tf.backend() as WebGPUBackend];
      const { readSync } = backend;
      // A tensor that the host has made, and not yet uploaded, is not read back.
      backend.readSync = (id) => {
        if (!backend.tensorMap.get(id).values) throw new Error("read back inside a step");
        return readSync.call(backend, id);
      };
      const tiny = { rows: 24, batchSize: 12, epochs: 2, units: 3 };
      const losses = await fitClassifier(optimizer, tiny).finally(() => {
        backend.readSync = readSync;
      });
      optimizer.dispose();
      assert.ok(losses[1] < losses[0], `${losses}`);
    }, ["webgpu"]);
  }

  testOnBackends(`${name} resumes to the bit from a state saved as JSON`, async () => {
    const through = await valley(make(), 6);
    const first = await valley(make(), 3);
    const json = JSON.stringify(first.state);
    const second = await valley(make(), 3, JSON.parse(json), first.values);
    assert.deepEqual(second.values, through.values);
    // tfjs counts variables in their names: the later optimizer's are called otherwise.
    const values = ({ state }: typeof first) => state.weights.map((weight) => weight.values);
    assert.deepEqual(values(second), values(through));
  }, ["cpu", "wasm"]);

  // Not by testOnBackends: model.save leaks the count of iterations, whatever the optimizer.
  Deno.test(`${name} comes back with the model that it was saved with`, async () => {
    await useBackend("cpu");
    await comesBackWithModel(member);
  });

  testOnBackends(`${name} refuses a state that is not its own`, async () => {
    const [optimizer, sgd] = [make(), tf.train.momentum(1, 0.5)];
    const state = await saveOptimizer(sgd);
    await assert.rejects(restoreOptimizer(optimizer, state), /Cannot restore .* is of Momentum/);
    const own = await saveOptimizer(optimizer);
    await assert.rejects(restoreOptimizer(optimizer, { ...own, version: 9 }), /version 9/);
    const odd = [{ name: "odd", tensor: tf.scalar(1) }];
    await assert.rejects(optimizer.setWeights(odd), /Cannot restore \w+: expected the weights/);
    optimizer.dispose();
    // tfjs's own optimizers dispose too little: all their tensors.
    tf.dispose([optimizer, sgd, odd[0].tensor].map((each) => each as unknown as tf.Tensor));
  }, ["cpu"]);

  testOnBackends(`${name} leaves variables alone that the loss does not depend on`, () => {
    const optimizer = make();
    const [used, idle] = tf.tidy(() => [tf.variable(tf.scalar(1)), tf.variable(tf.scalar(7))]);
    optimizer.minimize(() => tf.square(used), false, [used, idle]);
    assert.ok(used.dataSync()[0] < 1);
    if (!name.includes("WeightDecay of")) assert.equal(idle.dataSync()[0], 7);
    const constant = () => optimizer.minimize(() => tf.scalar(1), false, [idle]);
    tf.tidy(() => assert.throws(constant, /Cannot find a connection between any variable/));
    optimizer.dispose();
    tf.dispose([used, idle]);
  }, ["cpu"]);

  testOnBackends(`${name} leaks nothing in steps on end`, () => {
    const optimizer = make();
    const w = tf.tidy(() => tf.variable(tf.tensor1d([3, -2])));
    const loss = () => tf.sum(tf.square(tf.sub(w, [1, 2]))) as tf.Scalar;
    for (let i = 0; i < 20; i++) optimizer.minimize(loss, false, [w]);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 200; i++) optimizer.minimize(loss, false, [w]);
    assert.equal(tf.memory().numTensors, before);
    optimizer.dispose();
    w.dispose();
  }, ["cpu"]);

  if (member.looksAhead) {
    testOnBackends(`${name} steps back from where the loss is NaN, and goes on`, () => {
      const optimizer = make();
      const w = tf.tidy(() => tf.variable(tf.tensor1d([3])));
      // 100 (w - 2 sqrt w), lowest at 1, and not there below 0.
      const loss = () =>
        tf.tidy(() => tf.mul(tf.sum(tf.sub(w, tf.mul(tf.sqrt(w), 2))), 100) as tf.Scalar);
      const at = () => tf.tidy(() => loss().dataSync()[0]);
      const before = at();
      for (let i = 0; i < 30; i++) optimizer.minimize(loss, false, [w]);
      // keepStepping's mini-steps have one length, and that is too long here.
      const lowest = name === "keepStepping" ? before : -100;
      assert.ok(Math.abs(at() - lowest) < 1, `from ${before} to ${at()}`);
      optimizer.dispose();
      w.dispose();
    }, ["cpu", "wasm"]);
  }

  if (staysOnNaN) {
    testOnBackends(`${name} stays where it is when the loss is NaN`, () => {
      const optimizer = make();
      const w = tf.tidy(() => tf.variable(tf.tensor1d([3, -2])));
      const loss = () => tf.sum(tf.sqrt(w)) as tf.Scalar;
      try {
        optimizer.minimize(loss, false, [w]);
      } catch (error) {
        assert.match(`${error}`, /not finite/);
      }
      assert.deepEqual([...w.dataSync()], [3, -2]);
      optimizer.dispose();
      w.dispose();
    }, ["cpu", "wasm"]);
  }
}

/** Steps down a curved valley, with a batch of its own at each step; from a state, where one is given. */
async function valley(
  optimizer: tf.Optimizer,
  steps: number,
  state?: Awaited<ReturnType<typeof saveOptimizer>>,
  start = [-0.5, 0.8],
) {
  const first = state ? 3 : 0;
  const w = tf.tidy(() => tf.variable(tf.tensor1d(start)));
  if (state) await restoreOptimizer(optimizer, state);
  for (let i = 0; i < steps; i++) {
    const shift = (first + i) / 10;
    const loss = () =>
      tf.tidy(() => {
        const [x, y] = tf.unstack(w);
        const bend = tf.mul(tf.square(tf.sub(y, tf.square(x))), 4);
        return tf.add(bend, tf.square(tf.sub(1 + shift, x))) as tf.Scalar;
      });
    optimizer.minimize(loss, false, [w]);
  }
  state = await saveOptimizer(optimizer);
  const values = Array.from(w.dataSync());
  optimizer.dispose();
  w.dispose();
  return { values, state };
}

async function comesBackWithModel({ make }: Member): Promise<void> {
  const model = classifier();
  const { x, y } = lobes(12);
  const optimizer = make();
  model.compile({ optimizer, loss: "categoricalCrossentropy" });
  await model.fit(x, y, { epochs: 2, verbose: 0 });
  const config = JSON.stringify(optimizer.getConfig());
  let artifacts: tf.io.ModelArtifacts | undefined;
  const handler = tf.io.withSaveHandler((saved) => {
    artifacts = saved;
    return Promise.resolve({
      modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" as const },
    });
  });
  await model.save(handler, { includeOptimizer: true });
  const loaded = await layers.loadLayersModel(tf.io.fromMemory(artifacts!));
  assert.equal(loaded.optimizer.getClassName(), optimizer.getClassName());
  assert.equal(JSON.stringify(loaded.optimizer.getConfig()), config);
  const [before, after] = [await saveOptimizer(optimizer), await saveOptimizer(loaded.optimizer)];
  assert.deepEqual(after, before);
  loaded.optimizer.dispose();
  loaded.dispose();
  model.dispose();
  optimizer.dispose();
  tf.dispose([x, y]);
}
