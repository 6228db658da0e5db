/**
 * Runs the workloads, and keeps of each run what its cost and its end were.
 *
 * @module
 */
import { passesOf } from "../../race/race.ts";
import type { Run } from "../../records/run.ts";
import { learningRateGrid, type Rates } from "../engine/experiment.ts";
import { type Listener, run } from "../engine/run.ts";
import { batchesOf, type LearningWorkload, workloadOf } from "./catalog.ts";
import { contestantOn, type Track } from "./contestants.ts";

/** A run, without its every step. Costs are in forward passes over all rows. */
export interface WorkloadTrial {
  workload: string;
  track: Track;
  optimizer: string;
  seed: number;
  /** Null if the optimizer has none, or a fixed one. */
  learningRate: number | null;
  diverged: boolean;
  /** What was spent in all. */
  passes: number;
  seconds: number;
  /** The metric of the rows held out at points of the way: [passes, seconds, metric]. */
  way: [passes: number, seconds: number, metric: number][];
  /** The training loss at the end; null if it was none. */
  loss: number | null;
}

/** What is run: an optimizer on a workload and a track, from every seed. */
export interface Unit {
  workload: LearningWorkload;
  track: Track;
  optimizer: string;
}

/** The units of a plan, of which a shard takes every n-th. */
export function unitsOf(
  workloads: readonly LearningWorkload[],
  tracks: readonly Track[],
  optimizers: readonly string[],
  [part, parts]: readonly [part: number, parts: number] = [1, 1],
): Unit[] {
  const all = workloads.flatMap((workload) =>
    tracks.flatMap((track) => optimizers.map((optimizer) => ({ workload, track, optimizer })))
  );
  const there = all.filter(({ optimizer, track }) => contestantOn(optimizer, track) !== undefined);
  return there.filter((_, i) => i % parts === part - 1);
}

/** The best rate of the grid by the rows held out, from the first seed; the others run at it. */
export const tuned: Rates = {
  tunes: (entry) => entry.usesRate,
  grid: learningRateGrid.filter((rate) => rate >= 1e-4),
  best: "validation",
  alsoOwn: false,
};

/** How many runs a unit takes. */
export function runsOf({ track }: Unit, seeds: number): number {
  return track === "self" ? seeds : tuned.grid.length + seeds - 1;
}

/** Runs a unit: a trial for each seed. */
export async function runUnit(
  { workload, track, optimizer }: Unit,
  seeds: readonly number[],
  folder: string | undefined,
  listener: Listener,
): Promise<WorkloadTrial[]> {
  const entry = contestantOn(optimizer, track, workload.batch)!;
  const batches = await batchesOf(workload, folder);
  const passes = workload.passes * batches;
  const experiment = {
    workloads: [workloadOf(workload, folder)],
    seeds,
    entries: [entry],
    rates: tuned,
    limit: { iterations: () => Math.ceil(passes / 3), passes },
  };
  const trials: WorkloadTrial[] = [];
  for await (
    const { rate, learningRate = null, seed = 0, run: found } of run(experiment, listener)
  ) {
    if (rate === "grid") continue;
    const shared = { workload: workload.name, track, optimizer, seed, learningRate };
    trials.push({ ...shared, ...ofRun(found, batches) });
  }
  return trials;
}

/** A point for each time that the rows held out were looked at anew. */
function ofRun(
  run: Run,
  batches: number,
): Omit<WorkloadTrial, "workload" | "track" | "optimizer" | "seed" | "learningRate"> {
  const { loss, validation = [], seconds, gradients, forwardPasses, diverged = false } = run;
  const spent = (i: number) =>
    i < 0 ? 0 : passesOf({ gradients: gradients[i], forwardPasses: forwardPasses[i] }) / batches;
  const way: WorkloadTrial["way"] = [];
  validation.forEach((metric, i) => {
    if (i > 0 && metric === validation[i - 1] && i < validation.length - 1) return;
    // What was looked at before a step has been paid for by those before it.
    way.push([rounded(spent(i - 1)), rounded(seconds[i - 1] ?? 0), rounded(metric)]);
  });
  const last = loss.at(-1);
  return {
    diverged,
    passes: rounded(spent(loss.length - 1)),
    seconds: rounded(seconds.at(-1) ?? 0),
    way: thinned(way),
    loss: last === undefined ? null : rounded(last),
  };
}

/** Every new best, and a few points between them: what costs and pictures need. */
export function thinned(way: WorkloadTrial["way"]): WorkloadTrial["way"] {
  const every = Math.max(1, Math.floor((way.at(-1)?.[0] ?? 0) / 30));
  let best = Infinity;
  let next = 0;
  return way.filter(([passes, , metric], i) => {
    const isBest = metric < best;
    if (isBest) best = metric;
    if (!isBest && passes < next && i < way.length - 1) return false;
    next = passes + every;
    return true;
  });
}

function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
