/**
 * What an optimizer's step costs beside SGD's on the same network, in tfjs's own kernels: a classifier of 784-128-10 units, 32 rows a
 * batch. Steps alternate, so that both see the same machine; printed are medians, quartiles and the ratio.
 *
 *     deno task bench:steps --steps 400
 *
 * @module
 */
import { useBackend } from "../src/backend/backend.ts";
import { quantile } from "../src/deps/statistics.ts";
import * as layers from "../src/deps/tf_gradients.ts";
import * as tf from "../src/deps/tf.ts";
import { keepStepping } from "../src/optimizers/line_search/keep_stepping.ts";
import { adamW } from "../src/optimizers/first_order/adam_w.ts";
import { lion } from "../src/optimizers/first_order/lion.ts";
import { momo } from "../src/optimizers/first_order/momo.ts";
import { muon } from "../src/optimizers/first_order/muon.ts";
import { prodigy } from "../src/optimizers/first_order/prodigy.ts";
import { scheduleFreeAdamW } from "../src/optimizers/first_order/schedule_free_adam_w.ts";
import { sgd } from "../src/optimizers/first_order/sgd.ts";
import { parabolicApproximation } from "../src/optimizers/line_search/parabolic_approximation.ts";
import { polyak } from "../src/optimizers/first_order/polyak.ts";
import { stochasticLineSearch } from "../src/optimizers/line_search/stochastic_line_search.ts";
import { Command } from "../src/deps/command.ts";
import { table, wholeNumber } from "../src/process/cli.ts";

const batchSize = 32;
const { steps } = new Command("steps")
  .option("--steps <count>", "how many steps each takes", wholeNumber(1), 400)
  .parse(["deno", "steps", ...Deno.args]).opts();
const warmup = Math.ceil(steps / 8);

const optimizers: Record<string, () => tf.Optimizer> = {
  "SGD": () => tf.train.sgd(0.01),
  "Adam": () => tf.train.adam(0.001),
  "momentum of tf.train": () => tf.train.momentum(0.01, 0.9, true),
  "sgd": () => sgd(0.01),
  "adamW": () => adamW(0.001),
  "lion": () => lion(0.0001),
  "scheduleFreeAdamW": () => scheduleFreeAdamW(0.0025),
  "prodigy": () => prodigy(),
  "momo": () => momo(),
  "parabolicApproximation": () => parabolicApproximation(),
  "muon": () => muon(),
  "polyak": () => polyak(),
  "stochasticLineSearch": () => stochasticLineSearch({ batchesPerEpoch: 100 }),
  "keepStepping, beyond": () => keepStepping(0.01, { edition: "beyond" }),
};

await useBackend("wasm", { accelerates: false });
const x = tf.randomNormal([batchSize, 784], 0, 1, "float32", 1);
const labels = tf.tensor1d(Array.from({ length: batchSize }, (_, i) => i % 10), "int32");
const y = tf.cast(tf.oneHot(labels, 10), "float32");

/** A network of its own, and one step on it. */
function contestant(make: () => tf.Optimizer) {
  const kernelInitializer = layers.initializers.glorotUniform({ seed: 1 });
  const { dense } = layers.layers;
  const model = layers.sequential({
    layers: [
      dense({ units: 128, inputShape: [784], activation: "relu", kernelInitializer }),
      dense({ units: 10, kernelInitializer }),
    ],
  });
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const optimizer = make();
  const loss = () =>
    tf.tidy(() => tf.losses.softmaxCrossEntropy(y, model.apply(x) as tf.Tensor) as tf.Scalar);
  return () => optimizer.minimize(loss, false, variables);
}

const names = Object.keys(optimizers);
const step = Object.fromEntries(names.map((name) => [name, contestant(optimizers[name])]));
const times: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
for (let i = 0; i < steps + warmup; i++) {
  for (const name of names) {
    const start = performance.now();
    step[name]();
    if (i >= warmup) times[name].push(performance.now() - start);
  }
}
const at = (name: string, p: number) => quantile(times[name].toSorted((a, b) => a - b), p);
const rows = names.map((name) => [
  name,
  at(name, 0.5).toFixed(3),
  `${at(name, 0.25).toFixed(3)} to ${at(name, 0.75).toFixed(3)}`,
  (at(name, 0.5) / at("SGD", 0.5)).toFixed(2),
]);
console.log(table(["optimizer", "median, ms", "quartiles, ms", "of SGD's step"], rows));
