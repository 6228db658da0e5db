/**
 * Make a figure that shows training runs.
 *
 * @module
 */
import { useBackend } from "../backend.ts";
import { type Environment, environment } from "../environment.ts";
import { fairEntries, fairWork } from "../race/fair.ts";
import { runFair, runPlan } from "../race/figure_run.ts";
import { makeTask, type Plan, type PlanChanges, planFigure } from "../race/plan.ts";
import { type TaskFigure, taskFigures } from "../tasks/post.ts";
import { version } from "../version.ts";
import type { RaceData } from "./data.ts";
import { drawFigure, racePages } from "./draw.ts";
import type { Made, MakeOptions } from "./make.ts";
import { runsOf } from "./reuse.ts";
import { figureName } from "./store.ts";

/** The figures that have a fair race too. */
export const fairFigures: readonly TaskFigure[] = taskFigures.filter((figure) => figure >= 9);

/** Units of work: iterations. */
export function workOfRaces(figure: TaskFigure, changes: PlanChanges): number {
  const { entries, record } = planFigure(figure, changes);
  return entries.reduce((sum, entry) => sum + record.iterations[entry.label], 0);
}

/** Units of work of a fair race: seconds. */
export function workOfFair(figure: TaskFigure, seconds: number, changes: PlanChanges): number {
  return fairWork(fairEntries(isLinear(planFigure(figure, changes))), seconds);
}

/** Runs a figure's races; its data is written after each run that is finished. */
export async function makeRaces(figure: TaskFigure, options: MakeOptions): Promise<Made> {
  const { store, fresh, signal } = options;
  const name = figureName(figure);
  const plan = planFigure(figure, options.changes);
  const where = await whereItRuns(options);
  const kept = fresh ? undefined : await store.read(name);
  const known = runsOf(kept, plan, where);
  if (known.length === plan.entries.length) {
    options.onWork?.(workOfRaces(figure, options.changes));
    return { name, data: kept, outcome: "kept" };
  }

  let data: RaceData | undefined;
  options.onTask?.(`figure ${figure}: data`);
  const task = await makeTask(plan);
  const onEntry = announce(`figure ${figure}`, options);
  for await (const runs of runPlan(plan, task, known, { ...options, onEntry })) {
    data = { ...dataOf(plan, where), runs };
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
  const name = figureName(figure, true);
  const plan = planFigure(figure, options.changes);
  const where = await whereItRuns(options);

  let data: RaceData | undefined;
  options.onTask?.(`figure ${figure}, fair: data`);
  const task = await makeTask(plan);
  const onEntry = announce(`figure ${figure}, fair`, options);
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

async function whereItRuns({ backend }: MakeOptions): Promise<Environment> {
  return await environment(await useBackend(backend));
}
