/** First derivatives of volumes and others that are differentiable once, against finite differences. */
import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { gradient, variableGradient } from "../../src/calculus/gradient.ts";
import { testOnBackends } from "../backends.ts";
import { normal, operations } from "./volumes.ts";

for (const [name, [shape, f]] of Object.entries(operations)) {
  testOnBackends(`the gradient of ${name} is that of finite differences`, () => {
    tf.tidy(() => {
      const weighted = (x: tf.Tensor) => {
        const y = f(x);
        return tf.sum(tf.mul(y, tf.reshape(tf.sin(tf.range(0, y.size)), y.shape)));
      };
      const x = normal(shape, 1);
      const slopes = gradient(weighted)(x).dataSync();
      const values = x.dataSync();
      const h = 1e-3;
      for (let i = 0; i < values.length; i += 3) {
        const at = (step: number) =>
          weighted(tf.tensor(values.with(i, values[i] + step), shape)).dataSync()[0];
        const difference = (at(h) - at(-h)) / (2 * h);
        assert.ok(
          Math.abs(difference - slopes[i]) < 2e-2,
          `entry ${i}: ${slopes[i]}, not ${difference}`,
        );
      }
    });
  }, ["cpu", "wasm"]);
}

testOnBackends("a path through complex numbers is refused by name", () => {
  const spectral = (x: tf.Tensor) =>
    tf.add(tf.sum(x), tf.sum(tf.square(tf.abs(tf.spectral.rfft(x)))));
  assert.throws(() => gradient(spectral)([1, 2, 3, 4]), /unreliable for .*FFT/);
  const alone = (x: tf.Tensor) =>
    tf.sum(tf.abs(tf.spectral.fft(tf.complex(x as tf.Tensor1D, tf.zerosLike(x)))));
  assert.throws(() => gradient(alone)([1, 2]), /unreliable for .*FFT/);
}, ["cpu"]);

testOnBackends("lists of unstack and split may be reversed or shortened", () => {
  tf.tidy(() => {
    const weights = tf.tensor1d([1, 10, 100]);
    const reversed = (x: tf.Tensor) => tf.sum(tf.mul(tf.stack(tf.unstack(x).reverse()), weights));
    assert.deepEqual([...gradient(reversed)([1, 2, 3]).dataSync()], [100, 10, 1]);
    const shifted = (x: tf.Tensor) => {
      const parts = tf.unstack(x);
      parts.shift();
      return tf.sum(tf.mul(tf.stack(parts), [1, 10]));
    };
    assert.deepEqual([...gradient(shifted)([1, 2, 3]).dataSync()], [0, 1, 10]);
    const split = (x: tf.Tensor) => tf.sum(tf.mul(tf.concat(tf.split(x, 3).reverse()), weights));
    assert.deepEqual([...gradient(split)([1, 2, 3]).dataSync()], [100, 10, 1]);
    const w = tf.variable(tf.tensor1d([1, 2, 3]));
    assert.deepEqual([...variableGradient(() => reversed(w), [w]).gradient[0].dataSync()], [
      100,
      10,
      1,
    ]);
    w.dispose();
  });
}, ["cpu", "wasm"]);
