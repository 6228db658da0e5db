import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import {
  stochasticLineSearch,
  type StochasticLineSearchOptions,
} from "../../../src/optimizers/line_search/stochastic_line_search.ts";
import { testOnBackends } from "../../backends.ts";
import { fitClassifier } from "../classifier.ts";

/** The step sizes on losses a x^2 / 2, one after another, from x = 1: each moves x by a factor 1 - a t. */
async function steps(options: StochasticLineSearchOptions, bends: number[]): Promise<number[]> {
  const optimizer = stochasticLineSearch({ maxStep: 1, sufficientDecrease: 0.5, ...options });
  const sizes: number[] = [];
  for (const a of bends) {
    const x = tf.tidy(() => tf.variable(tf.scalar(1)));
    optimizer.minimize(() => tf.mul(tf.square(x), a / 2) as tf.Scalar, false, [x]);
    sizes.push((1 - (await x.data())[0]) / a);
    x.dispose();
  }
  optimizer.dispose();
  return sizes;
}

// With c = 1/2 a step is accepted on a x^2 / 2 where t <= 1 / a.
testOnBackends("stochasticLineSearch takes 1/L where the loss bends with L", async () => {
  assert.deepEqual(await steps({ reset: "keep" }, [1, 4, 2]), [1, 1 / 4, 1 / 4]);
});

testOnBackends("reset max tries the longest step on each batch", async () => {
  assert.deepEqual(await steps({ reset: "max" }, [4, 1, 2]), [1 / 4, 1, 1 / 2]);
});

testOnBackends("reset grow lengthens by its growth in an epoch", async () => {
  const grown = await steps({ reset: "grow", growth: 4, batchesPerEpoch: 2 }, [8, 1, 1, 1]);
  assert.deepEqual(grown, [1 / 8, 1 / 4, 1 / 2, 1]);
});

testOnBackends(
  "a batch on which no step is good moves nothing, and the next begins below",
  async () => {
    const sizes = await steps({ reset: "keep", maxBacktracks: 2 }, [64, 64, 64, 64]);
    assert.deepEqual(sizes, [0, 0, 1 / 64, 1 / 64]);
  },
);

testOnBackends("stochasticLineSearch forgets nothing where a batch's loss is NaN", async () => {
  const optimizer = stochasticLineSearch({ maxStep: 1, sufficientDecrease: 0.5, reset: "keep" });
  const x = tf.tidy(() => tf.variable(tf.scalar(1)));
  const bent = (a: number) => () => tf.mul(tf.square(x), a / 2) as tf.Scalar;
  optimizer.minimize(bent(4), false, [x]);
  optimizer.minimize(bent(NaN), false, [x]);
  assert.deepEqual([...await x.data()], [0]);
  tf.tidy(() => x.assign(tf.scalar(1)));
  optimizer.minimize(bent(1), false, [x]);
  assert.deepEqual([...await x.data()], [3 / 4]);
  optimizer.dispose();
  x.dispose();
});

testOnBackends("stochasticLineSearch trains a classifier with dropout in fit", async () => {
  const optimizer = stochasticLineSearch({ maxStep: 4, batchesPerEpoch: 3 });
  const losses = await fitClassifier(optimizer, { dropout: 0.3, epochs: 12 });
  optimizer.dispose();
  assert.ok(losses.at(-1)! < losses[0] / 1.5, `${losses}`);
}, ["cpu", "wasm"]);

Deno.test("stochasticLineSearch refuses options that make no sense, in one line", () => {
  const wrong: [StochasticLineSearchOptions, RegExp][] = [
    [{ maxStep: 0 }, /maxStep must be a number above 0/],
    [{ growth: 0.5 }, /growth must be 1 or more/],
    [{ batchesPerEpoch: 0 }, /batchesPerEpoch must be a whole number/],
    [{ sufficientDecrease: 1 }, /sufficientDecrease must be between 0 and 1/],
    [{ shrinkage: 1 }, /shrinkage must be between 0 and 1/],
    [{ maxBacktracks: 1.5 }, /maxBacktracks must be a whole number/],
    [{ reset: "often" as "max" }, /reset must be one of grow, keep, max, got "often"/],
  ];
  for (const [options, message] of wrong) {
    assert.throws(() => stochasticLineSearch(options), message);
  }
});
