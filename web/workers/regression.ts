/**
 * Figures 4 and 5 at any size: the same regression by gradient descent and by Newton.
 *
 * @module
 */
import { version } from "../../src/backend/version.ts";
import { runAll } from "../../src/experiments/engine/run.ts";
import { planRace } from "../../src/experiments/own_race/post_race.ts";
import type { RaceData } from "../../src/records/data.ts";
import { runOfTrial } from "../../src/records/trial.ts";
import type { Work } from "./calls.ts";
import type { RegressionQuestion } from "./race_calls.ts";
import { computeOn } from "./where.ts";

/** Epochs of each: the post's of gradient descent. */
const epochs = 100;

/** Runs both. */
export async function regression(
  { rows, columns, backend }: RegressionQuestion,
  { news, signal }: Work<{ where: string }>,
): Promise<RaceData> {
  const { environment, where } = await computeOn(backend);
  news({ where });
  const changes = { rows, columns };
  const plan = planRace({ figure: 4, optimizers: ["GD", "NEWTON"], iterations: epochs, changes });
  const { experiment } = plan;
  const iterations = ({ label }: { label: string }) => label === "NEWTON" ? 4 : epochs;
  const limited = { ...experiment, limit: { iterations } };
  const runs = (await runAll(limited, { signal })).map((trial) => runOfTrial(trial, false));
  const { title, record: task } = plan;
  return { kind: "race", title, project: version, environment, task, runs };
}
