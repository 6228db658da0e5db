/**
 * What is kept of the workloads' runs, and how records of several machines become one.
 *
 * @module
 */
import { version } from "../../backend/version.ts";
import type { Environment } from "../../records/environment.ts";
import { thinned, type WorkloadTrial } from "./trials.ts";

/** The runs so far, as workloads.json holds them. */
export interface WorkloadsRecord {
  kind: "workloads";
  project: string;
  /** Where they ran; of merged records the first. */
  environment: Environment;
  /** What each run may spend, by workload, in forward passes over all rows. */
  budgets: Record<string, number>;
  /** What a reader should know of how they ran. */
  notes?: string[];
  trials: WorkloadTrial[];
}

/** A record that cannot be read, or not together with others. */
export class RecordError extends Error {
  override readonly name = "RecordError";
}

/** A record of no runs yet. */
export function newRecord(
  environment: Environment,
  budgets: Record<string, number>,
): WorkloadsRecord {
  return { kind: "workloads", project: version, environment, budgets, trials: [] };
}

/**
 * A record of its text.
 *
 * @throws {RecordError} If it is none, or of another version.
 */
export function parseWorkloads(text: string, path: string): WorkloadsRecord {
  const refuse = (why: string): never => {
    throw new RecordError(`Cannot use "${path}": ${why}.`);
  };
  let found: WorkloadsRecord;
  try {
    found = JSON.parse(text);
  } catch {
    return refuse("it is no JSON");
  }
  if (found?.kind !== "workloads" || !Array.isArray(found.trials) || !isNumbers(found.budgets)) {
    refuse("it is no record of deno task workloads");
  }
  if (found.project !== version) {
    refuse(`it was made by version ${String(found.project)}, and this is ${version}`);
  }
  const isText = (note: unknown) => typeof note === "string";
  if (found.notes !== undefined && !(Array.isArray(found.notes) && found.notes.every(isText))) {
    refuse("its notes are no texts");
  }
  const odd = found.trials.findIndex((trial) => !isTrial(trial));
  if (odd >= 0) refuse(`its trial ${odd} is not as deno task workloads writes it`);
  return found;
}

function isNumbers(value: unknown): value is Record<string, number> {
  return typeof value === "object" && value !== null &&
    Object.values(value).every((each) => Number.isFinite(each));
}

function isTrial(trial: Partial<WorkloadTrial> | null): trial is WorkloadTrial {
  return trial !== null && typeof trial === "object" &&
    [trial.workload, trial.optimizer].every((each) => typeof each === "string") &&
    (trial.track === "self" || trial.track === "tuned") && Number.isInteger(trial.seed) &&
    [trial.passes, trial.seconds].every(Number.isFinite) && Array.isArray(trial.way) &&
    trial.way.every((point) =>
      Array.isArray(point) && point.length === 3 && point.every(Number.isFinite)
    );
}

/** What a run is known by. */
export function keyOf(
  { workload, track, optimizer, seed }: Pick<
    WorkloadTrial,
    "workload" | "track" | "optimizer" | "seed"
  >,
): string {
  return [workload, track, optimizer, seed].join(" ");
}

/**
 * Several records as one; of a run that is in several the first counts.
 *
 * @throws {RecordError} If they are of other budgets.
 */
export function mergedRecords(
  records: { path: string; record: WorkloadsRecord }[],
): WorkloadsRecord {
  const [first, ...others] = records;
  const budgets = { ...first.record.budgets };
  for (const { path, record } of others) {
    for (const [workload, budget] of Object.entries(record.budgets)) {
      if ((budgets[workload] ??= budget) === budget) continue;
      throw new RecordError(
        `Cannot merge "${path}": its runs on ${workload} may spend ${budget} passes, and those of "${first.path}" ${
          budgets[workload]
        }.`,
      );
    }
  }
  const trials = new Map<string, WorkloadTrial>();
  for (const { record } of records) {
    for (const trial of record.trials) {
      if (!trials.has(keyOf(trial))) {
        trials.set(keyOf(trial), { ...trial, way: thinned(trial.way) });
      }
    }
  }
  const sorted = [...trials].sort(([a], [b]) => a < b ? -1 : 1).map(([, trial]) => trial);
  const notes = [...new Set(records.flatMap(({ record }) => record.notes ?? []))];
  return { ...first.record, budgets, ...notes.length > 0 ? { notes } : {}, trials: sorted };
}
