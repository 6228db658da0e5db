import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { entriesNamed } from "../../src/race/contestants.ts";
import { disposeVariables } from "../../src/tasks/task.ts";
import { heldOut, type NumericTable, tableTask } from "../../src/tasks/table_task.ts";
import { testOnBackends, worstRelative } from "../backends.ts";
import { runEntry } from "../../src/race/run_entry.ts";

/** y = 3 + 2 a - b, exactly; a is large and b is small, which standardising takes away. */
function table(rows: number): NumericTable {
  const a = Float64Array.from({ length: rows }, (_, i) => 1e6 + (i * 37) % 101);
  const b = Float64Array.from({ length: rows }, (_, i) => 1e-4 * ((i * 53) % 97));
  const target = { name: "y", values: a.map((value, i) => 3 + 2 * value - b[i]) };
  return { features: [{ name: "a", values: a }, { name: "b", values: b }], target };
}

const linear = { validation: 0.25, hiddenLayers: 0, hiddenUnits: 0, activation: "none" } as const;

testOnBackends("a table's columns are standardised by the rows that are trained on", async () => {
  const task = await tableTask(table(200), { ...linear, seed: 1 });
  assert.equal(task.description.rows, 150);
  const objective = task.objective();
  tf.tidy(() => objective.variables[0].assign(tf.zeros([3])));
  const [loss, validation] = [objective.loss(), task.validationLoss(objective)];
  // At zero the loss is the target's mean square: 1 on the rows that it was scaled by, and near 1 on the others.
  assert.ok(Math.abs((await loss.data())[0] - 1) < 1e-5);
  const other = (await validation.data())[0];
  assert.ok(Math.abs(other - 1) > 1e-5 && Math.abs(other - 1) < 0.5, String(other));
  tf.dispose([loss, validation]);
  disposeVariables(objective);
  task.dispose();
});

testOnBackends(
  "what fits the rows trained on fits those held out, where the table is exact",
  async () => {
    const task = await tableTask(table(200), { ...linear, seed: 3 });
    const [newton] = entriesNamed("NEWTON");
    const limits = { iterations: 4, validate: task.validationLoss };
    const { loss, validation } = await runEntry(task, newton, 1, limits);
    assert.equal(validation?.length, loss.length);
    assert.ok(validation![0] > 0.1 && validation![3] < 1e-9, String(validation));
    task.dispose();
  },
);

testOnBackends("a seed decides the split and the start, and nothing else does", async () => {
  const [gradientDescent] = entriesNamed("GD");
  const run = async (seed: number) => {
    const task = await tableTask(table(90), {
      ...linear,
      seed,
      hiddenUnits: 3,
      activation: "relu",
    });
    const limits = { iterations: 5, validate: task.validationLoss };
    const { loss, validation } = await runEntry(task, gradientDescent, 0.1, limits);
    task.dispose();
    return { loss, validation: validation! };
  };
  const [one, again, other] = [await run(5), await run(5), await run(6)];
  assert.deepEqual(one, again);
  assert.ok(worstRelative(one.loss, other.loss) > 1e-3);
  assert.ok(worstRelative(one.validation, one.loss) > 1e-3);
}, ["cpu", "wasm"]);

testOnBackends("a column that is constant counts for nothing", async () => {
  const { features, target } = table(60);
  const constant = { name: "c", values: new Float64Array(60).fill(0.1) };
  const task = await tableTask({ features: [...features, constant], target }, {
    ...linear,
    seed: 0,
  });
  const objective = task.objective();
  const { loss, gradient } = objective.gradient();
  const values = await gradient[0].data();
  assert.equal(values[2], 0);
  assert.ok(values[0] !== 0);
  tf.dispose([loss, gradient]);
  disposeVariables(objective);
  task.dispose();
}, ["cpu"]);

Deno.test("at least one row is held out, and at least one is not", () => {
  assert.deepEqual([heldOut(3, 0.01), heldOut(3, 0.99), heldOut(100, 0.25)], [1, 2, 25]);
});

Deno.test("a table of two rows is no task", async () => {
  await assert.rejects(tableTask(table(2), { ...linear, seed: 0 }), {
    name: "RangeError",
    message: /rows must be a whole number, 3 or more, got 2/,
  });
});
