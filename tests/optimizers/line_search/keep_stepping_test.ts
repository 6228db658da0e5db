import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import {
  keepStepping,
  type KeepSteppingOptions,
} from "../../../src/optimizers/line_search/keep_stepping.ts";
import { testOnBackends } from "../../backends.ts";

/** One step on f(x) = x^2 / 2 from 1: the gradient is 1, a mini-step of learning rate 1/4 goes a quarter. */
async function stepped(options: KeepSteppingOptions): Promise<number> {
  const x = tf.tidy(() => tf.variable(tf.scalar(1)));
  const optimizer = keepStepping(1 / 4, options);
  optimizer.minimize(() => tf.div(tf.square(x), 2), false, [x]);
  const value = (await x.data())[0];
  optimizer.dispose();
  x.dispose();
  return value;
}

testOnBackends(
  "keepStepping walks past the minimum and keeps the step that made it worse",
  async () => {
    assert.equal(await stepped({}), -1 / 4);
  },
);

testOnBackends("keepStepping with undo stops at the minimum", async () => {
  assert.equal(await stepped({ undo: true }), 0);
});

testOnBackends("keepStepping takes at most maxSteps + 1 mini-steps", async () => {
  assert.equal(await stepped({ maxSteps: 1 }), 1 / 2);
});

testOnBackends("impatience lengthens the intended steps", async () => {
  // 1/4, 1/4 (mini-step 0 is taken twice), 1/4 (1 + 2 sqrt 1) to -1/4, which is nearer, and 1/4 (1 + 2 sqrt 2), too far.
  const tooFar = -1 / 4 - (1 + 2 * Math.SQRT2) / 4;
  assert.ok(Math.abs(await stepped({ impatience: 2 }) - tooFar) < 1e-6);
  assert.equal(await stepped({ impatience: 2, undo: true }), -1 / 4);
});

testOnBackends("impatience turns the published steps around", async () => {
  // Two steps forward, then 1/4 (1 - 2 sqrt 1) = -1/4: one back, and stop.
  assert.equal(await stepped({ impatience: 2, edition: "published" }), 3 / 4);
});

testOnBackends("beyond ends in the parabola's vertex, which is a quadratic's minimum", async () => {
  assert.ok(Math.abs(await stepped({ edition: "beyond" })) < 1e-6);
});

Deno.test("keepStepping refuses a learning rate that is not above 0, in one line", () => {
  for (const rate of [0, -1, NaN, Infinity]) {
    assert.throws(() => keepStepping(rate), /learning rate must be a positive, finite number/);
  }
  assert.throws(() => keepStepping(1, { maxSteps: 0 }), /maxSteps/);
  assert.throws(() => keepStepping(1, { impatience: -1 }), /impatience/);
});

testOnBackends("keepStepping's saved state is restored", async () => {
  const [one, two] = [1, 2].map(() => keepStepping(0.1, { edition: "beyond" }));
  const x = tf.tidy(() => tf.variable(tf.scalar(3)));
  one.minimize(() => tf.square(x), false, [x]);
  const saved = await one.getWeights();
  await two.setWeights(saved);
  const restored = await two.getWeights();
  assert.deepEqual(await restored[1].tensor.data(), await saved[1].tensor.data());
  assert.equal(two.iterations, 1);
  await assert.rejects(two.setWeights([]), /Cannot restore KeepStepping/);
  tf.dispose([x, saved[0].tensor, restored[0].tensor]);
  one.dispose();
  two.dispose();
}, ["cpu", "wasm"]);
