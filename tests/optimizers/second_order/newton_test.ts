import { closureObjective } from "../../../src/objectives/closure.ts";
import * as layers from "../../../src/deps/tf_gradients.ts";
import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import { meanSquaredError } from "../../../src/objectives/dense/mean_squared_error.ts";
import { newton } from "../../../src/optimizers/second_order/newton.ts";
import { useBackend } from "../../../src/backend/backend.ts";
import { adapter, testOnBackends, worstRelative } from "../../backends.ts";

testOnBackends("one Newton step from any start is a linear regression's solution", async () => {
  const truth = [3, -2, 0.5];
  const [x, y, w] = tf.tidy(() => {
    const x = tf.randomNormal([500, 3], 0, 1, "float32", 7) as tf.Tensor2D;
    return [
      x,
      tf.matMul(x, tf.tensor2d(truth, [3, 1])),
      tf.variable(tf.tensor2d([9, 9, 9], [3, 1])),
    ];
  }) as [tf.Tensor2D, tf.Tensor2D, tf.Variable<tf.Rank.R2>];
  const optimizer = newton();
  const objective = closureObjective(() => meanSquaredError(tf.matMul(x, w), y), [w]);
  const loss = await optimizer.stepAsync(objective);
  assert.ok(worstRelative(await w.data(), truth) < 1e-5);
  assert.equal(optimizer.iterations, 1);
  tf.dispose([x, y, w, loss]);
});

testOnBackends("Newton's step through tanh is the one by hand: w - f'/f''", async () => {
  // f = (tanh w - 1)^2, f' = 2 (t - 1)(1 - t^2), f'' = 2 (1 - t^2)^2 - 4 t (t - 1)(1 - t^2).
  const t = Math.tanh(0.5), s = 1 - t * t;
  const expected = 0.5 - (2 * (t - 1) * s) / (2 * s * s - 4 * t * (t - 1) * s);
  const w = tf.tidy(() => tf.variable(tf.scalar(0.5)));
  const f = () => tf.square(tf.sub(tf.tanh(w), 1)) as tf.Scalar;
  const cost = await newton().minimizeAsync(f, true, [w]);
  assert.ok(worstRelative(await w.data(), [expected]) < 1e-5);
  assert.ok(worstRelative(await cost!.data(), [(t - 1) ** 2]) < 1e-5);
  assert.equal(await newton().minimizeAsync(f, false, [w]), null);
  tf.dispose([w, cost!]);
});

testOnBackends("Newton moves the given variables alone, each of its own shape", async () => {
  const [a, b, c] = tf.tidy(() => [
    tf.variable(tf.tensor2d([1, 2, 3, 4], [2, 2])),
    tf.variable(tf.scalar(5)),
    tf.variable(tf.scalar(6)),
  ]);
  const f = () =>
    tf.addN([
      tf.sum(tf.square(tf.sub(a, 7))),
      tf.sum(tf.square(tf.sub(b, a))),
      tf.square(c),
    ]) as tf.Scalar;
  await newton().minimizeAsync(f, false, [a, b]);
  assert.ok(worstRelative(await a.data(), [7, 7, 7, 7]) < 1e-5);
  assert.ok(worstRelative(await b.data(), [7]) < 1e-5);
  assert.deepEqual([...await c.data()], [6]);
  tf.dispose([a, b, c]);
});

testOnBackends("Newton damps a singular Hessian, and stays where the loss is flat", () => {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 1, 5])));
  newton().minimize(() => tf.square(tf.sum(tf.slice(w, 0, 2))), false, [w]);
  const [a, b, flat] = w.dataSync();
  assert.ok(Math.abs(a + b) < 1e-4 && Math.abs(a - b) < 1e-4 && flat === 5);
  w.dispose();
}, ["cpu", "wasm"]);

testOnBackends("Newton damps a Hessian that is singular but for rounding", () => {
  const x = tf.tidy(() => {
    const column = tf.randomNormal([300, 1], 0, 1, "float32", 3);
    return tf.concat([column, tf.mul(column, 1 / 3), tf.mul(column, 0.7)], 1) as tf.Tensor2D;
  });
  const w = tf.tidy(() => tf.variable(tf.tensor2d([2, -1, 3], [3, 1])));
  const loss = () => meanSquaredError(tf.matMul(x, w), tf.zeros([300, 1]));
  const before = tf.tidy(() => loss().dataSync()[0]);
  newton().minimize(loss, false, [w]);
  const after = tf.tidy(() => loss().dataSync()[0]);
  assert.ok(after < before * 1e-6, `from ${before} to ${after}`);
  assert.ok(w.dataSync().every((value) => Math.abs(value) < 10), `${w.dataSync()}`);
  tf.dispose([x, w]);
}, ["cpu", "wasm"]);

testOnBackends("Newton's step from a saddle goes down, not to the saddle", async () => {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 0.1])));
  // Along the second axis the curvature is negative; the undamped step would end at (0, 0).
  const f = () =>
    tf.tidy(() => {
      const squares = tf.square(w);
      const bowl = tf.sum(tf.mul(squares, [1, -1]));
      return tf.add(bowl, tf.sum(tf.pow(tf.mul(w, [0, 1]), 4))) as tf.Scalar;
    });
  const losses: number[] = [];
  for (let i = 0; i < 30; i++) {
    const loss = await newton().minimizeAsync(f, true, [w]);
    losses.push((await loss!.data())[0]);
    loss!.dispose();
  }
  assert.ok(losses[1] < losses[0]);
  assert.ok(worstRelative([(await w.data())[1]], [Math.SQRT1_2]) < 1e-3);
  w.dispose();
});

testOnBackends("Newton refuses an op whose derivative is unreliable, by name", () => {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 1])));
  const padded = () => tf.mirrorPad(w, [[1, 1]], "reflect");
  const step = () => newton().minimize(() => tf.sum(tf.square(padded())), false, [w]);
  assert.throws(step, /unreliable for MirrorPad\./);
  assert.deepEqual([...w.dataSync()], [1, 1]);
  w.dispose();
}, ["cpu", "wasm"]);

testOnBackends(
  "Newton refuses a gradient that is not finite, and leaves the parameters",
  async () => {
    const w = tf.tidy(() => tf.variable(tf.tensor1d([1, -1])));
    const step = newton().minimizeAsync(() => tf.sum(tf.log(w)), false, [w]);
    await assert.rejects(
      step.then(() => newton().minimizeAsync(() => tf.sum(tf.sqrt(w)), true, [w])),
    );
    w.dispose();
  },
);

testOnBackends(
  "Newton refuses more parameters than it can hold, with the limit and what to use",
  () => {
    const w = tf.tidy(() => tf.variable(tf.zeros([2001])));
    const step = () => newton().minimize(() => tf.sum(tf.square(w)), false, [w]);
    assert.throws(step, /^RangeError: .*2001 parameters.* limit is 2000.* keepStepping/);
    w.dispose();
  },
  ["cpu", "wasm"],
);

for (const activation of ["linear", "tanh", "relu", "elu"] as const) {
  testOnBackends(`Newton trains a layers model (${activation}) by compile and fit`, async () => {
    const [x, y] = tf.tidy(() => {
      const x = tf.randomNormal([64, 2], 0, 1, "float32", 1);
      return [x, tf.add(tf.sum(x, 1, true), 0.5)];
    });
    const model = network(activation);
    const optimizer = newton();
    model.compile({ optimizer, loss: "meanSquaredError", metrics: ["mae"] });
    const { history } = await model.fit(x, y, { epochs: 20, batchSize: 64, verbose: 0 });
    const losses = history.loss as number[];
    const least = activation === "linear" ? 1e-10 : losses[0] / 5;
    assert.ok(losses.at(-1)! < least, `${losses}`);
    assert.equal((history.mae as number[]).length, 20);
    model.dispose();
    optimizer.dispose();
    tf.dispose([x, y]);
  }, ["cpu", "wasm"]);
}

// Not by testOnBackends: layers leaks its batch where a step throws inside fit.
Deno.test({
  name: "Newton inside fit says on webgpu, in one line, what to do instead",
  ignore: !adapter,
  sanitizeResources: false,
  sanitizeOps: false,
  async fn() {
    await useBackend("webgpu");
    const [x, y] = [tf.ones([8, 2]), tf.ones([8, 1])];
    const model = network("linear");
    model.compile({ optimizer: newton(), loss: "meanSquaredError" });
    await assert.rejects(
      model.fit(x, y, { epochs: 1, verbose: 0 }),
      /^Error: Cannot take Newton's step inside fit .* webgpu.* Await minimizeAsync\(f\), or use wasm\.$/,
    );
    model.dispose();
    tf.dispose([x, y]);
  },
});

/** Two layers, or for "linear" a single one, whose loss is a parabola. */
function network(activation: "linear" | "tanh" | "relu" | "elu"): layers.Sequential {
  const kernelInitializer = layers.initializers.glorotUniform({ seed: 4 });
  const dense = (units: number, options = {}) =>
    layers.layers.dense({ units, kernelInitializer, ...options });
  const stack = activation === "linear"
    ? [dense(1, { inputShape: [2] })]
    : [dense(3, { inputShape: [2], activation }), dense(1)];
  return layers.sequential({ layers: stack });
}
