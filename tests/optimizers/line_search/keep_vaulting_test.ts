import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import {
  keepVaulting,
  type KeepVaultingOptions,
} from "../../../src/optimizers/line_search/keep_vaulting.ts";
import { testOnBackends } from "../../backends.ts";

/** One step on f(x) = x^2 / 2 from 1, where the gradient is 1, with learning rate 1/4. */
async function vaulted(options: KeepVaultingOptions): Promise<number> {
  const x = tf.tidy(() => tf.variable(tf.scalar(1)));
  const optimizer = keepVaulting(1 / 4, options);
  optimizer.minimize(() => tf.div(tf.square(x), 2), false, [x]);
  const value = (await x.data())[0];
  optimizer.dispose();
  x.dispose();
  return value;
}

testOnBackends("the published vault is the post's formula, slips and all", async () => {
  // To 3/4; then l' = (9/32 - 1/2) / (1/4), l'' = (9/32 - l') / (1/4), and a step of (1/4)^2 (-l'' / l').
  const slope = (9 / 32 - 1 / 2) * 4;
  const curvature = (9 / 32 - slope) * 4;
  const expected = 3 / 4 + curvature / slope / 16;
  assert.ok(Math.abs(await vaulted({ maxSteps: 1, edition: "published" }) - expected) < 1e-6);
});

testOnBackends("the intended vault lands in a quadratic's minimum", async () => {
  assert.ok(Math.abs(await vaulted({})) < 1e-3);
});

testOnBackends("the intended vault does not diverge where the curvature is negative", async () => {
  const x = tf.tidy(() => tf.variable(tf.scalar(0.1)));
  const optimizer = keepVaulting(0.1);
  const losses: number[] = [];
  for (let i = 0; i < 20; i++) {
    const loss = optimizer.minimize(() => tf.cos(tf.add(x, 0)), true, [x]) as tf.Scalar;
    losses.push((await loss.data())[0]);
    loss.dispose();
  }
  for (let i = 1; i < losses.length; i++) assert.ok(losses[i] <= losses[i - 1] + 1e-6);
  assert.ok(losses[19] < -0.999, String(losses));
  optimizer.dispose();
  x.dispose();
});

Deno.test("keepVaulting refuses bad options, in one line", () => {
  for (const rate of [0, -1, NaN, Infinity]) {
    assert.throws(() => keepVaulting(rate), /learning rate must be a positive, finite number/);
  }
  assert.throws(() => keepVaulting(1, { maxSteps: 0 }), /maxSteps/);
  assert.throws(() => keepVaulting(1, { edition: "beyond" as "intended" }), /edition/);
});
