import { variableGradient } from "../../src/calculus/gradient.ts";
import { variableHessian } from "../../src/calculus/hessian.ts";
import { variableHessianVectorProduct } from "../../src/calculus/hessian_vector_product.ts";
import * as layers from "../../src/deps/tf_gradients.ts";
import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { testOnBackends } from "../backends.ts";

/** A convolutional classifier of tfjs-layers, in training: its loss, and its variables. */
function network(): { loss: () => tf.Tensor; variables: tf.Variable[]; dispose: () => void } {
  const { activation, batchNormalization, conv2d, dense, dropout, flatten, maxPooling2d } =
    layers.layers;
  const kernelInitializer = (seed: number) => layers.initializers.glorotNormal({ seed });
  const model = layers.sequential({
    layers: [
      conv2d({
        inputShape: [5, 5, 1],
        filters: 2,
        kernelSize: 2,
        kernelInitializer: kernelInitializer(1),
      }),
      batchNormalization(),
      activation({ activation: "tanh" }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      dropout({ rate: 0.3, seed: 3 }),
      dense({ units: 3, activation: "softmax", kernelInitializer: kernelInitializer(2) }),
    ],
  });
  const x = tf.tidy(() => tf.reshape(tf.sin(tf.range(0, 100)), [4, 5, 5, 1]));
  const y = tf.tensor2d([[1, 0, 0], [0, 0, 1], [0, 1, 0], [1, 0, 0]]);
  return {
    loss: () => tf.losses.logLoss(y, model.apply(x, { training: true }) as tf.Tensor),
    variables: model.trainableWeights.map((weight) => weight.read() as tf.Variable),
    dispose: () => {
      model.dispose();
      tf.dispose([x, y]);
    },
  };
}

testOnBackends(
  "the Hessian of a convolutional network in training is its gradient's differences",
  async () => {
    const { loss, variables, dispose } = network();
    const directions = variables.map((variable, i) =>
      tf.tidy(() => tf.cos(tf.add(tf.reshape(tf.range(0, variable.size), variable.shape), i)))
    );
    const product = variableHessianVectorProduct(loss, variables, directions);
    const step = 1e-3;
    const slopes = (by: number) => {
      const before = variables.map((variable) => variable.clone());
      tf.tidy(() => variables.forEach((w, i) => w.assign(tf.add(w, tf.mul(by, directions[i])))));
      const { value, gradient } = variableGradient(loss, variables);
      variables.forEach((variable, i) => variable.assign(before[i]));
      tf.dispose([value, before]);
      return gradient;
    };
    const [after, before] = [slopes(step), slopes(-step)];
    const flat = async (tensors: tf.Tensor[]) =>
      (await Promise.all(tensors.map((tensor) => tensor.data()))).flatMap((data) => [...data]);
    const [is, high, low] = [await flat(product), await flat(after), await flat(before)];
    const expected = high.map((value, i) => (value - low[i]) / (2 * step));
    const scale = Math.max(...expected.map(Math.abs));
    is.forEach((value, i) =>
      assert.ok(Math.abs(value - expected[i]) < 1e-3 * scale, `${value}, not ${expected[i]}`)
    );
    tf.dispose([product, after, before, directions]);
    dispose();
  },
);

testOnBackends("the Hessian of a convolutional network is symmetric", async () => {
  const { loss, variables, dispose } = network();
  const matrix = variableHessian(loss, variables);
  const [h, k] = [await matrix.data(), matrix.shape[0]];
  matrix.dispose();
  dispose();
  const scale = Math.max(...h.map(Math.abs));
  assert.ok(scale > 0);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < i; j++) assert.ok(Math.abs(h[i * k + j] - h[j * k + i]) < 1e-5 * scale);
  }
}, ["cpu", "wasm"]);
