import { useBackend } from "../../src/backend/backend.ts";
import { gradient } from "../../src/calculus/gradient.ts";
import { hessian } from "../../src/calculus/hessian.ts";
import { withRepairs } from "../../src/calculus/repairs/repairs.ts";
import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { testOnBackends } from "../backends.ts";

/** All that tfjs looks up when it differentiates. */
function registry() {
  const names = Object.values(tf).filter((name) => typeof name === "string");
  const engine = tf.engine();
  return [
    ...names.flatMap((name) => [tf.getGradient(name), tf.getKernel(name, tf.getBackend())]),
    engine.customGrad,
    engine.gradients,
    engine.runKernel,
  ];
}

testOnBackends("repairs are taken back: tfjs is its own again, also after an error", () => {
  const before = registry();
  const inForce = withRepairs(2, registry);
  assert.notDeepEqual(inForce, before);
  assert.throws(() =>
    withRepairs(2, () => {
      throw new Error("meant");
    }), /meant/);
  assert.throws(() => hessian((x) => tf.sum(tf.mirrorPad(x, [[0, 0]], "reflect")))([1]));
  tf.dispose([gradient((x) => tf.sum(tf.tanh(x)))([1]), hessian((x) => tf.sum(tf.tanh(x)))([1])]);
  const after = registry();
  before.forEach((value, i) => assert.equal(after[i], value));
});

testOnBackends("importing the calculus registers nothing", async (backend) => {
  await useBackend(backend, { accelerates: false });
  for (const name of ["Greater", "MaxPoolGrad", "Conv2DBackpropFilter"]) {
    assert.equal(tf.getGradient(name), undefined);
  }
  const own = tf.getKernel("Conv2DBackpropFilter", backend);
  assert.equal(own === undefined, backend === "wasm");
});

testOnBackends("a comparison has the gradient zero, where tfjs has none", async () => {
  const slope = gradient((x) => tf.sum(tf.where(tf.greater(x, 0), tf.square(x), x)))([3, -2]);
  assert.deepEqual([...await slope.data()], [6, 1]);
  slope.dispose();
});

testOnBackends("a gradient inside a gradient is repaired too, also tfjs's own", async () => {
  for (const inner of [gradient, tf.grad] as typeof gradient[]) {
    // d/dx of the sum of exp(x) exp'(exp(x)), from an operation before the inner gradient.
    const slope = gradient((x) => tf.sum(inner((y) => tf.sum(tf.exp(tf.exp(y))))(x)))([0.3]);
    const e = Math.exp(0.3);
    const expected = Math.exp(e) * e * (1 + e);
    assert.ok(Math.abs((await slope.data())[0] / expected - 1) < 1e-5);
    slope.dispose();
  }
});
