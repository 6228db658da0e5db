import { hostArithmetic } from "../../../src/numeric/arithmetic.ts";
import { useBackend } from "../../../src/backend/backend.ts";
import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import { deviceObjective } from "../../../src/objectives/dense/on_device.ts";
import { denseProblem } from "../../../src/kernels/dense/dense.ts";
import type { DenseShape } from "../../../src/kernels/network/shape.ts";
import { webgpuProblem } from "../../../src/kernels/webgpu/dense.ts";
import type { Objective } from "../../../src/objectives/objective.ts";
import { keepStepping } from "../../../src/optimizers/line_search/keep_stepping.ts";
import { keepVaulting } from "../../../src/optimizers/line_search/keep_vaulting.ts";
import { backtrackingMachine } from "../../../src/searches/machines/backtracking.ts";
import { publishedVaultingMachine } from "../../../src/searches/machines/published_vaulting.ts";
import { steppingMachine } from "../../../src/searches/machines/stepping.ts";
import { forwardTrackingMachine } from "../../../src/searches/machines/forward_tracking.ts";
import { parabolicMachine } from "../../../src/searches/machines/parabolic.ts";
import { entriesNamed } from "../../../src/race/contestants.ts";
import { postTask } from "../../../src/tasks/post.ts";
import { searchOnHost } from "../../../src/searches/machines/on_host.ts";
import { adapter, testOnBackends } from "../../backends.ts";
import { data } from "../../kernels/dense/data.ts";
import type { LineSearch } from "../../../src/searches/machines/line_search.ts";
import { runEntry } from "../../../src/race/run_entry.ts";

const walk = { learningRate: 0.05, maxSteps: 12 };
const searches: Record<string, LineSearch> = {
  "steps of one length": steppingMachine({ ...walk, impatience: 0, undo: false }),
  "impatient steps, undone": steppingMachine({ ...walk, impatience: 2, undo: true }),
  "the post's impatient steps": steppingMachine({ ...walk, impatience: -2, undo: false }),
  "tracking": forwardTrackingMachine(walk),
  "vaulting": parabolicMachine(walk),
  "the post's vaulting": publishedVaultingMachine({ ...walk, undo: false }),
  "Armijo's backtracking": backtrackingMachine({
    firstStep: 10,
    maxStep: 10,
    growth: 2,
    sufficientDecrease: 0.1,
    shrinkage: 0.5,
    maxBacktracks: 10,
  }),
};
const shape: DenseShape = { rows: 130, layers: [7, 5, 3, 1], activation: "relu" };
const { theta, source } = data(shape);

/** An objective on webgpu, at theta; so many foreseen steps are tried in the first dispatch. */
function onDevice(
  candidates = 100,
): { objective: Objective; parameters: tf.Variable<tf.Rank.R1>; free(): void } {
  const problem = { ...webgpuProblem(shape, source), candidates };
  const parameters = tf.tidy(() => tf.variable(tf.tensor1d(theta)));
  const plain = () => {
    throw new Error("Nothing here is asked of the plain path.");
  };
  const free = () => {
    parameters.dispose();
    problem.dispose();
  };
  return {
    objective: deviceObjective({ problem, variables: [parameters], plain }),
    parameters,
    free,
  };
}

testOnBackends("every search walks as far on the device as on the host", async () => {
  const kernels = denseProblem(shape, source);
  const gradient = new Float32Array(theta.length);
  const loss = kernels.gradient(theta, gradient);
  const phi = kernels.line(theta, gradient);
  const slope = -gradient.reduce((sum, g) => sum + g * g, 0);
  for (const [name, search] of Object.entries(searches)) {
    const expected = searchOnHost(search, { loss, slope, lastStep: 0 }, (t) => Math.fround(phi(t)));
    for (const [known, candidates] of [[true, 100], [false, 2]] as const) {
      const { objective, parameters, free } = onDevice(candidates);
      const along = objective.gradient();
      const end = objective.walk(along.gradient, search, known ? { loss: along.loss } : {});
      const [step] = await end.step.data();
      const [reached] = await end.loss.data();
      assert.ok(Math.abs(step - expected.step) < 1e-5 * expected.step, `${name}: ${step}`);
      assert.ok(Math.abs(reached - expected.loss) < 1e-5 * expected.loss, `${name}: ${reached}`);
      (await parameters.data()).forEach((value, i) =>
        assert.ok(Math.abs(value - (theta[i] - expected.step * gradient[i])) < 1e-5, name)
      );
      assert.equal(objective.cost.forwardPasses, search.maxLosses + Number(!known));
      tf.dispose([along.loss, along.gradient, end.step, end.loss]);
      free();
    }
  }
  kernels.dispose();
}, ["webgpu"]);

testOnBackends("a walk whose first loss is not a number stays where it is", async () => {
  const { objective, parameters, free } = onDevice();
  const direction = tf.fill([theta.length], NaN);
  const search = steppingMachine({ ...walk, impatience: 0, undo: true });
  const loss = tf.scalar(1);
  const end = objective.walk([direction], search, { loss });
  assert.equal((await end.step.data())[0], 0);
  assert.deepEqual([...await parameters.data()], [...theta]);
  tf.dispose([direction, loss, end.step, end.loss]);
  free();
}, ["webgpu"]);

testOnBackends("no value is read back inside KeepStepping's and KeepVaulting's steps", async () => {
  const { objective, parameters, free } = onDevice();
  const readbacks = countReadbacks();
  for (
    const optimizer of [
      keepStepping(0.01, { maxSteps: 5 }),
      keepStepping(0.01, { maxSteps: 5, impatience: 2, edition: "published" }),
      keepStepping(0.01, { maxSteps: 5, edition: "beyond" }),
      keepVaulting(0.01, { maxSteps: 5 }),
      keepVaulting(0.01, { maxSteps: 5, edition: "published" }),
    ]
  ) {
    for (let i = 0; i < 3; i++) optimizer.step(objective).dispose();
    optimizer.dispose();
  }
  assert.equal(readbacks.count(), 0);
  await parameters.data();
  assert.equal(readbacks.count(), 1);
  readbacks.end();
  assert.notDeepEqual([...await parameters.data()], [...theta]);
  free();
}, ["webgpu"]);

testOnBackends(
  "tasks on webgpu run as they run on wasm, their losses read in batches",
  async () => {
    for (
      const [figure, name, rate] of [
        [12, "KS_10_2:intended", 1e-4],
        [13, "KV_10:intended", 1e-2],
        [12, "ADAM", 1e-3],
        [13, "KS_50_0", 1e-2],
        [13, "NEWTON", 1],
      ] as const
    ) {
      const [device, host] = [[] as number[], [] as number[]];
      for (const [backend, losses] of [["wasm", host], ["webgpu", device]] as const) {
        await useBackend(backend);
        const task = await postTask(figure, { rows: 100 });
        const run = await runEntry(task, entriesNamed(name)[0], rate, { iterations: 4 });
        losses.push(...run.loss);
        task.dispose();
      }
      const scale = host[0];
      host.forEach((loss, i) =>
        assert.ok(Math.abs(device[i] - loss) < 1e-6 * scale, `${name}: ${device}, ${host}`)
      );
    }
  },
  ["webgpu"],
);

/** Counts every mapping of a buffer for reading, which is how webgpu gives a value back, and every synchronous read. */
function countReadbacks(): { count(): number; end(): void } {
  let count = 0;
  const backend = tf.backend();
  const { readSync } = backend;
  const { mapAsync } = GPUBuffer.prototype;
  backend.readSync = function (id) {
    count++;
    return readSync.call(this, id);
  };
  GPUBuffer.prototype.mapAsync = function (...range) {
    count++;
    return mapAsync.apply(this, range);
  };
  const end = () => {
    backend.readSync = readSync;
    GPUBuffer.prototype.mapAsync = mapAsync;
  };
  return { count: () => count, end };
}

Deno.test("steps are known beforehand where they do not depend on losses", () => {
  const foreseen = Object.entries(searches).filter(([, search]) => search.steps);
  assert.deepEqual(foreseen.map(([name]) => name), Object.keys(searches).slice(0, 3));
});

Deno.test("steps known beforehand are those that the search takes", () => {
  const search = searches["impatient steps, undone"];
  const taken: number[] = [];
  searchOnHost(search, { loss: 1, slope: -1, lastStep: 0 }, (t) => {
    taken.push(t);
    return 1 - t / 1000;
  });
  assert.deepEqual(search.steps, taken);
  assert.equal(taken[2], hostArithmetic.add(0.1, 0.05 * 3));
});

if (!adapter) console.warn("No adapter: the walks on webgpu are not tested here.");
