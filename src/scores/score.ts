/**
 * A comparison's trials as tables: who reached what at which cost, how often, and how it hangs on the learning rate.
 *
 * @module
 */
import type { CostToTarget } from "./target.ts";
import { performanceProfiles, type ProfilePoint } from "./profile.ts";
import { costsOf, type Rate, type Spread, spreadOf, type Trial } from "./trial.ts";

/** An optimizer on a figure's task, over the seeds. */
export interface Score {
  figure: number;
  label: string;
  rate: Rate;
  /** The learning rate, where there is one. */
  learningRate?: number;
  seconds: Spread;
  gradients: Spread;
  forwardPasses: Spread;
  missed: number;
  trials: number;
}

/** Which of the two settings a table or a profile is about. */
export type Setting = "default" | "best";

/** A score an optimizer, a figure and a setting. An optimizer without a learning rate has the same in both. */
export function scores(trials: readonly Trial[], setting: Setting): Score[] {
  const costs = costsOf(trials);
  const groups = Map.groupBy(
    inSetting(trials, setting),
    ({ figure, run }) => `${figure} ${run.label}`,
  );
  return [...groups.values()].map((group) => {
    const [{ figure, rate, run }] = group;
    const spent = group.map(costs);
    const spread = (key: keyof CostToTarget) => spreadOf(spent.map((cost) => cost[key]));
    return {
      figure,
      label: run.label,
      rate,
      learningRate: run.learningRate,
      seconds: spread("seconds"),
      gradients: spread("gradients"),
      forwardPasses: spread("forwardPasses"),
      missed: spent.filter((cost) => cost.seconds === Infinity).length,
      trials: group.length,
    };
  });
}

/** Profiles over every figure and seed at which all optimizers ran. */
export function profiles(
  trials: readonly Trial[],
  setting: Setting,
  cost: "seconds" | "gradients",
): Map<string, ProfilePoint[]> {
  const costs = costsOf(trials);
  const chosen = inSetting(trials, setting);
  const problems = [...Map.groupBy(chosen, ({ figure, seed }) => `${figure} ${seed}`).values()];
  const labels = [...new Set(chosen.map(({ run }) => run.label))];
  const lists = labels.map((label): [string, number[]] => [
    label,
    problems.map((problem) => {
      const trial = problem.find(({ run }) => run.label === label);
      return trial ? costs(trial)[cost] : Infinity;
    }),
  ]);
  return performanceProfiles(new Map(lists));
}

/** How an optimizer's cost on a figure hangs on the learning rate. */
export interface Sensitivity {
  figure: number;
  label: string;
  learningRate: number;
  /** Infinity where the target was missed. */
  seconds: number;
}

/** The grid's runs, by figure, optimizer and rate. */
export function sensitivities(trials: readonly Trial[]): Sensitivity[] {
  const costs = costsOf(trials);
  return trials.filter(({ rate }) => rate === "grid").map((trial) => ({
    figure: trial.figure,
    label: trial.run.label,
    learningRate: trial.run.learningRate!,
    seconds: costs(trial).seconds,
  }));
}

function inSetting(trials: readonly Trial[], setting: Setting): Trial[] {
  return trials.filter(({ rate, run }) =>
    rate === setting || (rate === "default" && run.learningRate === undefined)
  );
}
