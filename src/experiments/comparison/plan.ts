/**
 * What a comparison runs: which optimizers, on which tasks, from which seeds, for how long.
 *
 * @module
 */
import { entriesNamed } from "../../race/contestants.ts";
import type { TaskFigure } from "../../tasks/post.ts";
import { postWorkload } from "../../tasks/workload.ts";
import { bothRates, type Experiment } from "../engine/experiment.ts";

/** More iterations than this teach nothing, and fill the memory. */
const mostIterations = 20_000;

/** A comparison, before it is run. */
export interface ComparisonPlan {
  figures: readonly TaskFigure[];
  optimizers: readonly string[];
  seeds: readonly number[];
  /** Each run's budget. */
  seconds: number;
  /** Of each task's data; by default the post's. */
  rows?: number;
}

/**
 * A comparison as an experiment.
 *
 * @throws {RangeError} If an optimizer is unknown.
 */
export function comparisonExperiment(plan: ComparisonPlan): Experiment {
  const { figures, optimizers, seeds, seconds, rows } = plan;
  return {
    workloads: figures.map((figure) => postWorkload(figure, rows === undefined ? {} : { rows })),
    seeds,
    entries: optimizers.flatMap(entriesNamed),
    rates: bothRates,
    limit: { iterations: () => mostIterations, seconds },
  };
}
