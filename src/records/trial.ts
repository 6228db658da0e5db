import type { Run } from "./run.ts";

/** Whose learning rate a run had: the workload's own, one of the grid that was tried, or the best of those. */
export type Rate = "default" | "grid" | "best";

/** A run on a workload, from a seed. */
export interface Trial {
  /** The workload's name. */
  workload: string;
  /** None if the workload has its own. */
  seed?: number;
  rate: Rate;
  /** None if the optimizer has none. */
  learningRate?: number;
  run: Run;
}

/** A trial's run as a race's data hold it: with the learning rate if it was chosen, and with the seed if there are several. */
export function runOfTrial({ run, rate, learningRate, seed }: Trial, severalSeeds = false): Run {
  return {
    ...run,
    ...(rate === "best" && { learningRate }),
    ...(severalSeeds && { seed }),
  };
}
