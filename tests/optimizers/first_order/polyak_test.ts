import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import { polyak, type PolyakOptions } from "../../../src/optimizers/first_order/polyak.ts";
import { testOnBackends } from "../../backends.ts";

/** One step on x^2 / 2 + 3 from x = 4, where loss and gradient are 11 and 4. */
async function stepped(options: PolyakOptions): Promise<number> {
  const optimizer = polyak(options);
  const x = tf.tidy(() => tf.variable(tf.scalar(4)));
  optimizer.minimize(() => tf.add(tf.div(tf.square(x), 2), 3) as tf.Scalar, false, [x]);
  const value = (await x.data())[0];
  optimizer.dispose();
  x.dispose();
  return value;
}

testOnBackends("polyak steps (loss - lowerBound) / (c |g|^2) gradients far", async () => {
  // With the true minimum, 3, and c = 1/2 a parabola is solved at once.
  assert.equal(await stepped({ lowerBound: 3 }), 0);
  assert.equal(await stepped({ lowerBound: 3, scale: 1 }), 2);
  assert.equal(await stepped({ lowerBound: 7, scale: 1 }), 3);
});

testOnBackends("polyak goes no further than maxStep, and never backwards", async () => {
  assert.equal(await stepped({ lowerBound: 3, maxStep: 0.25 }), 3);
  assert.equal(await stepped({}), 0);
  assert.equal(await stepped({ lowerBound: 12 }), 4);
});

testOnBackends("polyak stays where the gradient is 0, and where it is not finite", async () => {
  const optimizer = polyak();
  const x = tf.tidy(() => tf.variable(tf.tensor1d([0, 2])));
  optimizer.minimize(() => tf.add(tf.sum(tf.mul(x, 0)), 1) as tf.Scalar, false, [x]);
  optimizer.minimize(() => tf.sum(tf.log(x)) as tf.Scalar, false, [x]);
  assert.deepEqual([...await x.data()], [0, 2]);
  optimizer.dispose();
  x.dispose();
});

Deno.test("polyak refuses options that make no sense, in one line", () => {
  assert.throws(() => polyak({ maxStep: -1 }), /maxStep must be a number above 0/);
  assert.throws(() => polyak({ lowerBound: NaN }), /lowerBound must be a finite number/);
  assert.throws(() => polyak({ scale: 0 }), /scale must be a number above 0/);
});
