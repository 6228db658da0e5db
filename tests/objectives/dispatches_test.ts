/** How many kernels a walk of a closure calls beside its loss: as few as can be, whatever the search. */
import assert from "../../src/deps/test.ts";
import * as layers from "../../src/deps/tf_gradients.ts";
import * as tf from "../../src/deps/tf.ts";
import { closureObjective } from "../../src/objectives/closure.ts";
import type { Objective } from "../../src/objectives/objective.ts";
import { keepStepping } from "../../src/optimizers/line_search/keep_stepping.ts";
import { ObjectiveOptimizer } from "../../src/optimizers/objective_optimizer.ts";
import { testOnBackends } from "../backends.ts";

/** What a synchronous piece of work calls: kernels, dispatches on webgpu, and values read back. */
function counted(work: () => void): { kernels: number; dispatches: number; reads: number } {
  const counts = { kernels: 0, dispatches: 0, reads: 0 };
  const backend = tf.backend() as tf.KernelBackend & {
    runWebGPUProgram?: (...given: never[]) => unknown;
  };
  const { readSync, runWebGPUProgram } = backend;
  const engine = tf.engine() as unknown as { runKernelFunc(...given: unknown[]): unknown };
  const { runKernelFunc } = engine;
  backend.readSync = function (id) {
    counts.reads++;
    return readSync.call(this, id);
  };
  if (runWebGPUProgram) {
    backend.runWebGPUProgram = function (...given) {
      counts.dispatches++;
      return runWebGPUProgram.apply(this, given);
    };
  }
  engine.runKernelFunc = function (...given) {
    counts.kernels++;
    return runKernelFunc.apply(this, given);
  };
  try {
    work();
  } finally {
    backend.readSync = readSync;
    if (runWebGPUProgram) backend.runWebGPUProgram = runWebGPUProgram;
    engine.runKernelFunc = runKernelFunc;
  }
  return counts;
}

/** Counts what its steps call, and what one more loss does. */
class Counting extends ObjectiveOptimizer {
  static readonly className = "Counting";
  readonly steps: ReturnType<typeof counted>[] = [];
  loss = { kernels: 0, dispatches: 0, reads: 0 };
  readonly #inner: ObjectiveOptimizer;

  constructor(inner: ObjectiveOptimizer) {
    super();
    this.#inner = inner;
  }

  override step(objective: Objective): tf.Scalar {
    let loss: tf.Scalar | undefined;
    this.steps.push(counted(() => loss = this.#inner.step(objective)));
    this.loss = counted(() => objective.loss().dispose());
    return loss!;
  }

  override getConfig() {
    return {};
  }

  override dispose() {
    this.#inner.dispose();
  }
}

/** A step in fit that falls to the walk's end: its loss is linear. */
async function stepInFit(maxSteps: number) {
  const model = layers.sequential({
    layers: [
      layers.layers.dense({ units: 3, inputShape: [2] }),
      layers.layers.dense({ units: 1, kernelInitializer: "ones" }),
    ],
  });
  const optimizer = new Counting(keepStepping(1e-3, { maxSteps }));
  model.compile({ optimizer, loss: (_y: tf.Tensor, p: tf.Tensor) => tf.mean(p) });
  const [x, y] = [tf.ones([4, 2]), tf.zeros([4, 1])];
  await model.fit(x, y, { epochs: 1, batchSize: 4, verbose: 0 });
  tf.dispose([x, y]);
  model.dispose();
  optimizer.dispose();
  return optimizer;
}

testOnBackends(
  "in fit on webgpu a candidate costs two dispatches beside the model's and its moves, and reads nothing",
  async () => {
    const [few, many] = [await stepInFit(10), await stepInFit(50)];
    const variables = 4;
    const perCandidate = (many.steps[0].dispatches - few.steps[0].dispatches) / 40;
    const model = many.loss.dispatches;
    assert.ok(model > 0);
    assert.ok(perCandidate <= model + variables + 2, `${perCandidate}, the model's ${model}`);
    assert.equal(many.steps[0].reads, 0);
  },
  ["webgpu"],
);

testOnBackends(
  "on the host a candidate costs three kernel calls per variable beside its loss",
  () => {
    const variables = tf.tidy(() => [[3, 2], [2], [1]].map((shape) => tf.variable(tf.ones(shape))));
    const loss = () => tf.addN(variables.map((variable) => tf.sum(variable))) as tf.Scalar;
    const step = (maxSteps: number) => {
      const objective = closureObjective(loss, variables);
      const optimizer = keepStepping(1e-3, { maxSteps });
      const counts = counted(() => optimizer.step(objective).dispose());
      optimizer.dispose();
      assert.equal(objective.cost.forwardPasses, maxSteps + 1);
      return counts.kernels;
    };
    const own = counted(() => tf.tidy(() => void loss())).kernels;
    const perCandidate = (step(50) - step(10)) / 40;
    assert.ok(perCandidate <= own + 3 * variables.length, `${perCandidate}, the loss's ${own}`);
    tf.dispose(variables);
  },
  ["cpu", "wasm"],
);
