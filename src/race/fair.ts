/**
 * The fair race: the same seconds for all, and the best learning rate of a stated grid for those that need one.
 *
 * @module
 */
import type { Task } from "../tasks/task.ts";
import { entriesNamed } from "./contestants.ts";
import type { RaceOptions } from "./race.ts";
import type { Run } from "../records/run.ts";
import { runEntry } from "./run_entry.ts";
import type { Entry } from "./contestant.ts";

/** The learning rates that SGD and Adam may choose from. */
export const learningRateGrid: readonly number[] = [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1];

/** Who runs in a fair race. */
export const fairOptimizers: readonly string[] = [
  "KS_50_0",
  "KS_50_2:intended",
  "KV_50:intended",
  "KS:beyond",
  "SGD",
  "ADAM",
];

/** The entries of a fair race; on a linear regression Newton's too. */
export function fairEntries(linear: boolean): Entry[] {
  return [...fairOptimizers, ...(linear ? ["NEWTON"] : [])].flatMap(entriesNamed);
}

/** How long entries race, in seconds. */
export function fairWork(entries: Entry[], seconds: number): number {
  const runs = entries.map((entry) => entry.tunable ? learningRateGrid.length : 1);
  return seconds * runs.reduce((sum, count) => sum + count, 0);
}

/**
 * Runs an entry for so many seconds: at the task's learning rate, or, where the learning rate is all that decides, at
 * each rate of the grid, of which the run that ends lowest is kept.
 */
export async function runFairly(
  task: Task,
  entry: Entry,
  learningRate: number,
  options: RaceOptions,
): Promise<Run> {
  if (!entry.tunable) return await runEntry(task, entry, learningRate, options);
  let best: Run | undefined;
  for (const rate of learningRateGrid) {
    if (options.signal?.aborted) break;
    const run = { ...await runEntry(task, entry, rate, options), learningRate: rate };
    if (!best || lastLoss(run) < lastLoss(best)) best = run;
  }
  return best ?? await runEntry(task, entry, learningRate, options);
}

function lastLoss(run: Run): number {
  return run.diverged ? Infinity : run.loss.at(-1) ?? Infinity;
}
