/**
 * A race of your own: the optimizers that were named, on a task of the post's kind, over several seeds.
 *
 * @module
 */
import { entriesNamed } from "../../race/contestants.ts";
import type { TaskRecord } from "../../records/task.ts";
import { describePost, type TaskChanges, type TaskFigure } from "../../tasks/post.ts";
import { postWorkload } from "../../tasks/workload.ts";
import { type Experiment, ownRate } from "../engine/experiment.ts";
import { recordOfSeeds } from "../record_of_seeds.ts";

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
  title: string;
  record: TaskRecord;
  experiment: Experiment;
}

/**
 * Plans a race.
 *
 * @throws {RangeError} If an optimizer is unknown, or a size is no positive whole number.
 */
export function planRace(request: RaceRequest): RacePlan {
  const { optimizers, iterations, changes, seeds = [] } = request;
  const figure = request.figure as TaskFigure;
  const workload = postWorkload(figure, changes);
  const learningRate = request.learningRate ?? workload.learningRate;
  const entries = optimizers.flatMap(entriesNamed);
  const counts = entries.map((entry) => iterations ?? entry.iterations);
  const [seed] = seeds;
  const description = describePost(figure, { ...changes, ...(seed !== undefined && { seed }) });
  const record = recordOfSeeds(description, { entries, counts, seeds, learningRate });
  return {
    title: `A race on the task of figure ${figure}${
      seeds.length > 1 ? `: median and quartiles over ${seeds.length} seeds` : ""
    }`,
    record,
    experiment: {
      workloads: [{ ...workload, learningRate }],
      seeds: seeds.length > 0 ? seeds : [undefined],
      entries,
      rates: ownRate,
      limit: { iterations: ({ label }) => record.iterations[label] },
    },
  };
}
