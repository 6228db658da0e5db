/**
 * A race of the reader's own: the optimizers that were named, on a task of the post's kind, over several seeds.
 *
 * @module
 */
import {
  describePost,
  postLearningRate,
  postTask,
  type TaskChanges,
  type TaskFigure,
} from "../../tasks/post.ts";
import { entriesNamed } from "../../race/contestants.ts";
import { recordOfSeeds } from "../../race/plan.ts";
import type { Run } from "../../records/run.ts";
import type { TaskRecord } from "../../records/task.ts";
import { runEntry } from "../../race/run_entry.ts";
import type { Entry } from "../../race/contestant.ts";

/** What a reader asks for. */
export interface RaceRequest {
  /** The figure whose task it is. */
  figure: number;
  /** Names as {@linkcode entriesNamed} takes them. */
  optimizers: string[];
  /** By default the post's. */
  iterations?: number;
  /** By default the figure's. */
  learningRate?: number;
  /** By default the post's alone. */
  seeds?: number[];
  /** What is different from the figure's task. */
  changes: TaskChanges;
}

/** A race, before it is run. */
export interface RacePlan {
  figure: TaskFigure;
  title: string;
  entries: Entry[];
  learningRate: number;
  record: TaskRecord;
  changes: TaskChanges;
  /** Empty: the post's own. */
  seeds: number[];
  /** Iterations in all. */
  work: number;
}

/** Who listens while a race is run. */
export interface SeedsOptions {
  /** Ends the race; runs that are finished are kept. */
  signal?: AbortSignal;
  onTask?: (task: string) => void;
  onWork?: (iterations: number) => void;
}

/**
 * Plans a race.
 *
 * @throws {RangeError} Where an optimizer is unknown, or a size is no positive whole number.
 */
export function planRace(request: RaceRequest): RacePlan {
  const { optimizers, iterations, changes, seeds = [] } = request;
  const figure = request.figure as TaskFigure;
  const learningRate = request.learningRate ?? postLearningRate(figure);
  const entries = optimizers.flatMap(entriesNamed);
  const counts = entries.map((entry) => iterations ?? entry.iterations);
  const description = describePost(figure, { ...changes, ...seedOf(seeds[0]) });
  return {
    figure,
    title: `A race on the task of figure ${figure}${
      seeds.length > 1 ? `: median and quartiles over ${seeds.length} seeds` : ""
    }`,
    entries,
    learningRate,
    record: recordOfSeeds(description, { entries, counts, seeds, learningRate }),
    changes,
    seeds,
    work: Math.max(1, seeds.length) * counts.reduce((sum, count) => sum + count, 0),
  };
}

/** Runs a race, seed after seed, and gives the runs that were finished. */
export async function runSeeds(plan: RacePlan, options: SeedsOptions = {}): Promise<Run[]> {
  const { signal, onTask, onWork } = options;
  const several = plan.seeds.length > 1;
  const runs: Run[] = [];
  for (const seed of plan.seeds.length > 0 ? plan.seeds : [undefined]) {
    onTask?.(`data${seed === undefined ? "" : ` of seed ${seed}`}`);
    const task = await postTask(plan.figure, { ...plan.changes, ...seedOf(seed) });
    for (const entry of plan.entries) {
      onTask?.(`${entry.label}, ${entry.edition}`);
      const iterations = plan.record.iterations[entry.label];
      const limits = { iterations, signal, onIteration: () => onWork?.(1) };
      const run = await runEntry(task, entry, plan.learningRate, limits);
      if (signal?.aborted) break;
      runs.push(several ? { ...run, seed } : run);
    }
    task.dispose();
    if (signal?.aborted) break;
  }
  return runs;
}

function seedOf(seed: number | undefined): TaskChanges {
  return seed === undefined ? {} : { seed };
}
