/**
 * One run of a comparison, and what it cost to come near the best loss that anyone found.
 *
 * @module
 */
import { quantile } from "../deps/statistics.ts";
import type { Run } from "../records/run.ts";
import { type CostToTarget, costToTarget } from "./target.ts";

/** Whose learning rate a run had: the figure's own, the best of the grid, or one of the grid that was tried. */
export type Rate = "default" | "best" | "grid";

/** A run on the task of a figure, from a seed. */
export interface Trial {
  figure: number;
  seed: number;
  rate: Rate;
  run: Run;
}

/** A loss counts as reached when so much of the way from the start to the best loss found is left. */
export const remaining = 1e-3;

/**
 * The loss to reach, for runs that start alike: all of the way down but {@linkcode remaining}. Source: Moré and Wild,
 * "Benchmarking derivative-free optimization algorithms" (2009), equation 2.2.
 */
export function targetOf(runs: readonly Run[]): number {
  const start = Math.max(...runs.map((run) => run.loss[0] ?? -Infinity));
  const best = Math.min(...runs.map(lowestLoss));
  return best + remaining * (start - best);
}

/** The lowest loss on a run's way. */
export function lowestLoss(run: Run): number {
  return run.loss.reduce((lowest, loss) => Math.min(lowest, loss), Infinity);
}

/** What a trial had spent when it reached its problem's target; Infinity where it did not. */
export type Costs = (trial: Trial) => CostToTarget;

/** The costs of trials, each held to the target of its own figure and seed. */
export function costsOf(trials: readonly Trial[]): Costs {
  const problem = ({ figure, seed }: Trial) => `${figure} ${seed}`;
  const targets = new Map(
    [...Map.groupBy(trials, problem)].map((
      [key, group],
    ) => [key, targetOf(group.map(({ run }) => run))]),
  );
  return (trial) => costToTarget(trial.run, targets.get(problem(trial)) ?? -Infinity);
}

/** What stands for an optimizer: "LBFGS", "SGD, rate 0.01". */
export function solverName({ rate, run }: Trial): string {
  return rate === "best" ? `${run.label}, best rate` : run.label;
}

/** Median and quartiles. */
export interface Spread {
  low: number;
  middle: number;
  high: number;
}

/** The spread of values, of which some may be infinite. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((p) => quantile(sorted, p));
  return { low, middle, high };
}
