import assert from "../../../src/deps/test.ts";
import * as tf from "../../../src/deps/tf.ts";
import { armijo } from "../../../src/searches/machines/armijo.ts";
import { walkOnDevice, walkOnHost } from "../../../src/searches/machines/walk.ts";
import { testOnBackends } from "../../backends.ts";

const options = {
  firstStep: 4,
  maxStep: 16,
  growth: 2,
  sufficientDecrease: 0.5,
  shrinkage: 0.5,
  maxBacktracks: 5,
};

/** On phi(t) = (1 - t)^2, with phi'(0) = -2, c = 1/2 accepts (1 - t)^2 <= 1 - t, which is t <= 1. */
const parabola = { loss: 1, slope: -2, lastStep: 0 };

Deno.test("armijo takes the first step, in halves, that keeps its part of the slope's promise", () => {
  const tried: number[] = [];
  const end = walkOnHost(armijo(options), parabola, (t) => {
    tried.push(t);
    return (1 - t) ** 2;
  });
  assert.deepEqual([end.step, end.loss, tried], [1, 0, [4, 2, 1]]);
});

Deno.test("armijo begins with the last step, grown, and with no more than the longest", () => {
  const tried: number[] = [];
  const from = (lastStep: number) => {
    tried.length = 0;
    walkOnHost(armijo(options), { ...parabola, lastStep }, (t) => {
      tried.push(t);
      return (1 - t) ** 2;
    });
    return tried[0];
  };
  assert.deepEqual([from(0), from(0.25), from(1), from(100)], [4, 0.5, 2, 16]);
});

Deno.test("armijo steps back from NaN and infinity, and stays where nothing is good", () => {
  const wall = (t: number) => t > 0.6 ? NaN : t > 0.3 ? Infinity : (1 - t) ** 2;
  assert.equal(walkOnHost(armijo(options), parabola, wall).step, 0.25);
  let tried = 0;
  const nowhere = walkOnHost(armijo(options), parabola, (t) => {
    tried++;
    return 1 + t;
  });
  assert.deepEqual([nowhere.step, nowhere.loss, tried], [0, 1, 6]);
});

testOnBackends("armijo decides on the device as on the host", async () => {
  const functions: ((t: tf.Scalar) => tf.Scalar)[] = [
    (t) => tf.square(tf.sub(1, t)),
    (t) => tf.add(1, t),
    (t) => tf.div(tf.square(tf.sub(1, t)), tf.cast(tf.less(t, 0.6), "float32")),
  ];
  for (const f of functions) {
    const search = armijo(options);
    const [step, onHost] = tf.tidy(() => {
      const start = { loss: tf.scalar(1), slope: tf.scalar(-2), lastStep: tf.scalar(0) };
      const phi = (t: number) => {
        const [a, b, c] = [(1 - t) ** 2, 1 + t, (1 - t) ** 2 / Number(t < 0.6)];
        return [a, b, c][functions.indexOf(f)];
      };
      return [walkOnDevice(search, start, f).step, walkOnHost(search, parabola, phi).step];
    });
    assert.equal((await step.data())[0], onHost);
    step.dispose();
  }
});
