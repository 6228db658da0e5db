import { closureObjective } from "../../src/closure_objective.ts";
import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { meanSquaredError } from "../../src/losses.ts";
import { newton } from "../../src/optimizers/newton.ts";
import { testOnBackends, worstRelative } from "../backends.ts";

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
  tf.dispose([x, y, w, loss]);
});

testOnBackends("Newton damps a singular Hessian", () => {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 1])));
  newton().minimize(() => tf.square(tf.sum(w)), false, [w]);
  assert.ok(Math.abs(w.dataSync()[0] + w.dataSync()[1]) < 1e-4);
  w.dispose();
}, ["cpu", "wasm"]);

testOnBackends("Newton refuses an op whose second derivative tfjs has wrong, by name", () => {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 1])));
  const step = () => newton().minimize(() => tf.sum(tf.square(tf.erf(w))), false, [w]);
  assert.throws(step, /not to be trusted for Erf\./);
  w.dispose();
}, ["cpu", "wasm"]);

testOnBackends("Newton says on webgpu that its step must be awaited", () => {
  const w = tf.tidy(() => tf.variable(tf.scalar(1)));
  assert.throws(() => newton().minimize(() => tf.square(w), false, [w]), /Await stepAsync/);
  w.dispose();
}, ["webgpu"]);
