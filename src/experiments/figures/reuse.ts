/**
 * Whether what an earlier call has computed still stands.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";
import type { Entry } from "../../race/contestant.ts";
import type { FigurePlan } from "./plan.ts";
import type { Run } from "../../records/run.ts";
import { version } from "../../backend/version.ts";
import { type FigureData, isRaceData } from "../../records/data.ts";
import type { Environment } from "../../records/environment.ts";

/** Whether data was made by this version, where and with what this process runs. */
export function isOf(data: FigureData, where: Environment): boolean {
  const started = data.environment.started;
  return data.project === version && isDeepStrictEqual(data.environment, { ...where, started });
}

/** The whole runs of a plan that data holds, where it is data of the same task. */
export function runsOf(data: FigureData | undefined, plan: FigurePlan, where: Environment): Run[] {
  if (!data || !isRaceData(data) || !isOf(data, where)) return [];
  if (!isDeepStrictEqual(data.task, plan.record)) return [];
  return data.runs.filter((run) =>
    plan.entries.some((entry) => isRunOf(run, entry, plan.record.iterations[entry.label]))
  );
}

/** Whether a run is an entry's, and whole. */
export function isRunOf(run: Run, entry: Entry, iterations: number): boolean {
  const whole = run.loss.length === iterations || run.diverged === true;
  return run.label === entry.label && run.edition === entry.edition && whole;
}
