import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import { keepStepping } from "../../../src/optimizers/line_search/keep_stepping.ts";
import { polyak } from "../../../src/optimizers/first_order/polyak.ts";
import { clipByNorm } from "../../../src/optimizers/pieces/clip_by_norm.ts";
import { clipByValue } from "../../../src/optimizers/pieces/clip_by_value.ts";
import { decoupledWeightDecay } from "../../../src/optimizers/pieces/decoupled_weight_decay.ts";
import { learningRateSchedule } from "../../../src/optimizers/pieces/learning_rate_schedule.ts";
import {
  constantRate,
  cosineDecay,
  linearDecay,
  type Schedule,
  stepDecay,
} from "../../../src/optimizers/pieces/schedules.ts";
import { testOnBackends, worstRelative } from "../../backends.ts";

/** Five steps on w1^2 + 4 w2^2 + 9 w3^2 + w1 w2 w3 from (1, -2, 3). */
async function fiveSteps(optimizer: tf.Optimizer, steps = 5): Promise<number[]> {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([1, -2, 3])));
  const loss = () =>
    tf.tidy(() => {
      const [a, b, c] = tf.unstack(w);
      return tf.add(tf.sum(tf.mul(tf.square(w), [1, 4, 9])), tf.mul(tf.mul(a, b), c)) as tf.Scalar;
    });
  for (let i = 0; i < steps; i++) optimizer.minimize(loss, false, [w]);
  const values = [...await w.data()];
  optimizer.dispose();
  w.dispose();
  return values;
}

/** PyTorch 1.13's, in float64, of the same function. */
const torch: [string, () => tf.Optimizer, number[], number?][] = [
  [
    "decoupledWeightDecay around Adam is PyTorch's AdamW",
    () => decoupledWeightDecay(tf.train.adam(0.1, 0.9, 0.999, 1e-7), 0.05),
    [1.4482328769975679, -1.4608489808043204, 2.4329681979544917],
  ],
  [
    "clipByNorm clips as PyTorch's clip_grad_norm_ does",
    () => clipByNorm(tf.train.sgd(0.01), 2),
    [1.0073270592772574, -1.975587877931037, 2.9033029032520177],
  ],
  [
    "clipByValue clips as PyTorch's clip_grad_value_ does",
    () => clipByValue(tf.train.sgd(0.01), 5),
    [1.1683934961999998, -1.75, 2.75],
  ],
  [
    "cosineDecay falls as PyTorch's CosineAnnealingLR",
    () => scheduled(cosineDecay(0.02, 0.001, 4)),
    [1.0985610698742723, -1.3853761080541578, 1.0691922749223628],
    4,
  ],
  [
    "stepDecay falls as PyTorch's StepLR",
    () => scheduled(stepDecay(0.02, 0.5, 2)),
    [1.0902065426057697, -1.2509271696637316, 0.8240761681826023],
  ],
  [
    "linearDecay falls as PyTorch's LinearLR",
    () => scheduled(linearDecay(0.02, 0.005, 4)),
    [1.0902158057267861, -1.2769971762670251, 0.8780391416581445],
  ],
];

for (const [title, make, expected, steps] of torch) {
  testOnBackends(title, async () => {
    const values = await fiveSteps(make(), steps);
    assert.ok(worstRelative(values, expected) < 2e-5, `${values}`);
  });
}

function scheduled(schedule: Schedule): tf.Optimizer {
  return learningRateSchedule(tf.train.sgd(1), schedule);
}

for (
  const [name, wrap] of [
    ["clipByNorm", (optimizer: tf.Optimizer) => clipByNorm(optimizer, 1e6)],
    ["clipByValue", (optimizer: tf.Optimizer) => clipByValue(optimizer, 1e6)],
    [
      "learningRateSchedule",
      (optimizer: tf.Optimizer) => learningRateSchedule(optimizer, constantRate(0.1)),
    ],
  ] as const
) {
  testOnBackends(`tfjs's own test of SGD holds inside ${name}`, async () => {
    const optimizer = wrap(tf.train.sgd(0.1));
    const x = tf.tidy(() => tf.variable(tf.scalar(4)));
    const f = () => tf.square(x) as tf.Scalar;
    const tensors = tf.memory().numTensors;
    const cost = optimizer.minimize(f, true)!;
    assert.equal(tf.memory().numTensors, tensors + 1);
    assert.ok(worstRelative(await x.data(), [4 - 2 * 4 * 0.1]) < 1e-6);
    assert.deepEqual([...await cost.data()], [16]);
    assert.equal(optimizer.minimize(f), null);
    assert.ok(worstRelative(await x.data(), [2.56]) < 1e-6);
    tf.dispose([x, cost]);
    optimizer.dispose();
  });

  testOnBackends(`tfjs's own test of Adam holds inside ${name}`, async () => {
    const optimizer = wrap(tf.train.adam(0.1, 0.8, 0.9));
    const x = tf.tidy(() => tf.variable(tf.tensor1d([2, 4])));
    const f = () => tf.sum(tf.square(x)) as tf.Scalar;
    optimizer.minimize(f);
    assert.ok(worstRelative(await x.data(), [1.9, 3.9]) < 1e-5);
    optimizer.minimize(f);
    assert.ok(worstRelative(await x.data(), [1.8000001, 3.8002]) < 1e-3);
    x.dispose();
    optimizer.dispose();
  });
}

testOnBackends("weight decay without a learning rate takes its rate alone", async () => {
  // The loss is flat: only the decay moves the variable.
  const optimizer = decoupledWeightDecay(polyak(), 0.25);
  const w = tf.tidy(() => tf.variable(tf.scalar(8)));
  optimizer.minimize(() => tf.mul(w, 0) as tf.Scalar, false, [w]);
  assert.deepEqual([...await w.data()], [6]);
  optimizer.dispose();
  w.dispose();
});

testOnBackends("weight decay takes the learning rate that is scheduled for its step", async () => {
  const schedule = stepDecay(0.5, 0.5, 1);
  const optimizer = decoupledWeightDecay(scheduled(schedule), 0.5);
  const w = tf.tidy(() => tf.variable(tf.scalar(8)));
  for (let i = 0; i < 2; i++) optimizer.minimize(() => tf.mul(w, 0) as tf.Scalar, false, [w]);
  assert.deepEqual([...await w.data()], [8 * (1 - 0.25) * (1 - 0.125)]);
  optimizer.dispose();
  w.dispose();
});

testOnBackends("what clips or schedules refuses an optimizer that decides its own step", () => {
  const own = keepStepping(0.1);
  for (const optimizer of [own, decoupledWeightDecay(own, 0.1)]) {
    const tries = [
      () => clipByNorm(optimizer, 1),
      () => clipByValue(optimizer, 1),
      () => learningRateSchedule(optimizer, constantRate(1)),
    ];
    for (const wrap of tries) assert.throws(wrap, /Cannot .*: it decides its own step size/);
  }
  own.dispose();
}, ["cpu"]);

testOnBackends("options that make no sense are refused in one line", () => {
  const sgd = tf.train.sgd(1);
  assert.throws(() => clipByNorm(sgd, 0), /^RangeError: Cannot make ClipByNorm: maxNorm must be/);
  assert.throws(() => clipByValue(sgd, NaN), /maxValue must be a number above 0/);
  assert.throws(() => decoupledWeightDecay(sgd, 1), /rate must be between 0 and 1/);
  sgd.dispose();
}, ["cpu"]);
