/**
 * What the benches of this folder share: which tasks, on which backends, and how they are asked.
 *
 * Environment variables: BENCH_ROWS shrinks every task (200 makes a run of seconds), BENCH_BACKENDS names the backends
 * with commas between them. By default wasm and cpu, and webgpu on a real adapter.
 *
 * @module
 */
import { type BackendName, useBackend } from "../src/backend/backend.ts";
import * as tf from "../src/deps/tf.ts";
import type { Objective } from "../src/objectives/objective.ts";
import { describePost, postTask, racedFigures, type TaskFigure } from "../src/tasks/post.ts";
import { disposeVariables, type Task } from "../src/tasks/task.ts";

/** Times one question of an objective, which stands at its task's start; the answer is read back. */
export type Question = (objective: Objective, figure: TaskFigure) => Promise<void>;

const most = Number(Deno.env.get("BENCH_ROWS") ?? Infinity);
if (!(most >= 1)) throw new RangeError("BENCH_ROWS must be a number, 1 or more.");

const backends = await chooseBackends();

/** Registers a bench of one question on the tasks of these figures, on every backend. */
export function benchTasks(
  name: string,
  question: Question,
  figures: readonly TaskFigure[] = racedFigures,
  rowsAtMost = Infinity,
): void {
  for (const figure of figures) {
    const rows = Math.min(describePost(figure).rows, most, rowsAtMost);
    const group = `${name}, figure ${figure}, ${rows} rows`;
    for (const backend of backends) {
      Deno.bench({
        name: `${group}, ${backend}`,
        group,
        baseline: backend === backends[0],
        async fn(bench) {
          const task = await ready(backend, figure, rows);
          const objective = task.objective();
          bench.start();
          await question(objective, figure);
          bench.end();
          disposeVariables(objective);
        },
      });
    }
  }
}

/** Waits for a tensor's value, which ends the work that it stands for, and disposes it. */
export async function settle(tensor: tf.Tensor): Promise<void> {
  await tensor.data();
  tensor.dispose();
}

let held: { key: string; task: Task } | undefined;

/** The task of the bench under way; the last bench's is freed. */
async function ready(backend: BackendName, figure: TaskFigure, rows: number): Promise<Task> {
  const key = `${backend} ${figure} ${rows}`;
  if (held?.key !== key) {
    held?.task.dispose();
    await useBackend(backend);
    held = { key, task: await postTask(figure, { rows }) };
  }
  return held.task;
}

async function chooseBackends(): Promise<BackendName[]> {
  const asked = Deno.env.get("BENCH_BACKENDS");
  if (asked) return asked.split(",").map((name) => name.trim() as BackendName);
  const adapter = await navigator.gpu?.requestAdapter();
  const real = adapter && !adapter.info.isFallbackAdapter;
  return real ? ["wasm", "cpu", "webgpu"] : ["wasm", "cpu"];
}
