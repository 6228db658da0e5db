import { useBackend } from "../../../src/backend/backend.ts";
import { variableHessian } from "../../../src/calculus/hessian.ts";
import { denseLayer } from "../../../src/objectives/dense/layer.ts";
import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import { testOnBackends, worstRelative } from "../../backends.ts";

for (const rows of [7, 3000, 2345]) {
  testOnBackends(`a dense layer of ${rows} rows is x K + b, with its gradient`, async () => {
    const x = tf.tidy(() => tf.reshape(tf.sin(tf.range(0, 3 * rows)), [rows, 3]) as tf.Tensor2D);
    const kernel = tf.tensor2d([1, -2, 0.5, 3, 2, -1], [3, 2]);
    const bias = tf.tensor1d([0.25, -4]);
    const plain = () => tf.add(tf.matMul(x, kernel), bias) as tf.Tensor2D;
    const [ours, theirs] = [denseLayer(x, kernel, bias), tf.tidy(plain)];
    assert.deepEqual(await ours.data(), await theirs.data());

    const [byX, byKernel, byBias] = tf.tidy(() =>
      tf.grads((x, kernel, bias) =>
        tf.sum(denseLayer(x as tf.Tensor2D, kernel as tf.Tensor2D, bias as tf.Tensor1D))
      )([x, kernel, bias])
    );
    const data = Array.from(await x.data());
    const column = [0, 1, 2].map((j) =>
      data.reduce((sum, value, i) => i % 3 === j ? sum + value : sum, 0)
    );
    const expected = column.flatMap((value) => [value, value]);
    const off = (await byKernel.data()).map((value, i) => Math.abs(value - expected[i]));
    assert.ok(Math.max(...off) < 1e-3);
    assert.deepEqual([...await byBias.data()], [rows, rows]);
    assert.deepEqual([...(await byX.data()).slice(-3)], [-1, 3.5, 1]);
    tf.dispose([x, kernel, bias, ours, theirs, byX, byKernel, byBias]);
  });
}

testOnBackends("a dense layer's bias gradient over 1,000,000 rows keeps five digits", async () => {
  await useBackend("wasm", { accelerates: false });
  const rows = 1_000_000;
  const [x, kernel, slopes] = tf.tidy(() => [
    tf.zeros([rows, 1]),
    tf.zeros([1, 1]),
    tf.fill([rows, 1], 0.1),
  ]) as tf.Tensor2D[];
  const gradient = (layer: (bias: tf.Tensor1D) => tf.Tensor) =>
    tf.tidy(() =>
      tf.grad((bias) => tf.sum(tf.mul(layer(bias as tf.Tensor1D), slopes)))(tf.zeros([1]))
        .dataSync()
    );
  assert.ok(worstRelative(gradient((b) => denseLayer(x, kernel, b)), [1e5]) < 1e-5);
  assert.ok(worstRelative(gradient((b) => tf.add(tf.matMul(x, kernel), b)), [1e5]) > 1e-3);
  tf.dispose([x, kernel, slopes]);
}, ["wasm"]);

testOnBackends("a dense layer is twice differentiable, by kernel and bias", async () => {
  const [x, kernel, bias] = tf.tidy(() => [
    tf.ones([2000, 1]),
    tf.variable(tf.zeros([1, 1])),
    tf.variable(tf.zeros([1])),
  ]) as [tf.Tensor2D, tf.Variable<tf.Rank.R2>, tf.Variable<tf.Rank.R1>];
  const loss = () => tf.mean(tf.square(denseLayer(tf.mul(x, 3), kernel, bias))) as tf.Scalar;
  const hessian = variableHessian(loss, [kernel, bias]);
  assert.ok(worstRelative(await hessian.data(), [18, 6, 6, 2]) < 1e-5);
  tf.dispose([x, kernel, bias, hessian]);
});
