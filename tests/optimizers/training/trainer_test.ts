/** trainer against model.fit, and what it is like to use. */
import assert from "../../../src/deps/test.ts";
import * as layers from "../../../src/deps/tf_gradients.ts";
import * as tf from "../../../src/deps/tf.ts";
import { adamW, keepStepping, lion, polyak, sgd } from "../../../src/doors/optimizers.ts";
import { clipByNorm } from "../../../src/optimizers/pieces/clip_by_norm.ts";
import { trainer } from "../../../src/optimizers/training/trainer.ts";
import { bytesInUse } from "../../../src/kernels/threads/memory.ts";
import { useBackend } from "../../../src/backend/backend.ts";

const { dense, dropout, flatten } = layers.layers;

/** A test on backends; optimizers keep what they remember, so that it counts no tensors. */
function testOn(backends: ("cpu" | "wasm")[], name: string, run: () => Promise<void>): void {
  for (const backend of backends) {
    Deno.test(`${name} (${backend})`, async () => {
      await useBackend(backend);
      await run();
    });
  }
}

/** A network for three classes, the same each time. */
function classifier(): layers.Sequential {
  const kernelInitializer = (seed: number) => layers.initializers.glorotNormal({ seed });
  return layers.sequential({
    layers: [
      dense({
        units: 11,
        inputShape: [6],
        activation: "elu",
        kernelInitializer: kernelInitializer(1),
      }),
      dense({ units: 3, activation: "softmax", kernelInitializer: kernelInitializer(2) }),
    ],
  });
}

/** Rows whose class is the largest of the first three inputs. */
function data(rows = 53) {
  const x = tf.randomNormal<tf.Rank.R2>([rows, 6], 0, 1, "float32", 3);
  const classes = tf.tidy(() => tf.argMax(tf.slice(x, [0, 0], [rows, 3]), 1) as tf.Tensor1D);
  const y = tf.tidy(() => tf.cast(tf.oneHot(classes, 3), "float32") as tf.Tensor2D);
  return { x, classes, y };
}

const valuesOf = (model: layers.LayersModel) =>
  model.getWeights().flatMap((weight) => [...weight.dataSync()]);

/** The largest difference of two lists of numbers. */
function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  assert.equal(a.length, b.length);
  return Array.from(a, (value, i) => Math.abs(value - b[i])).reduce((m, d) => Math.max(m, d), 0);
}

const optimizers: Record<string, () => tf.Optimizer> = {
  "tf.train.sgd": () => tf.train.sgd(0.1),
  "tf.train.momentum": () => tf.train.momentum(0.05, 0.9),
  "tf.train.momentum of Nesterov": () => tf.train.momentum(0.05, 0.9, true),
  "tf.train.adam": () => tf.train.adam(0.01),
  "tf.train.rmsprop": () => tf.train.rmsprop(0.01),
  "sgd": () => sgd(0.05),
  "sgd with decay": () => sgd(0.05, { weightDecay: 0.01 }),
  "adamW": () => adamW(0.01, { weightDecay: 0.1 }),
  "adamW that leaves biases": () => adamW(0.01, { weightDecay: 0.1, decays: "matrices" }),
  "lion": () => lion(0.003),
  "polyak": () => polyak(),
  "keepStepping": () => keepStepping(0.01),
  "clipByNorm of adam": () => clipByNorm(tf.train.adam(0.01), 0.5),
};

for (const [name, make] of Object.entries(optimizers)) {
  testOn(["cpu", "wasm"], `${name} trains as in model.fit, twice in a row`, async () => {
    const { x, classes, y } = data();
    const [theirs, ours] = [classifier(), classifier()];
    const [first, second] = [make(), make()];
    theirs.compile({ optimizer: first, loss: "categoricalCrossentropy", metrics: ["accuracy"] });
    const { fit } = trainer(ours, { optimizer: second, loss: "softmaxCrossEntropy" });
    const held: number[] = [];
    for (const target of [y, classes]) {
      const options = { epochs: 2, batchSize: 16, shuffle: false };
      const expected = await theirs.fit(x, y, { ...options, validationData: [x, y] });
      const found = await fit(x, target, { ...options, validationData: [x, target] });
      for (const key of ["loss", "acc", "val_loss", "val_acc"]) {
        assert.ok(apart(found.history[key], expected.history[key] as number[]) < 2e-5, key);
      }
      assert.ok(apart(valuesOf(ours), valuesOf(theirs)) < 2e-5);
      assert.equal(second.iterations, first.iterations);
      held.push(bytesInUse());
    }
    assert.equal(held[1], held[0]);
    const saved = await Promise.all([first, second].map((optimizer) => optimizer.getWeights()));
    assert.equal(saved[1].length, saved[0].length);
    saved[0].forEach(({ tensor }, i) => {
      assert.ok(apart(saved[1][i].tensor.dataSync(), tensor.dataSync()) < 2e-5);
    });
    [theirs, ours].forEach((model) => model.dispose());
    tf.dispose([x, y, classes]);
  });
}

testOn(["cpu", "wasm"], "a fit leaves no tensor but what its optimizer remembers", async () => {
  const { x, y } = data();
  for (const make of [() => tf.train.adam(0.01), () => adamW(0.01), () => keepStepping(0.01)]) {
    const model = classifier();
    const { fit } = trainer(model, { optimizer: make(), loss: "softmaxCrossEntropy" });
    await fit(x, y);
    const before = tf.memory().numTensors;
    await fit(x, y, { epochs: 3 });
    assert.equal(tf.memory().numTensors, before);
    model.dispose();
  }
  tf.dispose([x, y]);
});

Deno.test("a seed decides the order, bytes are scaled, and a flatten in front is passed over", async () => {
  await useBackend("cpu");
  const bytes = Uint8Array.from({ length: 40 * 6 }, (_, k) => k * 91 % 256);
  const classes = Int32Array.from({ length: 40 }, (_, row) => row % 3);
  const scaled = tf.tensor(Float32Array.from(bytes, (byte) => byte / 255), [40, 2, 3]);
  const run = async (x: Uint8Array | tf.Tensor, seed: number) => {
    const kernelInitializer = layers.initializers.glorotNormal({ seed: 1 });
    const model = layers.sequential({
      layers: [
        flatten({ inputShape: [2, 3] }),
        dense({ units: 3, activation: "softmax", kernelInitializer }),
      ],
    });
    const { fit } = trainer(model, {
      ...{ optimizer: tf.train.sgd(0.5), loss: "softmaxCrossEntropy", byteScale: 1 / 255 },
    });
    await fit(x, classes, { epochs: 3, batchSize: 8, seed });
    return valuesOf(model);
  };
  const first = await run(bytes, 1);
  assert.deepEqual(await run(bytes, 1), first);
  assert.ok(apart(await run(scaled, 1), first) < 1e-5);
  assert.notDeepEqual(await run(bytes, 2), first);
});

testOn(["cpu"], "weights of rows and classes count as in model.fit", async () => {
  const { x, classes, y } = data();
  const sampleWeight = tf.tidy(() => tf.div(tf.range(0, 53), 26)) as tf.Tensor1D;
  const classWeight = { 0: 2, 1: 1, 2: 0.5 };
  const [theirs, ours] = [classifier(), classifier()];
  theirs.compile({ optimizer: tf.train.sgd(0.1), loss: "categoricalCrossentropy" });
  const { fit, evaluate } = trainer(ours, {
    ...{ optimizer: tf.train.sgd(0.1), loss: "softmaxCrossEntropy" },
  });
  const options = { epochs: 2, batchSize: 16, shuffle: false };
  await theirs.fit(x, y, { ...options, classWeight });
  await fit(x, classes, { ...options, classWeight });
  assert.ok(apart(valuesOf(ours), valuesOf(theirs)) < 1e-5);
  // tfjs's own sampleWeight is not there yet: the weighted loss by its definition.
  const probabilities = ours.predict(x) as tf.Tensor2D;
  const expected = tf.tidy(() =>
    tf.mean(tf.mul(sampleWeight, tf.neg(tf.log(tf.sum(tf.mul(probabilities, y), 1)))))
  );
  const { loss, acc } = await evaluate(x, y, { sampleWeight });
  assert.ok(Math.abs(loss - expected.dataSync()[0]) < 1e-5);
  assert.ok(acc! > 0 && acc! < 1);
  [theirs, ours].forEach((model) => model.dispose());
  tf.dispose([x, y, classes, sampleWeight, probabilities, expected]);
});

testOn(["cpu"], "callbacks are called in tfjs's order, and may end the training", async () => {
  const { x, y } = data(20);
  const model = classifier();
  const { fit } = trainer(model, { optimizer: tf.train.sgd(0.1), loss: "softmaxCrossEntropy" });
  const seen: string[] = [];
  const note = (name: string) => (at?: unknown) => void seen.push(`${name}${at ?? ""}`);
  const before = valuesOf(model);
  await fit(x, y, {
    ...{ epochs: 1, batchSize: 10 },
    callbacks: {
      onTrainBegin: () => note("train")(),
      onEpochBegin: note("epoch"),
      onBatchBegin: note("batch"),
      onBatchEnd: (batch, logs) => {
        note("end of batch")(batch);
        assert.deepEqual(Object.keys(logs!), ["batch", "size", "loss", "acc"]);
        assert.deepEqual(valuesOf(model), before);
      },
      onEpochEnd: (epoch, logs) => {
        note("end of epoch")(epoch);
        assert.deepEqual(Object.keys(logs!), ["loss", "acc"]);
        assert.notDeepEqual(valuesOf(model), before);
      },
      onTrainEnd: () => note("end")(),
    },
  });
  assert.deepEqual(seen, [
    ...["train", "epoch0", "batch0", "end of batch0", "batch1", "end of batch1"],
    ...["end of epoch0", "end"],
  ]);
  const early = layers.callbacks.earlyStopping({ monitor: "loss", patience: 0, minDelta: 10 });
  const { epoch } = await fit(x, y, { epochs: 9, initialEpoch: 3, callbacks: early as never });
  assert.deepEqual(epoch, [3, 4]);
  const controller = new AbortController();
  const stopped = await fit(x, y, {
    ...{ epochs: 9, batchSize: 5, signal: controller.signal },
    callbacks: { onBatchEnd: (batch) => batch === 1 ? controller.abort() : undefined },
  });
  assert.equal(stopped.epoch.length, 1);
  model.dispose();
  tf.dispose([x, y]);
});

testOn(["cpu"], "what does not fit gets one clear line, and another fit goes on", async () => {
  const { x, classes, y } = data(20);
  const model = classifier();
  const optimizer = tf.train.sgd(0.1);
  const { fit } = trainer(model, { optimizer, loss: "softmaxCrossEntropy" });
  const before = bytesInUse();
  const cases: [() => Promise<unknown>, RegExp][] = [
    [() => fit(tf.ones([4, 5]), y), /x is of shape \[4,5\], expected rows of 6 inputs/],
    [() => fit(new Float32Array(0), y), /x is 0 numbers, expected rows of 6 inputs, one at least/],
    [() => fit(x, tf.ones([20, 2])), /y is of shape \[20,2\], expected \[20, 3\] for the 20 rows/],
    [
      () => fit(x, Int32Array.from({ length: 20 }, (_, i) => i % 4)),
      /y\[3\] is 3, expected a class/,
    ],
    [() => fit(x, y, { batchSize: 0 }), /batchSize must be a positive whole number, got 0/],
    [() => fit(x, y, { epochs: 1.5 }), /epochs must be a positive whole number, got 1.5/],
    [() => fit(x, classes, { classWeight: { 7: 2 } }), /classWeight names class 7/],
    [
      () => fit(x, y, { sampleWeight: new Float32Array(3) }),
      /sampleWeight has 3 values, expected 20/,
    ],
    [() => fit(x, y, { sampleWeight: new Float32Array(20).fill(-1) }), /row 0 weighs -1/],
    [() => fit(tf.fill([20, 6], "a" as never, "string"), y), /type string, expected numbers/],
  ];
  for (const [wrong, message] of cases) await assert.rejects(wrong(), message);
  assert.equal(bytesInUse(), before);
  const running = fit(x, y);
  await assert.rejects(fit(x, y), /another fit is running/);
  await running;
  const loss = "hinge" as "huber";
  assert.throws(() => trainer(model, { optimizer, loss }), /Cannot take the loss "hinge"/);
  assert.throws(
    () => trainer(model, { optimizer: "adam" as never, loss: "huber" }),
    /Cannot train with adam: expected an optimizer/,
  );
  const other = (...parts: layers.layers.Layer[]) => layers.sequential({ layers: parts });
  const first = () => dense({ units: 3, inputShape: [2], activation: "relu" });
  const models: [layers.LayersModel, RegExp][] = [
    [other(first(), dropout({ rate: 0.5 })), /without dropout behind it/],
    [other(first(), layers.layers.batchNormalization(), dense({ units: 1 })), /BatchNormalization/],
    [other(first(), dense({ units: 2, activation: "softmax" })), /softmax at the end/],
    [
      other(first(), dense({ units: 1, kernelRegularizer: layers.regularizers.l1() })),
      /no regularizer but l2/,
    ],
    [other(dense({ units: 1, inputShape: [2], activation: "hardSigmoid" })), /hardSigmoid/],
  ];
  for (const [each, message] of models) {
    assert.throws(() => trainer(each, { optimizer, loss: "huber" }), message);
  }
});

testOn(["cpu"], "a regularised network with dropout trains to a low loss", async () => {
  const { x, classes } = data(200);
  const model = layers.sequential({
    layers: [
      dense({
        units: 32,
        inputShape: [6],
        kernelInitializer: layers.initializers.heNormal({ seed: 1 }),
        kernelRegularizer: layers.regularizers.l2({ l2: 1e-4 }),
      }),
      layers.layers.leakyReLU({ alpha: 0.1 }),
      dropout({ rate: 0.2 }),
      dense({ units: 3, kernelInitializer: layers.initializers.heNormal({ seed: 2 }) }),
    ],
  });
  const { fit, evaluate } = trainer(model, {
    ...{ optimizer: adamW(0.01), loss: "softmaxCrossEntropy" },
  });
  const { history } = await fit(x, classes, { epochs: 60, seed: 1 });
  const { loss, acc } = await evaluate(x, classes);
  assert.ok(acc! > 0.97 && loss < history.loss.at(-1)!);
  model.dispose();
  tf.dispose([x, classes]);
});
