// What a reader does with the package on Node and on Bun: run by try.ts in a folder where it is installed.
import * as tf from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import {
  fit,
  hessian,
  lbfgs,
  leastSquaresSync,
  minimizeSync,
  modelSquaredError,
  trainer,
  useBackend,
} from "more-descent";
import { adamW } from "more-descent/optimizers";
import { solveSync } from "more-descent/roots";
for (const backend of ["cpu", "wasm"]) {
  console.log((await useBackend(backend)).reason);
  const x = tf.randomNormal([64, 3], 0, 1, "float32", 1);
  const y = tf.sum(tf.square(x), 1, true);
  const network = () =>
    layers.sequential({
      layers: [
        layers.layers.dense({ units: 8, inputShape: [3], activation: "relu" }),
        layers.layers.dense({ units: 1 }),
      ],
    });
  const model = network();
  model.compile({ optimizer: lbfgs(), loss: "meanSquaredError" });
  const { history } = await model.fit(x, y, { epochs: 20, batchSize: 64, verbose: 0 });
  console.log("fit", history.loss[0] > 2 * history.loss.at(-1));
  model.compile({ optimizer: adamW(0.05), loss: "meanSquaredError" });
  await model.fit(x, y, { epochs: 5, verbose: 0 });
  const error = await modelSquaredError(model, x, y);
  const o = lbfgs();
  for (let i = 0; i < 5; i++) o.step(error.objective).dispose();
  console.log("fused", error.objective.cost.gradients > 0);
  const trained = await trainer(network(), { optimizer: adamW(0.05), loss: "meanSquaredError" })
    .fit(x, y, { epochs: 20, batchSize: 16, seed: 1 });
  console.log("trainer", trained.history.loss[0] > 1.5 * trained.history.loss.at(-1));
  hessian((v) => tf.sum(tf.mul(v, tf.square(v))))([1, 2]).print();
}
console.log(
  [...minimizeSync(([a, b]) => (a - 1) ** 2 + (b + 2) ** 2, [0, 0]).x].map((v) => v.toFixed(3)),
);
console.log(
  [
    ...leastSquaresSync({
      x: [0, 1, 2],
      y: [1, 3, 5],
      model: (t, [a, b]) => a + b * t,
      start: [0, 0],
    }).x,
  ].map((v) => v.toFixed(3)),
);
console.log(solveSync(([a]) => [a * a - 2], [1]).status);
const { coefficients } = await fit([[1], [2], [3], [4]], [1, 3, 2, 5]);
console.log(JSON.stringify(coefficients.map((c) => c.estimate.toFixed(2))));
