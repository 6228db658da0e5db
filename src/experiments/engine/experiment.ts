/**
 * An experiment as data: who runs, on what, from which seeds, at which learning rates, for how long.
 *
 * @module
 */
import type { Entry } from "../../race/contestant.ts";
import type { Workload } from "../../tasks/workload.ts";

/** Every entry on every workload from every seed. */
export interface Experiment {
  workloads: readonly Workload[];
  /** Undefined stands for a workload's own. */
  seeds: readonly (number | undefined)[];
  entries: readonly Entry[];
  rates: Rates;
  limit: Limit;
}

/** Which learning rates are tried. */
export interface Rates {
  /** Whether an entry tries the grid on the first seed, and runs at its best on the others. */
  tunes(entry: Entry): boolean;
  /** The learning rates that are tried. */
  grid: readonly number[];
  /**
   * The best rate is that of the run that ends lowest, of the one that is the soonest at its problem's target, or of the one whose
   * rows held out came lowest.
   */
  best: "lowest" | "soonest" | "validation";
  /** Whether entries that try the grid run at the workload's own rate as well. */
  alsoOwn: boolean;
}

/** When a run ends: after these iterations, or when the seconds or the forward passes are over. */
export interface Limit {
  iterations(entry: Entry): number;
  seconds?: number;
  /** Forward passes; a gradient counts as three. */
  passes?: number;
}

/** The learning rates that experiments try. */
export const learningRateGrid: readonly number[] = [
  ...[1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 1],
];

/** Every entry at the workload's own learning rate. */
export const ownRate: Rates = { tunes: () => false, grid: [], best: "lowest", alsoOwn: true };

/** The best rate of the grid for those whom the learning rate alone decides; the others have the workload's. */
export const fairRates: Rates = {
  tunes: (entry) => entry.tunable,
  grid: learningRateGrid,
  best: "lowest",
  alsoOwn: false,
};

/** The workload's rate and the best of the grid, for all that have a learning rate. */
export const bothRates: Rates = {
  tunes: (entry) => entry.usesRate,
  grid: learningRateGrid,
  best: "soonest",
  alsoOwn: true,
};

/** Units of work of one run: seconds if those are limited, else iterations. */
export function unitsOf({ iterations, seconds }: Limit, entry: Entry): number {
  return seconds ?? iterations(entry);
}

/** Units of work of the whole, at most. */
export function workOf(experiment: Experiment): number {
  const { workloads, seeds, entries, rates, limit } = experiment;
  const runs = (entry: Entry) =>
    rates.tunes(entry)
      ? rates.grid.length + seeds.length - 1 + (rates.alsoOwn ? seeds.length : 0)
      : seeds.length;
  const work = entries.reduce((sum, entry) => sum + runs(entry) * unitsOf(limit, entry), 0);
  return workloads.length * work;
}
