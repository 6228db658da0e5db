/**
 * Make a figure that shows training runs.
 *
 * @module
 */
import { useBackend } from "../../backend/backend.ts";
import { environment } from "../../race/environment.ts";
import { fairEntries, fairWork } from "../../race/fair.ts";
import { runFair, runPlan } from "./figure_run.ts";
import { makeTask, type Plan, planBeyond, type PlanChanges, planFigure } from "../../race/plan.ts";
import { type TaskFigure, taskFigures } from "../../tasks/post.ts";
import { version } from "../../backend/version.ts";
import type { RaceData } from "../../records/data.ts";
import { drawFigure, racePages } from "../../drawings/draw.ts";
import { runsOf } from "./reuse.ts";
import { figureName } from "./store.ts";
import type { Environment } from "../../records/environment.ts";
import type { Made, MakeOptions } from "./options.ts";

/** The figures that have a fair race, and a race with the optimizers beyond the post, too. */
export const racedFigures: readonly TaskFigure[] = taskFigures.filter((figure) => figure >= 9);

/** Units of work: iterations. */
export function workOfRaces(figure: TaskFigure, changes: PlanChanges): number {
  return workOfPlan(planFigure(figure, changes));
}

/** Units of work of a race with the optimizers beyond the post: iterations. */
export function workOfBeyond(figure: TaskFigure, changes: PlanChanges): number {
  return workOfPlan(planBeyond(figure, changes));
}

function workOfPlan({ entries, record }: Plan): number {
  return entries.reduce((sum, entry) => sum + record.iterations[entry.label], 0);
}

/** Units of work of a fair race: seconds. */
export function workOfFair(figure: TaskFigure, seconds: number, changes: PlanChanges): number {
  return fairWork(fairEntries(isLinear(planFigure(figure, changes))), seconds);
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
  plan: Plan,
  name: string,
  blank: Omit<RaceData, "runs">,
  options: MakeOptions,
): Promise<Made> {
  const { store, fresh, signal } = options;
  const kept = fresh ? undefined : await store.read(name);
  const known = runsOf(kept, plan, blank.environment);
  if (known.length === plan.entries.length) {
    options.onWork?.(workOfPlan(plan));
    return { name, data: kept, outcome: "kept" };
  }

  let data: RaceData | undefined;
  options.onTask?.(`${name}: data`);
  const task = await makeTask(plan);
  const onEntry = announce(name, options);
  for await (const runs of runPlan(plan, task, known, { ...options, onEntry })) {
    data = { ...blank, runs };
    await store.writeData(name, data);
  }
  task.dispose();
  return { name, data, outcome: signal?.aborted ? "unfinished" : "computed" };
}

/** Runs the fair race of a figure's task, and writes its data and its picture. It is never kept: its seconds are its point. */
export async function makeFair(
  figure: TaskFigure,
  seconds: number,
  options: MakeOptions,
): Promise<Made> {
  const { store, signal } = options;
  const name = figureName(figure, "fair");
  const plan = planFigure(figure, options.changes);
  const where = await whereItRuns(options);

  let data: RaceData | undefined;
  options.onTask?.(`${name}: data`);
  const task = await makeTask(plan);
  const onEntry = announce(name, options);
  const entries = fairEntries(isLinear(plan));
  for await (const raced of runFair(plan, task, entries, seconds, { ...options, onEntry })) {
    const { title, task, ...rest } = dataOf(plan, where);
    data = { ...rest, title: `${title}: a fair race`, task: { ...task, iterations: {} }, ...raced };
    await store.writeData(name, data);
  }
  task.dispose();
  if (data) await store.writePicture(name, drawFigure(data));
  return { name, data, outcome: signal?.aborted ? "unfinished" : "computed" };
}

function dataOf({ figure, record }: Plan, where: Environment): Omit<RaceData, "runs"> {
  const { title } = racePages[figure];
  return { kind: "figure", figure, title, project: version, environment: where, task: record };
}

function isLinear({ record }: Plan): boolean {
  return record.hiddenUnits === 0;
}

function announce(figure: string, { onTask }: MakeOptions) {
  return (entry: { label: string; edition: string }) =>
    onTask?.(`${figure}: ${entry.label}, ${entry.edition}`);
}

async function whereItRuns({ backend, onBackend }: MakeOptions): Promise<Environment> {
  const choice = await useBackend(backend);
  onBackend?.(choice.reason);
  return await environment(choice);
}
