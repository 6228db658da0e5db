/**
 * One size of bench/scaling.ts, in a process of its own, since a process knows only its highest peak of memory:
 * `deno run --allow-read bench/scaling_size.ts <kind> <rows> <rounds>` prints a line of JSON.
 *
 * @module
 */
import process from "node:process";
import { useBackend } from "../src/backend/backend.ts";
import { denseSquaredError } from "../src/objectives/dense/squared_error.ts";
import * as tf from "../src/deps/tf.ts";
import type { Objective } from "../src/objectives/objective.ts";
import { layerWidths } from "../src/tasks/dense_task.ts";
import { describePost, postTask } from "../src/tasks/post.ts";
import { summary } from "./peers/measure.ts";
import { timeRepeats } from "./peers/process.ts";

/** Columns of the data. */
const columns = 20;

/** What data there are, and what is asked about them. */
export const kinds = {
  /** Figure 9's network, a task of the suite: its rows are packed as they are drawn. */
  network: ["loss", "gradient"],
  /** A linear regression, a task of the suite. */
  regression: ["normal equations"],
  /** Figure 9's network on a tensor, and its packed copy. */
  tensor: ["loss", "gradient"],
} as const;

/** A kind's name. */
export type Kind = keyof typeof kinds;

/** What one process measured. */
export interface Size {
  kind: Kind;
  rows: number;
  /** Milliseconds, by question. */
  times: Record<string, number>;
  /** Bytes of x and y in float32. */
  data: number;
  /** Bytes that the process held before the data, and at most. */
  before: number;
  peak: number;
}

/** An objective on data of that kind. */
async function objectiveOf(kind: Kind, rows: number): Promise<Objective> {
  if (kind === "network") return (await postTask(9, { rows })).objective();
  if (kind === "regression") return (await postTask(13, { rows, columns })).objective();
  // Filled where they are: values from the host would be a copy more, for a while.
  const [x, y] = [tf.fill([rows, columns], 0.5), tf.fill([rows], 0.5)] as [tf.Tensor2D, tf.Tensor];
  const widths = layerWidths(describePost(9));
  const variables = widths.slice(1).flatMap((outputs, l) => [
    tf.variable(tf.fill([widths[l], outputs], 0.1)),
    tf.variable(tf.zeros([outputs])),
  ]);
  return (await denseSquaredError(x, y, variables)).objective;
}

/** Asks, and throws the answer away. */
function ask(objective: Objective, question: string): null {
  if (question === "loss") objective.loss().dispose();
  else if (question === "gradient") {
    const { loss, gradient } = objective.gradient();
    tf.dispose([loss, ...gradient]);
  } else objective.hessian().dispose();
  return null;
}

async function measureSize(kind: Kind, rows: number, rounds: number): Promise<Size> {
  await useBackend("wasm");
  const before = Deno.memoryUsage().rss;
  const objective = await objectiveOf(kind, rows);
  const times: Record<string, number> = {};
  for (const question of kinds[kind]) {
    const measured: number[] = [];
    for (let round = 0; round < rounds; round++) {
      measured.push((await timeRepeats(() => ask(objective, question), 100)).milliseconds);
    }
    times[question] = summary(measured).median;
  }
  const peak = process.resourceUsage().maxRSS * 1024;
  return { kind, rows, times, data: 4 * rows * (columns + 1), before, peak };
}

if (import.meta.main) {
  const [kind, rows, rounds] = Deno.args;
  console.log(JSON.stringify(await measureSize(kind as Kind, Number(rows), Number(rounds))));
  Deno.exit(0);
}
