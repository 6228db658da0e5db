import { disposeVariables, type Runnable } from "../tasks/task.ts";
import { race, type RaceOptions } from "./race.ts";
import type { Run } from "../records/run.ts";
import type { Entry } from "./contestant.ts";

/** Runs one entry from the task's start, and disposes what it made. */
export async function runEntry(
  task: Runnable,
  entry: Entry,
  learningRate: number,
  options: RaceOptions,
): Promise<Run> {
  const contestant = entry.make(learningRate);
  const objective = task.objective();
  try {
    return await race(contestant, objective, options);
  } finally {
    contestant.dispose();
    disposeVariables(objective);
  }
}
