import * as layers from "../../../src/deps/tf_gradients.ts";
import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import { newtonCg as method } from "../../../src/methods/newton_cg.ts";
import { newtonCg } from "../../../src/optimizers/second_order/newton_cg.ts";
import { useBackend } from "../../../src/backend/backend.ts";
import { adapter, testOnBackends } from "../../backends.ts";
import { methodsPath, optimizersPath, valley } from "../methods.ts";

testOnBackends("newtonCg takes the steps in float32 that its method takes in float64", async () => {
  const points = await optimizersPath(newtonCg(), 10);
  const path = methodsPath(method({ firstRadius: 1, typicalGradient: 1 }));
  for (const [i, point] of points.entries()) {
    const [x, y] = path.next().value;
    assert.ok(Math.hypot(point[0] - x, point[1] - y) < 2e-3, `step ${i}: [${point}], [${[x, y]}]`);
  }
}, ["cpu", "wasm"]);

testOnBackends("newtonCg awaited takes the same steps, on every backend", async () => {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([-1, 1.5])));
  const optimizer = newtonCg();
  const path = methodsPath(method({ firstRadius: 1, typicalGradient: 1 }));
  for (let i = 0; i < 6; i++) {
    const cost = await optimizer.minimizeAsync(() => valley(w), true, [w]);
    const [x, y] = path.next().value;
    const point = await w.data();
    assert.ok(Math.hypot(point[0] - x, point[1] - y) < 2e-3, `step ${i}: [${point}], [${[x, y]}]`);
    cost!.dispose();
  }
  assert.equal(optimizer.iterations, 6);
  optimizer.dispose();
  w.dispose();
});

testOnBackends(
  "newtonCg solves a linear regression of many parameters in a few steps",
  async () => {
    const k = 30;
    const [x, truth, w] = tf.tidy(() => [
      tf.randomNormal([400, k], 0, 1, "float32", 7) as tf.Tensor2D,
      tf.randomNormal([k, 1], 0, 1, "float32", 8) as tf.Tensor2D,
      tf.variable(tf.zeros([k, 1])),
    ]);
    const loss = () =>
      tf.tidy(() => tf.mean(tf.square(tf.matMul(x, tf.sub(w, truth)))) as tf.Scalar);
    const optimizer = newtonCg({ firstRadius: 100, maxProducts: 60 });
    for (let i = 0; i < 10; i++) await optimizer.minimizeAsync(loss, false, [w as tf.Variable]);
    const [found, expected] = [await w.data(), await truth.data()];
    const apart = Math.hypot(...found.map((value, i) => value - expected[i]));
    assert.ok(apart < 1e-3, `${apart}`);
    optimizer.dispose();
    tf.dispose([x, truth, w]);
  },
);

Deno.test("newtonCg refuses options that make no sense, in one line", () => {
  assert.throws(() => newtonCg({ firstRadius: 0 }), /firstRadius must be a number above 0/);
  assert.throws(() => newtonCg({ maxProducts: 0 }), /maxProducts must be a whole number above 0/);
});

// Not by testOnBackends: layers leaks its batch where a step throws inside fit.
Deno.test({
  name: "newtonCg inside fit says on webgpu, in one line, what to do instead",
  ignore: !adapter,
  sanitizeResources: false,
  sanitizeOps: false,
  async fn() {
    await useBackend("webgpu");
    const [x, y] = [tf.ones([8, 2]), tf.ones([8, 1])];
    const model = layers.sequential({
      layers: [layers.layers.dense({ units: 1, inputShape: [2] })],
    });
    model.compile({ optimizer: newtonCg(), loss: "meanSquaredError" });
    await assert.rejects(
      model.fit(x, y, { epochs: 1, verbose: 0 }),
      /^Error: Cannot take a Newton-CG step inside fit .* webgpu.* Await minimizeAsync\(f\), or use wasm\.$/,
    );
    model.dispose();
    tf.dispose([x, y]);
  },
});
