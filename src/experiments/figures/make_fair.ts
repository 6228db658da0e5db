/**
 * The fair race of a figure's task: the same seconds for all, and the best learning rate of a stated grid for those whom it decides.
 *
 * @module
 */
import { drawFigure } from "../../drawings/draw.ts";
import type { RaceData } from "../../records/data.ts";
import { runOfTrial } from "../../records/trial.ts";
import type { TaskFigure } from "../../tasks/post.ts";
import { type Experiment, fairRates, workOf } from "../engine/experiment.ts";
import { run } from "../engine/run.ts";
import { fairEntries } from "../fair_entries.ts";
import { dataOf, whereItRuns } from "./make_races.ts";
import type { Made, MakeOptions } from "./options.ts";
import { experimentOf, type FigurePlan, type PlanChanges, planFigure } from "./plan.ts";
import { figureName } from "./store.ts";

/** Units of work of a fair race: seconds. */
export function workOfFair(figure: TaskFigure, seconds: number, changes: PlanChanges): number {
  return workOf(fairExperiment(planFigure(figure, changes), seconds));
}

/** Runs it, and writes its data and its picture. It is never kept: its seconds are its point. */
export async function makeFair(
  figure: TaskFigure,
  seconds: number,
  options: MakeOptions,
): Promise<Made> {
  const { store, signal } = options;
  const name = figureName(figure, "fair");
  const plan = planFigure(figure, options.changes);
  const { title, task, ...rest } = dataOf(plan, await whereItRuns(options));
  const blank = { ...rest, title: `${title}: a fair race`, task: { ...task, iterations: {} } };
  const chosen: Record<string, number> = {};
  let data: RaceData | undefined;
  for await (const trial of run(fairExperiment(plan, seconds), options)) {
    if (trial.rate === "grid") continue;
    if (trial.rate === "best") chosen[trial.run.label] = trial.learningRate!;
    const fair = { seconds, grid: [...fairRates.grid], chosen: { ...chosen } };
    data = { ...blank, runs: [...data?.runs ?? [], runOfTrial(trial)], fair };
    await store.writeData(name, data);
  }
  if (data) await store.writePicture(name, drawFigure(data));
  return { name, data, outcome: signal?.aborted ? "unfinished" : "computed" };
}

function fairExperiment(plan: FigurePlan, seconds: number): Experiment {
  return {
    ...experimentOf(plan),
    entries: fairEntries(plan.record.hiddenUnits === 0),
    rates: fairRates,
    limit: { iterations: () => Infinity, seconds },
  };
}
