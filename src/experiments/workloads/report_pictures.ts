/**
 * The workloads' pictures: profiles, and rows held out against what they cost.
 *
 * @module
 */
import { drawLearningCurves } from "../../drawings/learning_curves.ts";
import { drawProfiles } from "../../drawings/profile_figure.ts";
import { performanceProfiles } from "../../scores/profile.ts";
import type { LearningWorkload } from "./catalog.ts";
import { isMoreDescent, type Track } from "./contestants.ts";
import { costOf, costsOn, scoresOn, type Targets } from "./scores.ts";
import type { WorkloadTrial } from "./trials.ts";

/** What the tracks are called. */
export const trackTitles: Record<Track, string> = {
  self: "Self-tuning: one fixed setting for all workloads",
  tuned: "Tuned: the best learning rate of a grid on each workload",
};

/** No picture can tell more lines apart. */
const mostLines = 9;

/** Profiles of each track, of all rows at a time and of mini-batches. */
export function profilePicture(
  trials: WorkloadTrial[],
  workloads: readonly LearningWorkload[],
  targets: Targets,
  profiled: readonly Track[],
): string {
  const kinds = [
    ["all rows at a time", (w: LearningWorkload) => w.batch === undefined],
    ["mini-batches", (w: LearningWorkload) => w.batch !== undefined],
  ] as const;
  const panels = profiled.flatMap((track) =>
    kinds.flatMap(([title, is]) => {
      const names = new Set(workloads.filter(is).map(({ name }) => name));
      const own = trials.filter(({ workload }) => names.has(workload));
      const found = costsOn(own, track, targets, "passes");
      if (found.problems.length === 0) return [];
      const best = scoresOn(found, 1).slice(0, mostLines).map(({ optimizer }) => optimizer);
      const profiles = performanceProfiles(found.costs);
      return [{
        title: `${
          trackTitles[track].split(":")[0]
        }, ${title}: the ${best.length} with the highest scores`,
        cost: "forward passes",
        profiles: new Map(best.map((name) => [name, profiles.get(name)!])),
      }];
    })
  );
  return drawProfiles(
    "How often each optimizer is within a factor of the best, on real data",
    "Performance profiles (Dolan and Moré) of the forward passes to a target on rows held out. A curve's height at the left edge is how often the optimizer was the best, at the right edge how often it came to the target at all.",
    panels,
  ) + "\n";
}

/** A panel a workload. */
export function curvePicture(
  trials: WorkloadTrial[],
  workloads: readonly LearningWorkload[],
  targets: Targets,
): string {
  const panels = workloads.map(({ name, about, metric }) => {
    const target = targets[name];
    const first = trials.filter((trial) =>
      trial.workload === name && trial.seed === Math.min(...trials.map(({ seed }) => seed))
    );
    const lowest = ({ way }: WorkloadTrial) => Math.min(Infinity, ...way.map(([, , m]) => m));
    const cost = (trial: WorkloadTrial) =>
      target === undefined ? Infinity : costOf(trial, target, "passes");
    const sorted = first.toSorted((a, b) =>
      cost(a) === cost(b) ? lowest(a) - lowest(b) : cost(a) < cost(b) ? -1 : 1
    );
    const ofKind = (isOurs: boolean) =>
      sorted.filter(({ optimizer }) => isMoreDescent(optimizer) === isOurs).slice(0, 3);
    return {
      title: `${name}: ${about}`,
      metric,
      target,
      curves: [...ofKind(true), ...ofKind(false)].map(({ optimizer, track, way }) => ({
        label: `${optimizer}${track === "tuned" ? ", tuned" : ""}`,
        points: way.map(([passes, , value]) => ({ passes, metric: value })),
      })),
    };
  });
  return drawLearningCurves(
    "Rows held out, against what it cost",
    "Of each workload the three soonest optimizers that take more out of a gradient, and the three soonest first-order ones, from the first seed. The dashed line is the target.",
    panels,
  ) + "\n";
}
