import * as layers from "../../src/deps/tf_gradients.ts";
import * as tf from "../../src/deps/tf.ts";

/** Three classes of points in the plane, a lobe each, and their one-hot labels. */
export function lobes(rows: number): { x: tf.Tensor2D; y: tf.Tensor2D } {
  return tf.tidy(() => {
    const noise = tf.randomNormal([rows, 2], 0, 0.4, "float32", 5);
    const labels = Int32Array.from({ length: rows }, (_, i) => i % 3);
    const angles = tf.mul(tf.tensor1d(labels, "float32"), 2 * Math.PI / 3);
    const centres = tf.stack([tf.cos(angles), tf.sin(angles)], 1);
    const y = tf.oneHot(tf.tensor1d(labels, "int32"), 3);
    return { x: tf.add(centres, noise) as tf.Tensor2D, y: tf.cast(y, "float32") as tf.Tensor2D };
  });
}

/** A small classifier; the same one each time. */
export function classifier({ dropout = 0, units = 8 } = {}): layers.Sequential {
  const dense = (units: number, seed: number, options = {}) =>
    layers.layers.dense({
      units,
      kernelInitializer: layers.initializers.glorotUniform({ seed }),
      ...options,
    });
  const stack = [
    dense(units, 1, { inputShape: [2], activation: "tanh" }),
    ...(dropout > 0 ? [layers.layers.dropout({ rate: dropout })] : []),
    dense(3, 2, { activation: "softmax" }),
  ];
  return layers.sequential({ layers: stack });
}

/** Trains the classifier, and gives the mean loss of each epoch. */
export async function fitClassifier(
  optimizer: tf.Optimizer,
  { rows = 96, batchSize = 32, epochs = 8, dropout = 0, units = 8 } = {},
): Promise<number[]> {
  const model = classifier({ dropout, units });
  const { x, y } = lobes(rows);
  model.compile({ optimizer, loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  const { history } = await model.fit(x, y, { epochs, batchSize, shuffle: false, verbose: 0 });
  model.dispose();
  tf.dispose([x, y]);
  return history.loss as number[];
}
