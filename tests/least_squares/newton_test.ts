import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { leastSquaresExact } from "../../src/least_squares/exact.ts";
import { meanSquaredError } from "../../src/objectives/dense/mean_squared_error.ts";
import { newton } from "../../src/optimizers/second_order/newton.ts";
import { testOnBackends, worstRelative } from "../backends.ts";

testOnBackends(
  "Newton's step on a noisy regression is leastSquaresExact's solution to float32",
  async () => {
    const rows = 200;
    const [x1, x2, noise] = [5, 6, 7].map((seed) => tf.randomNormal([rows], 0, 1, "float32", seed));
    const y = tf.tidy(() => tf.addN([tf.mul(x1, 2), tf.mul(x2, -3), noise, tf.ones([rows])]));
    const { coefficients } = leastSquaresExact([await x1.data(), await x2.data()], await y.data());

    const [b, w1, w2] = [0, 0, 0].map((start) => tf.tidy(() => tf.variable(tf.scalar(start))));
    const f = () => {
      const predicted = tf.add(tf.addN([tf.mul(x1, w1), tf.mul(x2, w2)]), b);
      return meanSquaredError(predicted, y);
    };
    await newton().minimizeAsync(f, false, [b, w1, w2]);
    const found = (await Promise.all([b, w1, w2].map((variable) => variable.data()))).map(([v]) =>
      v
    );
    assert.ok(worstRelative(found, [...coefficients]) < 1e-5);
    tf.dispose([x1, x2, noise, y, b, w1, w2]);
  },
);
