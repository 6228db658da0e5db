/**
 * Run an optimizer on a task, and record loss, seconds and cost.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import type { Cost, Objective } from "../objectives/objective.ts";
import { decidesOnDevice } from "../objectives/moves.ts";
import type { Run } from "../records/run.ts";
import { delay } from "../deps/async.ts";
import type { Contestant } from "./contestant.ts";

/** On webgpu losses are read back this many iterations at a time: a readback costs 11 ms. */
const readbackBatch = 25;

/** Signals and timers are let in when this many milliseconds have passed. */
const breathMilliseconds = 100;

/** What a gradient costs, in forward passes: a fixed price, so that records of several machines can be compared. */
export const gradientPasses = 3;

/** What has been spent, in forward passes. */
export function passesOf(
  { gradients, forwardPasses }: Pick<Cost, "gradients" | "forwardPasses">,
): number {
  return gradientPasses * gradients + forwardPasses;
}

/** When a run ends, and who listens. */
export interface RaceOptions {
  /** At most this many iterations. */
  iterations: number;
  /** At most this many seconds; the iteration under way is finished. Default: no limit. */
  seconds?: number;
  /** At most this many forward passes, of which a gradient counts as {@linkcode gradientPasses}. Default: no limit. */
  passes?: number;
  /** Ends the run at the next iteration; what it has is kept. */
  signal?: AbortSignal;
  /** The loss of rows held out, recorded before each step; its seconds do not count. */
  validate?: (objective: Objective) => tf.Scalar;
  /** Called after an iteration, with the count of those done, the seconds they took, and what is recorded so far. */
  onIteration?: (done: number, seconds: number, run: Run) => void;
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
  const { iterations, seconds = Infinity, passes = Infinity, signal, validate, onIteration } =
    options;
  const { label, edition } = contestant;
  const run: Run = { label, edition, loss: [], seconds: [], gradients: [], forwardPasses: [] };
  const batch = decidesOnDevice() ? readbackBatch : 1;
  const before = { ...objective.cost };
  const pending: tf.Scalar[] = [];
  const validation: tf.Scalar[] = [];
  if (validate) run.validation = [];
  let clock = 0;
  let breath = performance.now();

  const isOver = () =>
    clock >= seconds || passesOf(objective.cost) - passesOf(before) >= passes || signal?.aborted;
  for (let i = 0; i < iterations && !isOver(); i++) {
    objective.nextBatch?.();
    if (validate) validation.push(validate(objective));
    const start = performance.now();
    const loss = contestant.step(objective);
    pending.push(loss instanceof Promise ? await loss : loss);
    const full = pending.length === batch || i === iterations - 1;
    const losses = full ? await readAll(pending) : [];
    clock += (performance.now() - start) / 1000;
    run.seconds.push(clock);
    if (full) shareOut(run.seconds, losses.length);
    run.gradients.push(objective.cost.gradients - before.gradients);
    run.forwardPasses.push(objective.cost.forwardPasses - before.forwardPasses);
    run.loss.push(...losses);
    if (full) run.validation?.push(...await readAll(validation));
    onIteration?.(i + 1, clock, run);
    if (losses.some((value) => !Number.isFinite(value))) break;
    if (performance.now() - breath > breathMilliseconds) {
      // Signals and timers are let in.
      await delay(0);
      breath = performance.now();
    }
  }
  run.loss.push(...await readAll(pending));
  run.validation?.push(...await readAll(validation));
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

/** The clock is read when a batch of losses has come back: its iterations share the time evenly. */
function shareOut(seconds: number[], batch: number): void {
  const first = seconds.length - batch;
  const [from, to] = [seconds[first - 1] ?? 0, seconds[seconds.length - 1]];
  for (let i = 1; i <= batch; i++) seconds[first + i - 1] = from + (to - from) * i / batch;
}

function endBeforeDivergence(run: Run): Run {
  const finite = (value: number, i: number) =>
    Number.isFinite(value) && Number.isFinite(run.validation?.[i] ?? 0);
  const end = run.loss.findIndex((value, i) => !finite(value, i));
  if (end < 0) return run;
  for (const key of ["loss", "validation", "seconds", "gradients", "forwardPasses"] as const) {
    if (run[key]) run[key].length = end;
  }
  return { ...run, diverged: true };
}
