import type { Entry } from "../race/contestant.ts";
import type { TaskDescription, TaskRecord } from "../records/task.ts";

/** What is recorded of a race over seeds, of which the task is the first one's. */
export function recordOfSeeds(
  task: TaskDescription,
  { entries, counts, seeds, learningRate }: {
    entries: readonly Entry[];
    /** Iterations, an entry each. */
    counts: readonly number[];
    seeds: number[];
    learningRate: number;
  },
): TaskRecord {
  return {
    ...task,
    seeds: { ...task.seeds, ...(seeds.length > 1 && { list: seeds }) },
    learningRate,
    iterations: Object.fromEntries(entries.map((entry, i) => [entry.label, counts[i]])),
  };
}
