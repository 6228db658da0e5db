/** Models that only look like a chain of dense layers. */
import * as layers from "../../../src/deps/tf_gradients.ts";
import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import { modelSquaredError } from "../../../src/objectives/dense/model_squared_error.ts";
import { keepStepping } from "../../../src/optimizers/line_search/keep_stepping.ts";
import { lbfgs } from "../../../src/optimizers/second_order/lbfgs.ts";
import { testOnBackends } from "../../backends.ts";

const { dense } = layers.layers;

testOnBackends("a model is taken for what it computes, or refused by name", async () => {
  const x = tf.tensor2d([[0, 1], [1, 0], [1, 1]]);
  const y = tf.tensor2d([[1], [2], [3]]);
  const i = layers.input({ shape: [2] });
  const shared = dense({ units: 2, activation: "tanh" });
  const twice = layers.model({
    inputs: i,
    outputs: dense({ units: 1 }).apply(shared.apply(shared.apply(i))) as layers.SymbolicTensor,
  });
  const first = dense({ units: 1 }).apply(i) as layers.SymbolicTensor;
  const second = dense({ units: 1 }).apply(first) as layers.SymbolicTensor;
  const two = layers.model({ inputs: i, outputs: [first, second] });
  const kernelRegularizer = layers.regularizers.l2({ l2: 10 });
  const regularized = layers.sequential({
    layers: [dense({ units: 1, inputShape: [2], kernelRegularizer })],
  });
  const cases: [layers.LayersModel, RegExp][] = [
    [twice, /expected each layer once/],
    [two, /expected a built model of one input and one output/],
    [regularized, /expected layers without a regularizer/],
  ];
  for (const [model, message] of cases) {
    assert.throws(() => modelSquaredError(model, x, y), message);
  }
  // A layer that another model uses as well is no fault.
  const borrowed = layers.model({ inputs: i, outputs: second });
  const error = await modelSquaredError(borrowed, x, y);
  const truth = tf.tidy(() =>
    tf.mean(tf.square(tf.sub(borrowed.predict(x) as tf.Tensor, y))).dataSync()[0]
  );
  const loss = error.loss();
  assert.ok(Math.abs(loss.dataSync()[0] - truth) < 1e-5);
  error.dispose();
  tf.dispose([x, y, loss]);
  const weights = cases.flatMap(([model]) => model.weights);
  new Set(weights).forEach((weight) => weight.dispose());
}, ["cpu", "wasm"]);

testOnBackends("a layer that is frozen later is not moved by the fused objective", async () => {
  const x = tf.tensor2d([[0, 1], [1, 0], [1, 1]]);
  const y = tf.tensor2d([[1], [2], [3]]);
  for (const make of [() => keepStepping(0.1), () => lbfgs()]) {
    const model = layers.sequential({
      layers: [dense({ units: 3, inputShape: [2], activation: "relu" }), dense({ units: 1 })],
    });
    const error = await modelSquaredError(model, x, y);
    const optimizer = make();
    model.layers[0].trainable = false;
    const frozen = [...model.layers[0].getWeights()[0].dataSync()];
    const free = [...model.layers[1].getWeights()[0].dataSync()];
    optimizer.step(error.objective).dispose();
    assert.deepEqual([...model.layers[0].getWeights()[0].dataSync()], frozen);
    assert.notDeepEqual([...model.layers[1].getWeights()[0].dataSync()], free);
    assert.ok(error.objective.cost.gradients > 0);
    error.dispose();
    optimizer.dispose();
    model.dispose();
  }
  tf.dispose([x, y]);
}, ["cpu", "wasm"]);
