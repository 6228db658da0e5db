/**
 * A race by the engine of the scripts' races: the same losses from the same seed.
 *
 * @module
 */
import { version } from "../../src/backend/version.ts";
import { run as runExperiment } from "../../src/experiments/engine/run.ts";
import { planRace } from "../../src/experiments/own_race/post_race.ts";
import type { RaceData } from "../../src/records/data.ts";
import type { Run } from "../../src/records/run.ts";
import { runOfTrial } from "../../src/records/trial.ts";
import type { Work } from "./calls.ts";
import type { RaceNews, RaceQuestion } from "./race_calls.ts";
import { nowAndThen, thinned } from "./sending.ts";
import { computeOn } from "./where.ts";

/** More iterations than any clock allows. */
const unlimited = 1_000_000;

/** Runs a race until its seconds are over or it is stopped; gives what is finished, as a record. */
export async function race(
  { figure, rows, seconds, backend, racers, known }: RaceQuestion,
  { news, signal }: Work<RaceNews>,
): Promise<RaceData> {
  const { environment, where } = await computeOn(backend);
  news({ where });
  const plan = planRace({
    figure,
    optimizers: [...racers],
    iterations: unlimited,
    changes: { rows },
  });
  const experiment = { ...plan.experiment, limit: { ...plan.experiment.limit, seconds } };
  const runs: Run[] = [];
  const listener = {
    signal,
    onRun: nowAndThen((run) => news({ run })),
    known: ({ entry }: { entry: { label: string; edition: string } }) =>
      known.find(({ label, edition }) => label === entry.label && edition === entry.edition),
  };
  for await (const trial of runExperiment(experiment, listener)) {
    runs.push(runOfTrial(trial, false));
    news({ run: thinned(runs[runs.length - 1]) });
  }
  const iterations = Object.fromEntries(runs.map(({ label, loss }) => [label, loss.length]));
  return {
    kind: "race",
    title: plan.title,
    project: version,
    environment,
    task: { ...plan.record, iterations },
    runs,
  };
}
