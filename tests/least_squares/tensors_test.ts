import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { useBackend } from "../../src/backend/backend.ts";
import { leastSquares } from "../../src/least_squares/least_squares.ts";
import { testOnBackends } from "../backends.ts";

const t = [0, 1, 2, 3, 4, 5];
const y = [5.1, 3.0, 1.9, 1.1, 0.7, 0.4];

testOnBackends(
  "residuals of a tensor: float64's fit and standard errors to four digits, and no tensor left",
  async () => {
    const exact = await leastSquares(([a, b]) => t.map((t, i) => a * Math.exp(-b * t) - y[i]), [
      1,
      1,
    ]);
    const [times, values] = [tf.tensor1d(t), tf.tensor1d(y)];
    const start = tf.tensor2d([[1], [1]]);
    const residuals = (x: tf.Tensor) => {
      const [a, b] = tf.split(x, 2);
      const decay = tf.exp(tf.neg(tf.mul(tf.reshape(b, []), times)));
      return tf.sub(tf.mul(tf.reshape(a, []), decay), values);
    };
    const before = tf.memory().numTensors;
    const shapes: number[][] = [];
    const fit = await leastSquares(residuals, start, {
      callback: ({ x }) => void shapes.push(x.shape),
    });
    assert.equal(tf.memory().numTensors, before + 1);
    assert.equal(fit.status, "converged");
    assert.deepEqual(fit.x.shape, [2, 1]);
    assert.deepEqual(shapes[0], [2, 1]);
    (await fit.x.data()).forEach((value, i) => {
      assert.ok(Math.abs(value / exact.x[i] - 1) < 1e-4);
      assert.ok(Math.abs(fit.standardErrors[i] / exact.standardErrors[i] - 1) < 1e-4);
    });
    tf.dispose([fit.x, times, values, start]);
  },
);

Deno.test("as many residuals of a tensor as values: the Jacobian row by row solves a system", async () => {
  await useBackend("cpu");
  const circleAndLine = (x: tf.Tensor1D) => {
    const [a, b] = tf.unstack(x);
    return tf.stack([tf.sub(tf.sum(tf.square(x)), 25), tf.add(tf.sub(a, b), 1)]);
  };
  const start = tf.tensor1d([1, 5]);
  const { x } = await leastSquares(circleAndLine, start);
  const [a, b] = x.dataSync();
  assert.ok(Math.abs(a - 3) < 1e-5 && Math.abs(b - 4) < 1e-5);
  tf.dispose([x, start]);
});

Deno.test("residuals of a list of tensors: the fit of a dense layer to data that one made", async () => {
  await useBackend("cpu");
  const x = tf.randomNormal([40, 3], 0, 1, "float32", 5) as tf.Tensor2D;
  const truth = [tf.tensor2d([[1], [-2], [0.5]]), tf.tensor1d([0.25])];
  const layer = (w: tf.Tensor2D, b: tf.Tensor1D) => tf.tanh(tf.add(tf.matMul(x, w), b));
  const y = tf.tidy(() => layer(truth[0] as tf.Tensor2D, truth[1] as tf.Tensor1D));
  const start = [tf.zeros([3, 1]), tf.zeros([1])];
  const before = tf.memory().numTensors;
  const fit = await leastSquares((w: tf.Tensor2D, b: tf.Tensor1D) => tf.sub(layer(w, b), y), start);
  assert.equal(tf.memory().numTensors, before + 2);
  fit.x.forEach((found, i) => {
    assert.deepEqual(found.shape, truth[i].shape);
    const expected = truth[i].dataSync();
    found.dataSync().forEach((value, j) => assert.ok(Math.abs(value - expected[j]) < 1e-5));
  });
  assert.equal(fit.degreesOfFreedom, 36);
  tf.dispose([x, y, truth, start, fit.x]);
});

Deno.test("residuals that throw in the middle of a fit leave no tensor behind", async () => {
  await useBackend("cpu");
  const start = tf.tensor1d([1, 1]);
  const before = tf.memory().numTensors;
  let calls = 0;
  const failing = (x: tf.Tensor1D) => {
    const values = tf.concat([x, tf.square(x)]);
    if (++calls > 4) throw new Error("out of data");
    return values;
  };
  await assert.rejects(leastSquares(failing, start), /out of data/);
  await assert.rejects(leastSquares(failing, start, { tolerance: -1 }), /tolerance is -1/);
  assert.equal(tf.memory().numTensors, before);
  start.dispose();
});
