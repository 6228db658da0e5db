/**
 * Run an optimizer on a task, and record loss, seconds and cost.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import type { Objective } from "../objective.ts";
import { decidesOnDevice } from "../walk.ts";
import type { Contestant } from "./contestants.ts";
import type { Run } from "./run.ts";

/** On webgpu losses are read back so many iterations at a time: a readback costs 11 ms. */
const READBACK_BATCH = 25;

/** When a run ends, and who is told. */
export interface RaceOptions {
  /** At most so many iterations. */
  iterations: number;
  /** At most so many seconds; the iteration under way is finished. Default: no limit. */
  seconds?: number;
  /** Ends the run at the next iteration; what it has is kept. */
  signal?: AbortSignal;
  /** Called after an iteration, with the count of those done. */
  onIteration?: (done: number) => void;
}

/**
 * Runs a contestant from where the objective stands, and disposes neither. The clock runs only while it steps.
 *
 * @returns The record; where the loss turns NaN or infinite it ends before that iteration and is marked as diverged.
 */
export async function race(
  contestant: Contestant,
  objective: Objective,
  options: RaceOptions,
): Promise<Run> {
  const { iterations, seconds = Infinity, signal, onIteration } = options;
  const { label, edition } = contestant;
  const run: Run = { label, edition, loss: [], seconds: [], gradients: [], forwardPasses: [] };
  const batch = decidesOnDevice() ? READBACK_BATCH : 1;
  const before = { ...objective.cost };
  const pending: tf.Scalar[] = [];
  let clock = 0;

  for (let i = 0; i < iterations && clock < seconds && !signal?.aborted; i++) {
    const start = performance.now();
    const loss = contestant.step(objective);
    pending.push(loss instanceof Promise ? await loss : loss);
    const full = pending.length === batch || i === iterations - 1;
    const losses = full ? await readAll(pending) : [];
    clock += (performance.now() - start) / 1000;
    run.seconds.push(clock);
    run.gradients.push(objective.cost.gradients - before.gradients);
    run.forwardPasses.push(objective.cost.forwardPasses - before.forwardPasses);
    run.loss.push(...losses);
    onIteration?.(i + 1);
    if (losses.some((value) => !Number.isFinite(value))) break;
    if (i % 16 === 15) await breathe();
  }
  run.loss.push(...await readAll(pending));
  return endBeforeDivergence(run);
}

async function readAll(pending: tf.Scalar[]): Promise<number[]> {
  const losses = pending.splice(0);
  const values = decidesOnDevice()
    ? await Promise.all(losses.map(async (loss) => (await loss.data())[0]))
    : losses.map((loss) => loss.dataSync()[0]);
  tf.dispose(losses);
  return values;
}

function endBeforeDivergence(run: Run): Run {
  const end = run.loss.findIndex((value) => !Number.isFinite(value));
  if (end < 0) return run;
  for (const key of ["loss", "seconds", "gradients", "forwardPasses"] as const) {
    run[key].length = end;
  }
  return { ...run, diverged: true };
}

/** Lets signals and timers in, between iterations. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
