import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import { referenceGradient, referenceLoss } from "../../../src/kernels/dense/reference.ts";
import type { DenseShape } from "../../../src/kernels/network/shape.ts";
import { fitsDevice, webgpuProblem } from "../../../src/kernels/webgpu/dense.ts";
import { packedIndex, plan } from "../../../src/kernels/webgpu/plan.ts";
import { sumColumns } from "../../../src/kernels/webgpu/steps.ts";
import { webgpuBackend } from "../../../src/kernels/webgpu/program.ts";
import { testOnBackends } from "../../backends.ts";
import { data, uniform } from "../dense/data.ts";

/** One layer and several, alike and not, widths of no four, rows of no panel; the widest make panels of fewer rows. */
const shapes: DenseShape[] = [
  { rows: 1, layers: [7, 1], activation: "none" },
  { rows: 300, layers: [3, 5, 5, 5, 1], activation: "tanh" },
  { rows: 33, layers: [5, 200, 1], activation: "none" },
  // More panels than workgroups, whose last round is not full.
  { rows: 132_000, layers: [2, 3, 1], activation: "relu" },
];
const steps = [0, 0.01, 0.3, -0.2, 0.1];

/** Whether losses agree, when each row's output is right to a few float32 roundings. */
function agree(actual: number, expected: number): boolean {
  return Math.abs(actual - expected) < 3e-6 * (expected + Math.sqrt(expected));
}

testOnBackends("loss, gradient and losses along a line are the reference's", async () => {
  for (const shape of shapes) {
    const { x, y, theta, source } = data(shape);
    const name = JSON.stringify(shape);
    const problem = webgpuProblem(shape, source);
    const [at, along, ts, going] = [theta, uniform(theta.length, 4), steps, [0, 0]].map((v) =>
      tf.tensor1d(v)
    );
    const loss = problem.loss(at);
    const answer = problem.gradient(at);
    const losses = tf.tidy(() =>
      sumColumns(problem.line(at, along)({ steps: ts, count: steps.length, state: going }))
    );

    const expected = referenceLoss(shape, theta, x, y);
    assert.ok(agree((await loss.data())[0], expected), `loss of ${name}`);
    assert.ok(agree((await answer.loss.data())[0], expected), `loss with the gradient of ${name}`);
    const gradient = await answer.gradient.data();
    const slopes = referenceGradient(shape, theta, x, y);
    const size = Math.max(...slopes.map(Math.abs));
    slopes.forEach((slope, k) => {
      const off = Math.abs(gradient[k] - slope) / size;
      assert.ok(off < 3e-6 / Math.min(1, Math.sqrt(expected)), `gradient of ${name}: ${off}`);
    });
    const [found, direction] = [await losses.data(), await along.data()];
    steps.forEach((step, k) => {
      const moved = Float64Array.from(theta, (w, i) => w - step * direction[i]);
      assert.ok(agree(found[k], referenceLoss(shape, moved, x, y)), `phi(${step}) of ${name}`);
    });
    tf.dispose([at, along, ts, going, loss, losses, ...Object.values(answer)]);
    problem.dispose();
  }
}, ["webgpu"]);

testOnBackends("a value that is not a number makes loss, gradient and losses NaN", async () => {
  const shape: DenseShape = { rows: 130, layers: [2, 3, 1], activation: "relu" };
  const { theta, source } = data(shape);
  const problem = webgpuProblem(shape, (first, count, x, y) => {
    source(first, count, x, y);
    x[70 * 2 + 1] = NaN;
  });
  const [at, ts] = [theta, [0.1, 0]].map((values) => tf.tensor1d(values));
  const answers = [
    problem.loss(at),
    ...Object.values(problem.gradient(at)),
    tf.tidy(() => sumColumns(problem.line(at, at)({ steps: ts, count: 1, state: ts }))),
  ];
  for (const answer of answers) assert.ok(Number.isNaN((await answer.data())[0]));
  tf.dispose([at, ts, ...answers]);
  problem.dispose();
}, ["webgpu"]);

testOnBackends("dispose releases the data's buffers", async () => {
  const shape: DenseShape = { rows: 5000, layers: [2, 3, 1], activation: "relu" };
  const { theta, source } = data(shape);
  const inUse = () => webgpuBackend().memory().numBytesInGPU;
  const before = inUse();
  const problem = webgpuProblem(shape, source);
  const at = tf.tensor1d(theta);
  const loss = problem.loss(at);
  await loss.data();
  assert.ok(inUse() - before >= 4 * 5000 * 3);
  tf.dispose([at, loss]);
  problem.dispose();
  assert.equal(inUse(), before);
}, ["webgpu"]);

testOnBackends("layers beyond the device's storage do not fit, and are refused by name", () => {
  const wide: DenseShape = { rows: 10, layers: [3, 100_000, 1], activation: "none" };
  assert.equal(fitsDevice(wide), false);
  assert.throws(
    () => webgpuProblem(wide, () => {}),
    /layers \[3,100000,1\] over 10 rows do not fit \d+ bytes of workgroup storage/,
  );
}, ["webgpu"]);

const limits = {
  maxComputeWorkgroupStorageSize: 16384,
  maxComputeInvocationsPerWorkgroup: 256,
  maxStorageBufferBindingSize: 2 ** 27,
};

Deno.test("wider layers make smaller panels, until they do not fit", () => {
  const rowsAt = (width: number) =>
    plan({ rows: 100, layers: [5, width, width, 1], activation: "none" }, limits)?.gradient.rows;
  assert.deepEqual([10, 64, 128, 512].map(rowsAt), [64, 16, 8, undefined]);
});

Deno.test("data beyond one buffer does not fit", () => {
  const shape = (rows: number): DenseShape => ({ rows, layers: [32, 1], activation: "none" });
  assert.ok(plan(shape(2 ** 20), limits));
  assert.equal(plan(shape(2 ** 20 + 1), limits), undefined);
});

Deno.test("more than a million parameters do not fit", () => {
  const made = (inputs: number) =>
    plan({ rows: 9, layers: [inputs, 200, 1], activation: "none" }, limits);
  assert.ok(made(5000));
  assert.equal(made(6000), undefined);
});

Deno.test("the more a candidate costs, the fewer are tried together", () => {
  const tried = (rows: number) =>
    plan({ rows, layers: [20, 10, 1], activation: "none" }, limits)!.candidates;
  assert.ok(tried(10_000) > 51);
  assert.ok(tried(1_000_000) < 51);
});

Deno.test("every parameter is packed once", () => {
  for (const { layers } of shapes) {
    const made = plan({ rows: 1, layers, activation: "none" }, limits)!;
    const packed = [...packedIndex(made)].filter((place) => place >= 0);
    assert.deepEqual(packed.toSorted((a, b) => a - b), [...Array(made.parameters).keys()]);
  }
});
