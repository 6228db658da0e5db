/**
 * Run a figure's races, one entry after the other, keeping what an earlier run has already finished.
 *
 * @module
 */
import type { Task } from "../../tasks/task.ts";
import { learningRateGrid, runFairly } from "../../race/fair.ts";
import type { Plan } from "../../race/plan.ts";
import type { Run } from "../../records/run.ts";
import { runEntry } from "../../race/run_entry.ts";
import type { FairRecord } from "../../records/fair.ts";
import type { Entry } from "../../race/contestant.ts";

/** Who listens while a figure is run. */
export interface FigureRunOptions {
  /** Ends the work; the run under way is dropped, so that every run that is kept is whole. */
  signal?: AbortSignal;
  /** Called when an entry begins. */
  onEntry?: (entry: Entry) => void;
  /** Called when so much more is done: iterations, or seconds in a fair race. */
  onWork?: (units: number) => void;
}

/** Runs a plan's entries but those already known, and yields all runs so far after each that is finished. */
export async function* runPlan(
  plan: Plan,
  task: Task,
  known: Run[],
  { signal, onEntry, onWork }: FigureRunOptions = {},
): AsyncGenerator<Run[]> {
  const runs: Run[] = [];
  for (const entry of plan.entries) {
    const iterations = plan.record.iterations[entry.label];
    let run = known.find((earlier) => isRunOf(earlier, entry, iterations));
    if (run) {
      onWork?.(iterations);
    } else {
      onEntry?.(entry);
      const onIteration = () => onWork?.(1);
      run = await runEntry(task, entry, plan.learningRate, { iterations, signal, onIteration });
      if (signal?.aborted) return;
      onWork?.(iterations - run.loss.length);
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
  { signal, onEntry, onWork }: FigureRunOptions = {},
): AsyncGenerator<{ runs: Run[]; fair: FairRecord }> {
  const runs: Run[] = [];
  const chosen: Record<string, number> = {};
  for (const entry of entries) {
    onEntry?.(entry);
    let clock = 0;
    const onIteration = (_done: number, now: number) => {
      onWork?.(Math.max(0, Math.min(now, seconds) - clock));
      clock = now;
    };
    const limits = { iterations: Infinity, seconds, signal, onIteration };
    const run = await runFairly(task, entry, plan.learningRate, limits);
    if (signal?.aborted) return;
    if (run.learningRate !== undefined) chosen[entry.label] = run.learningRate;
    runs.push(run);
    const fair = { seconds, grid: [...learningRateGrid], chosen: { ...chosen } };
    yield { runs: [...runs], fair };
  }
}
