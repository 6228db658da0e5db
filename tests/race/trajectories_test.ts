/**
 * The published editions against PyTorch's own runs of the post's code. Tolerances: float32 sums differ in order. Where
 * the loss falls smoothly that moves it by 1e-6; where a walk's comparisons `new < old` fall within rounding, by 1e-3;
 * KeepVaulting divides by differences of losses, and is moved by up to 1e-1 within its first ten iterations.
 */
import { useBackend } from "../../src/backend.ts";
import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { entriesNamed } from "../../src/race/contestants.ts";
import { runEntry } from "../../src/race/plan.ts";
import { postLearningRate, postTask, type TaskFigure } from "../../src/tasks/post.ts";
import { worstRelative } from "../backends.ts";
import figure9 from "../data/torch-figure-09.json" with { type: "json" };
import figure12 from "../data/torch-figure-12.json" with { type: "json" };

const tolerances: [entry: string, reference: string, iterations: number, tolerance: number][] = [
  ["SGD", "SGD", 30, 1e-6],
  ["ADAM", "ADAM", 30, 1e-5],
  ["KS_50_2:published", "KS_50_2", 30, 1e-6],
  ["KS_10_2:published", "KS_10_2", 30, 1e-6],
  ["KS_10_0", "KS_10_0", 30, 1e-3],
  ["KS_50_0", "KS_50_0", 30, 1e-3],
  ["KS_10_2:intended", "KS_10_2i", 30, 1e-3],
  ["KS_50_2:intended", "KS_50_2i", 30, 1e-3],
  ["KV_10:published", "KV_10", 10, 1e-2],
  ["KV_50:published", "KV_50", 10, 1e-1],
];

function compare(figure: TaskFigure, reference: Record<string, number[]>, most: number) {
  Deno.test(`figure ${figure}'s trajectories are PyTorch's`, async (t) => {
    await useBackend("wasm");
    const before = tf.memory().numTensors;
    const task = await postTask(figure);
    for (const [name, label, iterations, tolerance] of tolerances) {
      await t.step(`${name} within ${tolerance}`, async () => {
        const limit = { iterations: Math.min(iterations, most) };
        const [entry] = entriesNamed(name);
        const run = await runEntry(task, entry, postLearningRate(figure), limit);
        assert.equal(run.loss.length, limit.iterations);
        const worst = worstRelative(run.loss, reference[label]);
        assert.ok(worst < tolerance, `worst relative difference ${worst}`);
      });
    }
    task.dispose();
    assert.equal(tf.memory().numTensors, before, "tensors leaked");
  });
}

compare(9, figure9.loss, 30);
compare(12, figure12.loss, 4);
