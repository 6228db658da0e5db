/**
 * Run a figure's races, one entry after the other, keeping what an earlier run has already finished.
 *
 * @module
 */
import type { Task } from "../tasks/task.ts";
import type { Entry } from "./contestants.ts";
import { type FairRecord, learningRateGrid, runFairly } from "./fair.ts";
import { type Plan, runEntry } from "./plan.ts";
import type { Run } from "./run.ts";

/** Who listens while a figure is run, and what is known before. */
export interface FigureRunOptions {
  /** Runs of an earlier, interrupted call: those that the plan wants are not run again. */
  known?: Run[];
  signal?: AbortSignal;
  /** Called after every iteration. */
  onIteration?: () => void;
  /** Called when an entry begins. */
  onEntry?: (entry: Entry) => void;
}

/** Runs a plan's entries, and yields all runs so far after each that is finished. */
export async function* runPlan(
  plan: Plan,
  task: Task,
  options: FigureRunOptions = {},
): AsyncGenerator<Run[]> {
  const { known = [], signal, onIteration, onEntry } = options;
  const runs: Run[] = [];
  for (const entry of plan.entries) {
    const iterations = plan.iterations[entry.label];
    let run = known.find((earlier) => isRunOf(earlier, entry, iterations));
    if (!run) {
      onEntry?.(entry);
      run = await runEntry(task, entry, plan.learningRate, { iterations, signal, onIteration });
      if (signal?.aborted) return;
    }
    runs.push(run);
    yield [...runs];
  }
}

/** Whether a run is an entry's, and whole. */
export function isRunOf(run: Run, entry: Entry, iterations: number): boolean {
  const whole = run.loss.length === iterations || run.diverged === true;
  return run.label === entry.label && run.edition === entry.edition && whole;
}

/** Runs entries for the same seconds each; yields all runs so far, and the learning rates chosen, after each. */
export async function* runFair(
  plan: Plan,
  task: Task,
  entries: Entry[],
  seconds: number,
  options: Omit<FigureRunOptions, "known"> = {},
): AsyncGenerator<{ runs: Run[]; fair: FairRecord }> {
  const { signal, onIteration, onEntry } = options;
  const runs: Run[] = [];
  const chosen: Record<string, number> = {};
  for (const entry of entries) {
    onEntry?.(entry);
    const limits = { iterations: Infinity, seconds, signal, onIteration };
    const run = await runFairly(task, entry, plan.learningRate, limits);
    if (signal?.aborted) return;
    if (run.learningRate !== undefined) chosen[entry.label] = run.learningRate;
    runs.push(run);
    yield {
      runs: [...runs],
      fair: { seconds, grid: [...learningRateGrid], chosen: { ...chosen } },
    };
  }
}
