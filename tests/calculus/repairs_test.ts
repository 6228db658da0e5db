import { variableCurvature, variableHessian } from "../../src/calculus/hessian.ts";
import { withRepairs } from "../../src/calculus/repairs.ts";
import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { testOnBackends } from "../backends.ts";

type Loss = (w: tf.Variable<tf.Rank.R1>) => tf.Tensor;

const straightThrough = tf.customGrad((x) => ({
  value: tf.round(x as tf.Tensor),
  gradFunc: (dy: tf.Tensor) => dy,
}));
const table = (w: tf.Tensor) => tf.reshape(w, [2, 2]) as tf.Tensor2D;

const refused: Record<string, [RegExp, Loss]> = {
  cumsum: [/for Cumsum\./, (w) => tf.cumsum(w)],
  erf: [/for Erf\./, (w) => tf.erf(w)],
  "tf.pool": [
    /for AvgPool\./,
    (w) => tf.avgPool(tf.reshape(w, [2, 2, 1]) as tf.Tensor3D, 2, 1, "valid"),
  ],
  "a custom gradient": [/for a custom gradient \(/, (w) => straightThrough(w)],
  "two of them": [/for Cumsum, Atan\./, (w) => tf.atan(tf.cumsum(w))],
};

for (const [name, [message, loss]] of Object.entries(refused)) {
  testOnBackends(`the Hessian of ${name} is refused, by name`, () => {
    const w = tf.tidy(() => tf.variable(tf.tensor1d([0.4, -0.3, 0.2, 0.1])));
    const f = () => tf.sum(tf.square(loss(w))) as tf.Scalar;
    assert.throws(() => variableHessian(f, [w]), message);
    assert.throws(() => variableCurvature(f, [w], [w]), message);
    w.dispose();
  }, ["cpu", "wasm"]);
}

testOnBackends("an operation on the data alone is not looked at", async () => {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 2])));
  const hessian = variableHessian(
    () => tf.sum(tf.square(tf.mul(w, tf.cumsum(tf.tensor1d([1, 1]))))),
    [w],
  );
  assert.deepEqual([...await hessian.data()], [2, 0, 0, 8]);
  tf.dispose([w, hessian]);
});

testOnBackends(
  "the curvature along a direction is d' H d, through a repaired operation",
  async () => {
    const w = tf.tidy(() => tf.variable(tf.tensor2d([0.4, -0.3, 0.2, 0.1], [2, 2])));
    const d = tf.tensor2d([1, 2, -1, 0.5], [2, 2]);
    const f = () => tf.sum(tf.square(tf.tanh(tf.matMul(w, table(w))))) as tf.Scalar;
    const [curvature, hessian] = [variableCurvature(f, [w], [d]), variableHessian(f, [w])];
    const [h, v] = [await hessian.data(), await d.data()];
    let expected = 0;
    for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) expected += v[i] * h[4 * i + j] * v[j];
    assert.ok(Math.abs((await curvature.data())[0] / expected - 1) < 1e-5);
    tf.dispose([w, d, curvature, hessian]);
  },
);

Deno.test("repairs are taken back: tfjs's gradients are its own again, also after an error", () => {
  const names = ["Exp", "Tanh", "Sigmoid", "Softmax", "Pow", "Elu"];
  const before = names.map((name) => tf.getGradient(name));
  const inForce = withRepairs(() => names.map((name) => tf.getGradient(name)));
  assert.throws(() =>
    withRepairs(() => {
      throw new Error("meant");
    }), /meant/);
  names.forEach((name, i) => {
    assert.notEqual(inForce[i], before[i]);
    assert.equal(tf.getGradient(name), before[i]);
  });
});

testOnBackends("a comparison has the gradient zero, where tfjs has none", async () => {
  const gradient = tf.tidy(() =>
    tf.grad((x) => tf.sum(tf.where(tf.greater(x, 0), tf.square(x), x)))(tf.tensor1d([3, -2]))
  );
  assert.deepEqual([...await gradient.data()], [6, 1]);
  gradient.dispose();
});
