/**
 * What the workloads' runs say: costs to a target on rows held out, profiles, the integral score and its interval.
 *
 * @module
 */
import { median, quantile } from "../../deps/statistics.ts";
import { MersenneTwister } from "../../random/mersenne_twister.ts";
import { performanceProfiles, type ProfilePoint } from "../../scores/profile.ts";
import { baselines, type Track } from "./contestants.ts";
import type { WorkloadTrial } from "./trials.ts";

/** The metric to reach, by workload. */
export type Targets = Record<string, number>;

/** What a cost is counted in: forward passes over all rows, or seconds. */
export type CostKind = "passes" | "seconds";

/** The share of the budget after which the baselines' metric is the target. */
const share = 0.75;

/**
 * Targets: of each workload the metric that the best of the tuned baselines has come to after three quarters of its budget, in the
 * median of its seeds.
 */
export function targetsOf(
  trials: readonly WorkloadTrial[],
  budgets: Readonly<Record<string, number>>,
): Targets {
  const tuned = trials.filter(({ track, optimizer }) =>
    track === "tuned" && baselines.includes(optimizer)
  );
  const byWorkload = Map.groupBy(tuned, ({ workload }) => workload);
  return Object.fromEntries([...byWorkload].map(([workload, group]) => {
    const reached = [...Map.groupBy(group, ({ optimizer }) => optimizer).values()].map((runs) =>
      median(runs.map(({ way }) => bestBy(way, share * budgets[workload])))
    );
    return [workload, Math.min(...reached)];
  }));
}

function bestBy(way: WorkloadTrial["way"], passes: number): number {
  return Math.min(Infinity, ...way.filter(([spent]) => spent <= passes).map(([, , m]) => m));
}

/** What a trial had spent when its metric was first at the target or below; Infinity if it never was. */
export function costOf({ way }: WorkloadTrial, target: number, kind: CostKind): number {
  const found = way.find(([, , metric]) => metric <= target);
  return found ? Math.max(found[kind === "passes" ? 0 : 1], Number.MIN_VALUE) : Infinity;
}

/** A workload from a seed. */
function problemOf({ workload, seed }: WorkloadTrial): string {
  return `${workload} ${seed}`;
}

/** Costs by optimizer, a list of the same problems each: those at which all of them ran. */
export function costsOn(
  trials: readonly WorkloadTrial[],
  track: Track,
  targets: Targets,
  kind: CostKind,
): { problems: string[]; costs: Map<string, number[]> } {
  const there = trials.filter((trial) => trial.track === track && trial.workload in targets);
  const names = [...new Set(there.map(({ optimizer }) => optimizer))];
  const groups = [...Map.groupBy(there, problemOf)].filter(([, group]) =>
    names.every((name) => group.some(({ optimizer }) => optimizer === name))
  );
  const costs = new Map(names.map((name) => [
    name,
    groups.map(([, group]) => {
      const trial = group.find(({ optimizer }) => optimizer === name)!;
      return costOf(trial, targets[trial.workload], kind);
    }),
  ]));
  return { problems: groups.map(([problem]) => problem), costs };
}

/** Profiles that go as far as this factor of the best make the score. */
const farthest = 4;

/** The integral of a profile from 1 to 4, over 3. Source: Dahl and others (2023), Benchmarking neural network training algorithms. */
export function integralScore(profile: readonly ProfilePoint[]): number {
  let [area, from, height] = [0, 1, 0];
  for (const { factor, share } of profile) {
    const to = Math.min(factor, farthest);
    area += height * (to - from);
    [from, height] = [to, share];
    if (to === farthest) break;
  }
  return (area + height * (farthest - from)) / (farthest - 1);
}

/** A score with the interval that nine of ten samples of the workloads and seeds lie in. */
export interface ScoreInterval {
  optimizer: string;
  score: number;
  low: number;
  high: number;
}

/** Scores of the integral, best first. */
export function scoresOn(
  { problems, costs }: ReturnType<typeof costsOn>,
  samples = 1000,
): ScoreInterval[] {
  const scoreOf = (places: readonly number[]) => {
    const lists = new Map([...costs].map(([name, list]) => [name, places.map((i) => list[i])]));
    return new Map([...performanceProfiles(lists)].map(([name, p]) => [name, integralScore(p)]));
  };
  const all = problems.map((_, i) => i);
  const whole = scoreOf(all);
  const generator = new MersenneTwister(0);
  const workloads = [...Map.groupBy(all, (i) => problems[i].split(" ")[0]).values()];
  const drawn = Array.from({ length: samples }, () =>
    scoreOf(workloads.flatMap(() => {
      const group = workloads[generator.next() % workloads.length];
      return group.map(() => group[generator.next() % group.length]);
    })));
  return [...whole].map(([optimizer, score]) => {
    const sorted = drawn.map((each) => each.get(optimizer)!).sort((a, b) => a - b);
    return { optimizer, score, low: quantile(sorted, 0.05), high: quantile(sorted, 0.95) };
  }).sort((a, b) => b.score - a.score);
}

/** Kendall's tau of two rankings: 1 if they are the same, -1 if one is the other upside down. Pairs that tie in one count 0. */
export function kendallTau(one: readonly number[], other: readonly number[]): number {
  let [sum, pairs] = [0, 0];
  for (let i = 0; i < one.length; i++) {
    for (let j = 0; j < i; j++) {
      sum += Math.sign(one[i] - one[j]) * Math.sign(other[i] - other[j]);
      pairs++;
    }
  }
  return pairs === 0 ? NaN : sum / pairs;
}

/** How stable a ranking is: tau between the scores of every second seed and of the others. */
export function stability(
  trials: readonly WorkloadTrial[],
  track: Track,
  targets: Targets,
): number | undefined {
  const seeds = [...new Set(trials.map(({ seed }) => seed))].sort((a, b) => a - b);
  if (seeds.length < 2) return undefined;
  const half = (rest: number) => {
    const own = trials.filter(({ seed }) => seeds.indexOf(seed) % 2 === rest);
    return new Map(
      scoresOn(costsOn(own, track, targets, "passes"), 1).map((s) => [s.optimizer, s.score]),
    );
  };
  const [one, other] = [half(0), half(1)];
  const names = [...one.keys()].filter((name) => other.has(name));
  return kendallTau(names.map((name) => one.get(name)!), names.map((name) => other.get(name)!));
}
