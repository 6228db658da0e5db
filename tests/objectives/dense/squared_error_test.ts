import { closureObjective } from "../../../src/objectives/closure.ts";
import { denseNetwork, type HiddenActivation } from "../../../src/objectives/dense/network.ts";
import { denseSquaredError } from "../../../src/objectives/dense/squared_error.ts";
import * as tf from "../../../src/deps/tf.ts";
import * as layers from "../../../src/deps/tf_gradients.ts";
import assert from "../../../src/deps/test.ts";
import { bytesInUse } from "../../../src/kernels/threads/memory.ts";
import { modelSquaredError } from "../../../src/objectives/dense/model_squared_error.ts";
import { keepStepping } from "../../../src/optimizers/line_search/keep_stepping.ts";
import { newton } from "../../../src/optimizers/second_order/newton.ts";
import { testOnBackends } from "../../backends.ts";

const rows = 200;

/** Data, and variables for layers of these widths. */
function setup(widths: number[]) {
  const x = tf.randomNormal([rows, widths[0]], 0, 1, "float32", 1) as tf.Tensor2D;
  const y = tf.tidy(() => tf.sin(tf.sum(x, 1)));
  const variables = widths.slice(1).flatMap((outputs, i) => [
    tf.tidy(() => tf.variable(tf.randomNormal([widths[i], outputs], 0, 0.5, "float32", 10 + i))),
    tf.tidy(() => tf.variable(tf.fill([outputs], 0.1))),
  ]);
  return { x, y, variables, dispose: () => tf.dispose([x, y, ...variables]) };
}

function meanSquares(
  x: tf.Tensor2D,
  y: tf.Tensor,
  variables: tf.Variable[],
  activation: HiddenActivation,
) {
  return tf.tidy(() => {
    const outputs = tf.reshape(denseNetwork(x, variables, activation), [rows]);
    return tf.mean(tf.squaredDifference(outputs, y)) as tf.Scalar;
  });
}

async function assertClose(actual: tf.Tensor, expected: tf.Tensor, tolerance: number) {
  const [a, e] = await Promise.all([actual.data(), expected.data()]);
  const size = Math.max(...e.map(Math.abs));
  a.forEach((value, i) =>
    assert.ok(Math.abs(value - e[i]) <= tolerance * size, `${value}, ${e[i]}`)
  );
}

for (const activation of ["none", "relu", "tanh"] as const) {
  testOnBackends(`the fused loss and gradient are tfjs's own, ${activation}`, async () => {
    const { x, y, variables, dispose } = setup([3, 7, 5, 1]);
    const error = await denseSquaredError(x, y, variables, activation);
    assert.ok(error.fused, error.note);
    const fused = tf.variableGrads(error.loss, variables);
    const plain = tf.variableGrads(() => meanSquares(x, y, variables, activation), variables);
    await assertClose(fused.value, plain.value, 2e-6);
    for (const { name } of variables) await assertClose(fused.grads[name], plain.grads[name], 1e-5);
    tf.dispose([fused, plain]);
    error.dispose();
    dispose();
  });
}

testOnBackends("Adam takes the same steps by the fused loss", async () => {
  const { x, y, variables, dispose } = setup([3, 6, 1]);
  const start = variables.map((v) => v.clone());
  const error = await denseSquaredError(x, y, variables, "tanh");
  const ends: tf.Tensor[] = [];
  for (const loss of [error.loss, () => meanSquares(x, y, variables, "tanh")]) {
    const adam = tf.train.adam(0.01);
    variables.forEach((v, i) => v.assign(start[i]));
    for (let step = 0; step < 30; step++) adam.minimize(loss, false, variables);
    ends.push(tf.tidy(() => tf.concat(variables.map((v) => tf.reshape(v, [-1])))));
    adam.dispose();
  }
  await assertClose(ends[0], ends[1], 1e-4);
  tf.dispose([start, ends]);
  error.dispose();
  dispose();
});

testOnBackends("a differentiated loss makes no forward pass beside its gradient", async () => {
  const { x, y, variables, dispose } = setup([3, 6, 1]);
  const error = await denseSquaredError(x, y, variables);
  const sgd = tf.train.sgd(0.01);
  const profile = await tf.profile(() => {
    sgd.minimize(error.loss, false, variables);
    return tf.scalar(0);
  });
  const asked = profile.kernels.filter((kernel) => kernel.name === "DenseSquaredError");
  assert.equal(asked.length, 1);
  tf.dispose(profile.result);
  sgd.dispose();
  error.dispose();
  dispose();
});

testOnBackends("KeepStepping walks a model's objective as it walks the closure", async () => {
  const { x, y, dispose } = setup([3, 1]);
  const model = new layers.Sequential();
  model.add(layers.layers.dense({ units: 5, activation: "relu", inputShape: [3] }));
  model.add(layers.layers.dense({ units: 1 }));
  const start = model.getWeights().map((weight) => weight.clone());
  const error = await modelSquaredError(model, x, y);
  const { variables } = error.objective;
  const losses: number[][] = [];
  for (const objective of [error.objective, closureObjective(error.loss, [...variables])]) {
    variables.forEach((v, i) => v.assign(start[i]));
    const optimizer = keepStepping(0.02, { maxSteps: 10 });
    const run: number[] = [];
    for (let i = 0; i < 8; i++) {
      const loss = optimizer.step(objective);
      run.push((await loss.data())[0]);
      loss.dispose();
    }
    losses.push(run);
    optimizer.dispose();
  }
  assert.ok(losses[0][7] < losses[0][0]);
  losses[0].forEach((loss, i) => assert.ok(Math.abs(loss / losses[1][i] - 1) < 1e-4));
  tf.dispose(start);
  error.dispose();
  model.dispose();
  dispose();
});

testOnBackends(
  "Newton is refused the fused loss, by name, and served by the objective",
  async () => {
    const { x, variables, dispose } = setup([3, 1]);
    const y = tf.tidy(() => tf.add(tf.matMul(x, tf.tensor2d([[1], [-2], [3]])), 4));
    const error = await denseSquaredError(x, y, variables);
    const optimizer = newton();
    assert.throws(() => optimizer.minimize(error.loss, false, variables), /DenseSquaredError/);
    for (let i = 0; i < 2; i++) optimizer.step(error.objective).dispose();
    const solved = [...await variables[0].data(), ...await variables[1].data()];
    [1, -2, 3, 4].forEach((w, i) => assert.ok(Math.abs(solved[i] - w) < 1e-5, `${solved}`));
    optimizer.dispose();
    y.dispose();
    error.dispose();
    dispose();
  },
  ["cpu", "wasm"],
);

testOnBackends(
  "layers too wide for the kernels take tfjs's own operations, and say so",
  async () => {
    const { x, y, variables, dispose } = setup([2, 1025, 1]);
    const error = await denseSquaredError(x, y, variables, "relu");
    assert.equal(error.fused, false);
    assert.match(error.note, /\[2,1025,1\]/);
    const [loss, plain] = [error.loss(), meanSquares(x, y, variables, "relu")];
    await assertClose(loss, plain, 1e-5);
    tf.dispose([loss, plain]);
    error.dispose();
    dispose();
  },
  ["wasm"],
);

testOnBackends("NaN in the data is NaN in the loss, and packed data are given back", async () => {
  const { x, y, variables, dispose } = setup([2, 3, 1]);
  const broken = tf.tidy(() => tf.where(tf.greater(x, 2), NaN, x)) as tf.Tensor2D;
  const before = bytesInUse();
  const error = await denseSquaredError(broken, y, variables, "tanh");
  const loss = error.loss();
  assert.ok(Number.isNaN((await loss.data())[0]));
  tf.dispose([loss, broken]);
  error.dispose();
  assert.ok(bytesInUse() <= before);
  dispose();
}, ["wasm"]);

testOnBackends("shapes that do not fit are both named", async () => {
  const { x, y, variables, dispose } = setup([3, 2, 1]);
  const other = tf.zeros([rows - 1]);
  const narrow = tf.zeros([rows, 2]) as tf.Tensor2D;
  await assert.rejects(denseSquaredError(x, other, variables), /\[200,3\], y \[199\]/);
  await assert.rejects(denseSquaredError(narrow, y, variables), /\[200,2\].*\[3,2\]/);
  await assert.rejects(denseSquaredError(x, y, variables.slice(0, 2)), /width 2.*\[200\]/);
  await assert.rejects(denseSquaredError(x, y, variables.slice(0, 3)), /3 variables/);
  tf.dispose([other, narrow]);
  dispose();
}, ["cpu"]);

testOnBackends("a model of other layers is refused by what was found in it", () => {
  const { dense, dropout } = layers.layers;
  const { x, y, dispose } = setup([3, 1]);
  const refused: [layers.layers.Layer[], RegExp][] = [
    [
      [dense({ units: 2, inputShape: [3] }), dropout({ rate: 0.5 }), dense({ units: 1 })],
      /Dropout/,
    ],
    [[dense({ units: 1, inputShape: [3], activation: "sigmoid" })], /linear last layer.*sigmoid/],
    [[dense({ units: 2, inputShape: [3], activation: "elu" }), dense({ units: 1 })], /elu/],
    [[dense({ units: 1, inputShape: [3], useBias: false })], /a kernel and a bias/],
  ];
  for (const [list, message] of refused) {
    const model = new layers.Sequential();
    for (const layer of list) model.add(layer);
    assert.throws(() => modelSquaredError(model, x, y), message);
    model.dispose();
  }
  dispose();
}, ["cpu"]);
