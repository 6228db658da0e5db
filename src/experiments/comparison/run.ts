/**
 * Run a comparison: every optimizer on every task from every seed, at the task's learning rate and at the best of a grid.
 *
 * @module
 */
import type { RaceOptions } from "../../race/race.ts";
import { postLearningRate, postTask, type TaskFigure } from "../../tasks/post.ts";
import type { Task } from "../../tasks/task.ts";
import { type ComparisonPlan, entriesOn, grid } from "./plan.ts";
import { costsOf, lowestLoss, type Rate, type Trial } from "../../scores/trial.ts";
import { runEntry } from "../../race/run_entry.ts";
import type { Entry } from "../../race/contestant.ts";

/** More iterations than this teach nothing, and fill the memory. */
const mostIterations = 20_000;

/** Who listens while a comparison runs. */
export interface ComparisonOptions {
  /** Ends the work; whole runs are kept. */
  signal?: AbortSignal;
  onTask?: (task: string) => void;
  /** Called with the seconds that a run was given. */
  onWork?: (seconds: number) => void;
}

/** Runs a plan, and yields the trials of one figure and seed after the other. */
export async function* runComparison(
  plan: ComparisonPlan,
  options: ComparisonOptions = {},
): AsyncGenerator<Trial[]> {
  for (const figure of plan.figures) {
    let best = new Map<string, number>();
    for (const [index, seed] of plan.seeds.entries()) {
      options.onTask?.(`figure ${figure}, seed ${seed}: data`);
      const task = await postTask(figure, { ...(plan.rows && { rows: plan.rows }), seed });
      const trials = await runSeed(
        { plan, options, figure, seed, task },
        index === 0 ? "grid" : best,
      );
      task.dispose();
      if (options.signal?.aborted) return;
      if (index === 0) {
        best = bestRates(trials);
        markBest(trials, best);
      }
      yield trials;
    }
  }
}

interface Scene {
  plan: ComparisonPlan;
  options: ComparisonOptions;
  figure: TaskFigure;
  seed: number;
  task: Task;
}

/** Runs each entry at the figure's rate, and at the whole grid's or at the best one known. */
async function runSeed(scene: Scene, rates: "grid" | Map<string, number>): Promise<Trial[]> {
  const { figure, seed, plan } = scene;
  const own = postLearningRate(figure);
  const trials: Trial[] = [];
  for (const entry of entriesOn(plan)) {
    const run = async (learningRate: number, rate: Rate) => {
      const found = await runOnce(scene, entry, learningRate);
      if (found) trials.push({ figure, seed, rate, run: found });
    };
    await run(own, "default");
    if (!entry.usesRate) continue;
    if (rates === "grid") {
      for (const learningRate of grid) await run(learningRate, "grid");
    } else {
      await run(rates.get(entry.label) ?? own, "best");
    }
  }
  return trials;
}

async function runOnce(scene: Scene, entry: Entry, learningRate: number) {
  const { plan: { seconds }, options: { signal, onTask, onWork }, figure, seed, task } = scene;
  if (signal?.aborted) return undefined;
  onTask?.(`figure ${figure}, seed ${seed}: ${entry.label}`);
  const limits: RaceOptions = { iterations: mostIterations, seconds, signal };
  const run = await runEntry(task, entry, learningRate, limits);
  if (signal?.aborted) return undefined;
  onWork?.(seconds);
  return { ...run, seed, ...(entry.usesRate && { learningRate }) };
}

/** By label, the rate that reached the target soonest, or, where none did, that ended lowest. */
function bestRates(trials: Trial[]): Map<string, number> {
  const costs = costsOf(trials);
  const rated = trials.filter(({ run }) => run.learningRate !== undefined);
  const lowest = ({ run }: Trial) => run.diverged ? Infinity : lowestLoss(run);
  return new Map(
    [...Map.groupBy(rated, ({ run }) => run.label)].map(([label, group]) => {
      const [first] = group.toSorted((a, b) =>
        compare(costs(a).seconds, costs(b).seconds) || compare(lowest(a), lowest(b))
      );
      return [label, first.run.learningRate!];
    }),
  );
}

/** The first seed's best runs are among those of its grid: they count as the best rate's too. */
function markBest(trials: Trial[], best: Map<string, number>): void {
  for (const [label, rate] of best) {
    const found = trials.find(({ run }) => run.label === label && run.learningRate === rate)!;
    trials.push({ ...found, rate: "best" });
  }
}

/** Infinity minus infinity is no number. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
