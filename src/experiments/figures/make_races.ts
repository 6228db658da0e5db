/**
 * Make a figure that shows training runs.
 *
 * @module
 */
import { useBackend } from "../../backend/backend.ts";
import { environment } from "../../race/environment.ts";
import { experimentOf, type FigurePlan, planBeyond, type PlanChanges, planFigure } from "./plan.ts";
import { workOf } from "../engine/experiment.ts";
import { type Planned, run } from "../engine/run.ts";
import { runOfTrial } from "../../records/trial.ts";
import type { TaskFigure } from "../../tasks/post.ts";
import { version } from "../../backend/version.ts";
import type { RaceData } from "../../records/data.ts";
import { drawFigure, racePages } from "../../drawings/draw.ts";
import { isRunOf, runsOf } from "./reuse.ts";
import { figureName } from "./store.ts";
import type { Environment } from "../../records/environment.ts";
import type { Made, MakeOptions } from "./options.ts";

/** Units of work of a figure's race: iterations. */
export function workOfRaces(figure: TaskFigure, changes: PlanChanges): number {
  return workOf(experimentOf(planFigure(figure, changes)));
}

/** Units of work of a race with the optimizers beyond the post: iterations. */
export function workOfBeyond(figure: TaskFigure, changes: PlanChanges): number {
  return workOf(experimentOf(planBeyond(figure, changes)));
}

/** Runs a figure's races; its data is written after each run that is finished. */
export async function makeRaces(figure: TaskFigure, options: MakeOptions): Promise<Made> {
  const plan = planFigure(figure, options.changes);
  const where = await whereItRuns(options);
  return await runAndWrite(plan, figureName(figure), dataOf(plan, where), options);
}

/** Runs the optimizers beyond the post on a figure's task beside the best of the post's, and writes data and picture. */
export async function makeBeyond(figure: TaskFigure, options: MakeOptions): Promise<Made> {
  const { store } = options;
  const plan = planBeyond(figure, options.changes);
  const { title, ...rest } = dataOf(plan, await whereItRuns(options));
  const blank = { ...rest, title: `${title}: beyond the post`, beyond: true };
  const made = await runAndWrite(plan, figureName(figure, "beyond"), blank, options);
  if (made.data) await store.writePicture(made.name, drawFigure(made.data));
  return made;
}

/** Runs what is not known yet of a plan; the data without its runs is given. */
async function runAndWrite(
  plan: FigurePlan,
  name: string,
  blank: Omit<RaceData, "runs">,
  options: MakeOptions,
): Promise<Made> {
  const { store, fresh, signal } = options;
  const experiment = experimentOf(plan);
  const kept = fresh ? undefined : await store.read(name);
  const recorded = runsOf(kept, plan, blank.environment);
  if (recorded.length === plan.entries.length) {
    options.onWork?.(workOf(experiment));
    return { name, data: kept, outcome: "kept" };
  }
  const known = ({ entry }: Planned) =>
    recorded.find((run) => isRunOf(run, entry, experiment.limit.iterations(entry)));
  let data: RaceData | undefined;
  for await (const trial of run(experiment, { ...options, known })) {
    data = { ...blank, runs: [...data?.runs ?? [], runOfTrial(trial)] };
    await store.writeData(name, data);
  }
  return { name, data, outcome: signal?.aborted ? "unfinished" : "computed" };
}

/** A plan's data, before anything has run. */
export function dataOf({ figure, record }: FigurePlan, where: Environment): Omit<RaceData, "runs"> {
  const { title } = racePages[figure];
  return { kind: "figure", figure, title, project: version, environment: where, task: record };
}

/** Starts the backend, and describes it. */
export async function whereItRuns({ backend, onBackend }: MakeOptions): Promise<Environment> {
  const choice = await useBackend(backend);
  onBackend?.(choice.reason);
  return await environment(choice);
}
