/**
 * A comparison's trials as tables: who reached what at which cost, how often, and how it hangs on the learning rate.
 *
 * @module
 */
import type { CostToTarget } from "./target.ts";
import { performanceProfiles, type ProfilePoint } from "./profile.ts";
import type { Rate, Trial } from "../records/trial.ts";
import { costsOf, problemOf, type Spread, spreadOf } from "./trial.ts";

/** An optimizer on a workload, over the seeds. */
export interface Score {
  workload: string;
  label: string;
  rate: Rate;
  /** The learning rate, if there is one. */
  learningRate?: number;
  seconds: Spread;
  gradients: Spread;
  forwardPasses: Spread;
  missed: number;
  trials: number;
}

/** Which of the two settings a table or a profile is about. */
export type Setting = "default" | "best";

/** One score per optimizer, workload and setting. An optimizer without a learning rate has the same in both. */
export function scores(trials: readonly Trial[], setting: Setting): Score[] {
  const costs = costsOf(trials);
  const groups = Map.groupBy(
    inSetting(trials, setting),
    ({ workload, run }) => `${workload} ${run.label}`,
  );
  return [...groups.values()].map((group) => {
    const [{ workload, rate, learningRate, run }] = group;
    const spent = group.map(costs);
    const spread = (key: keyof CostToTarget) => spreadOf(spent.map((cost) => cost[key]));
    return {
      workload,
      label: run.label,
      rate,
      learningRate,
      seconds: spread("seconds"),
      gradients: spread("gradients"),
      forwardPasses: spread("forwardPasses"),
      missed: spent.filter((cost) => cost.seconds === Infinity).length,
      trials: group.length,
    };
  });
}

/** Profiles over every workload and seed at which all optimizers ran. */
export function profiles(
  trials: readonly Trial[],
  setting: Setting,
  cost: "seconds" | "gradients",
): Map<string, ProfilePoint[]> {
  const costs = costsOf(trials);
  const chosen = inSetting(trials, setting);
  const labels = [...new Set(chosen.map(({ run }) => run.label))];
  // Where an interrupted comparison has not come, nobody has failed.
  const problems = [...Map.groupBy(chosen, problemOf).values()].filter((problem) =>
    labels.every((label) => problem.some(({ run }) => run.label === label))
  );
  const lists = labels.map((label): [string, number[]] => [
    label,
    problems.map((problem) => {
      const trial = problem.find(({ run }) => run.label === label);
      return trial ? costs(trial)[cost] : Infinity;
    }),
  ]);
  return performanceProfiles(new Map(lists));
}

/** How an optimizer's cost on a workload depends on the learning rate. */
export interface Sensitivity {
  workload: string;
  label: string;
  learningRate: number;
  /** Infinity if the target was missed. */
  seconds: number;
}

/** The grid's runs, by workload, optimizer and rate. */
export function sensitivities(trials: readonly Trial[]): Sensitivity[] {
  const costs = costsOf(trials);
  return trials.filter(({ rate }) => rate === "grid").map((trial) => ({
    workload: trial.workload,
    label: trial.run.label,
    learningRate: trial.learningRate!,
    seconds: costs(trial).seconds,
  }));
}

function inSetting(trials: readonly Trial[], setting: Setting): Trial[] {
  return trials.filter(({ rate, learningRate }) =>
    rate === setting || (rate === "default" && learningRate === undefined)
  );
}
