/**
 * A small training run, the same in every version: 0.1.0 began it, and today's code goes on with it.
 *
 * @module
 */
import * as layers from "../../src/deps/tf_gradients.ts";
import * as tf from "../../src/deps/tf.ts";

/** Points in the plane and the class of each, one-hot; no random numbers. */
export function examples(): { x: tf.Tensor2D; y: tf.Tensor2D } {
  const rows = Array.from({ length: 24 }, (_, i) => i);
  const x = rows.map((i) => [2 * Math.sin(1 + 3 * i), 2 * Math.cos(2 + 5 * i)]);
  const y = x.map(([a, b]) => [a > b ? 1 : 0, a > b ? 0 : 1]);
  return { x: tf.tensor2d(x), y: tf.tensor2d(y) };
}

/** A network of 22 parameters. */
export function network(): layers.Sequential {
  const dense = (units: number, seed: number, rest: { activation: "tanh" | "softmax" }) =>
    layers.layers.dense({
      units,
      inputShape: seed === 1 ? [2] : undefined,
      kernelInitializer: layers.initializers.glorotUniform({ seed }),
      ...rest,
    });
  return layers.sequential({
    layers: [dense(4, 1, { activation: "tanh" }), dense(2, 2, { activation: "softmax" })],
  });
}

/** Compiles the model with the optimizer, and trains it for some steps, each on all rows. */
export async function train(
  model: layers.LayersModel,
  optimizer: tf.Optimizer,
  steps: number,
): Promise<void> {
  model.compile({ optimizer, loss: "categoricalCrossentropy" });
  const { x, y } = examples();
  await model.fit(x, y, { epochs: steps, batchSize: 24, shuffle: false, verbose: 0 });
  tf.dispose([x, y]);
}

/** All weights of a model, in its order. */
export function weightsOf(model: layers.LayersModel): number[] {
  return model.getWeights().flatMap((weight) => Array.from(weight.dataSync()));
}
