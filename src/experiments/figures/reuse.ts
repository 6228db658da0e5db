/**
 * Whether what an earlier call has computed still stands.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";
import { isRunOf } from "./figure_run.ts";
import type { Plan } from "../../race/plan.ts";
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
export function runsOf(data: FigureData | undefined, plan: Plan, where: Environment): Run[] {
  if (!data || !isRaceData(data) || !isOf(data, where)) return [];
  if (!isDeepStrictEqual(data.task, plan.record)) return [];
  return data.runs.filter((run) =>
    plan.entries.some((entry) => isRunOf(run, entry, plan.record.iterations[entry.label]))
  );
}
