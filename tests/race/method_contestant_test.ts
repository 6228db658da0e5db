import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { entriesNamed } from "../../src/race/contestants.ts";
import { deepRegression } from "../../src/tasks/deep_regression.ts";
import { testOnBackends } from "../backends.ts";
import { runEntry } from "../../src/race/run_entry.ts";

const beyond = ["SLS", "POLYAK", "ARMIJO", "CG", "LBFGS", "NEWTONCG"];

testOnBackends("the optimizers beyond the post race without a learning rate", async () => {
  const task = await deepRegression({ rows: 64, columns: 3, hiddenLayers: 0, hiddenUnits: 4 });
  for (const [entry] of beyond.map(entriesNamed)) {
    const run = await runEntry(task, entry, NaN, { iterations: 12 });
    assert.equal(entry.usesRate, false);
    assert.equal(run.loss.length, 12, entry.label);
    assert.ok(run.loss[11] < run.loss[0] / 2, `${entry.label}: ${run.loss}`);
    assert.ok(run.gradients[11] >= 11, entry.label);
  }
  task.dispose();
});

testOnBackends(
  "a method's end gradient is its next start: L-BFGS pays for each point once",
  async () => {
    const task = await deepRegression({ rows: 64, columns: 3, hiddenLayers: 0, hiddenUnits: 0 });
    const objective = task.objective();
    const [entry] = entriesNamed("LBFGS");
    const contestant = entry.make(NaN);
    const gradients: number[] = [];
    for (let i = 0; i < 4; i++) {
      (await contestant.step(objective)).dispose();
      gradients.push(objective.cost.gradients);
    }
    // The start costs one, and an iteration whose first step is good enough one.
    assert.ok(gradients[3] - gradients[2] === 1, `${gradients}`);
    contestant.dispose();
    tf.dispose([...objective.variables]);
    task.dispose();
  },
  ["cpu", "wasm"],
);
