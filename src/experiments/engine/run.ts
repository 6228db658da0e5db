/**
 * Runs an experiment: the one loop of figures, races, comparisons, claims and benches.
 *
 * @module
 */
import type { Entry } from "../../race/contestant.ts";
import { runEntry } from "../../race/run_entry.ts";
import type { Run } from "../../records/run.ts";
import type { Rate, Trial } from "../../records/trial.ts";
import { endsLowest, soonest, validatesLowest } from "../../scores/choose.ts";
import type { Runnable } from "../../tasks/task.ts";
import type { Workload } from "../../tasks/workload.ts";
import { type Experiment, unitsOf } from "./experiment.ts";

/** A run that is yet to be done. */
export interface Planned {
  workload: Workload;
  seed?: number;
  entry: Entry;
  rate: Rate;
  learningRate: number;
}

/** Who listens while an experiment runs. */
export interface Listener {
  /** Ends the experiment: the run under way is dropped, so that every run that is yielded is whole. */
  signal?: AbortSignal;
  /** Called with what begins: data, or an optimizer on them. */
  onTask?: (task: string) => void;
  /** Called when more is done, in units of {@linkcode unitsOf}. */
  onWork?: (units: number) => void;
  /** Called after an iteration with what its run has recorded so far. */
  onRun?: (run: Run) => void;
  /** A run that is on record already is not done again. */
  known?: (planned: Planned) => Run | undefined;
}

/**
 * Yields each run as soon as it is finished: of a workload seed by seed, of a seed entry by entry. The best of a grid follows its runs
 * once more, as such. Nothing but {@linkcode runEntry} is inside the time that a run records.
 */
export async function* run(
  experiment: Experiment,
  listener: Listener = {},
): AsyncGenerator<Trial> {
  const { workloads, seeds } = experiment;
  for (const workload of workloads) {
    const best = new Map<string, number>();
    for (const [index, seed] of seeds.entries()) {
      const scene = { experiment, listener, workload, seed, best, isFirst: index === 0 };
      for await (const trial of runSeed(scene)) yield trial;
      if (listener.signal?.aborted) return;
    }
  }
}

/** All of an experiment's runs. */
export async function runAll(experiment: Experiment, listener?: Listener): Promise<Trial[]> {
  return await Array.fromAsync(run(experiment, listener));
}

/** A workload from one seed. */
interface Scene {
  experiment: Experiment;
  listener: Listener;
  workload: Workload;
  seed?: number;
  /** The learning rates that the first seed chose, by entry. */
  best: Map<string, number>;
  isFirst: boolean;
}

async function* runSeed(scene: Scene): AsyncGenerator<Trial> {
  const { experiment: { entries, rates }, listener, workload, seed, best, isFirst } = scene;
  const trials: Trial[] = [];
  const chosen = (entry: Entry) => {
    const found = trials.filter(({ rate, run }) => rate === "grid" && isOf(run, entry));
    const trial = rates.best === "soonest"
      ? soonest(found, trials)
      : (rates.best === "lowest" ? endsLowest : validatesLowest)(found);
    best.set(nameOf(entry), trial.learningRate!);
    return { ...trial, rate: "best" as const };
  };
  let task: Runnable | undefined;
  const taskMade = async () => {
    if (task) return task;
    listener.onTask?.(`${placeOf(scene)}: data`);
    return task = await workload.make(seed);
  };
  try {
    for (const entry of entries) {
      for (const planned of plannedOf(scene, entry)) {
        const found = await runOne(scene, planned, taskMade);
        if (!found) return;
        const { rate, learningRate } = planned;
        const rated = entry.usesRate ? { learningRate } : {};
        trials.push({ workload: workload.name, seed, rate, ...rated, run: found });
        yield trials[trials.length - 1];
      }
      if (isFirst && rates.tunes(entry) && rates.best !== "soonest") yield chosen(entry);
    }
    if (isFirst && rates.best === "soonest") {
      for (const entry of entries.filter((entry) => rates.tunes(entry))) yield chosen(entry);
    }
  } finally {
    task?.dispose();
  }
}

/** An entry's runs from a seed. */
function plannedOf(
  { experiment: { rates }, workload, seed, best, isFirst }: Scene,
  entry: Entry,
): Planned[] {
  const at = (rate: Rate, learningRate: number) => ({ workload, seed, entry, rate, learningRate });
  const own = at("default", workload.learningRate);
  if (!rates.tunes(entry)) return [own];
  const tuned = isFirst
    ? rates.grid.map((rate) => at("grid", rate))
    : [at("best", best.get(nameOf(entry)) ?? workload.learningRate)];
  return rates.alsoOwn ? [own, ...tuned] : tuned;
}

/** The run, or undefined if it was interrupted. */
async function runOne(
  scene: Scene,
  planned: Planned,
  task: () => Promise<Runnable>,
): Promise<Run | undefined> {
  const { experiment: { limit }, listener: { signal, onTask, onWork, onRun, known } } = scene;
  const { entry, learningRate } = planned;
  const units = unitsOf(limit, entry);
  const recorded = known?.(planned);
  if (recorded) {
    onWork?.(units);
    return recorded;
  }
  if (signal?.aborted) return undefined;
  const made = await task();
  onTask?.(`${placeOf(scene)}: ${entry.label}, ${entry.edition}`);
  let done = 0;
  const advance = (to: number) => {
    const now = Math.min(units, to);
    onWork?.(now - done);
    done = now;
  };
  const run = await runEntry(made, entry, learningRate, {
    iterations: limit.iterations(entry),
    seconds: limit.seconds,
    passes: limit.passes,
    signal,
    validate: made.validationLoss,
    onIteration: (count, seconds, run) => {
      advance(limit.seconds === undefined ? count : seconds);
      onRun?.(run);
    },
  });
  if (signal?.aborted) return undefined;
  advance(units);
  return run;
}

function placeOf({ workload, seed }: Scene): string {
  return seed === undefined ? workload.name : `${workload.name}, seed ${seed}`;
}

function nameOf({ label, edition }: Pick<Entry, "label" | "edition">): string {
  return `${label} ${edition}`;
}

function isOf(run: Run, entry: Entry): boolean {
  return nameOf(run) === nameOf(entry);
}
