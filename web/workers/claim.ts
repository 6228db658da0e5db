/**
 * The evidence of a claim, at a reader's size.
 *
 * @module
 */
import { version } from "../../src/backend/version.ts";
import type { Finding } from "../../src/experiments/claims/claim.ts";
import { claims } from "../../src/experiments/claims/claims.ts";
import { runAll } from "../../src/experiments/engine/run.ts";
import { experimentOf, planFigure } from "../../src/experiments/figures/plan.ts";
import type { RaceData } from "../../src/records/data.ts";
import { runOfTrial } from "../../src/records/trial.ts";
import { describePost, type TaskFigure } from "../../src/tasks/post.ts";
import type { Work } from "./calls.ts";
import type { ClaimQuestion } from "./race_calls.ts";
import { computeOn } from "./where.ts";

/** Puts a claim to the test. */
export async function claim(
  { id, rows, iterations, backend }: ClaimQuestion,
  { news, signal }: Work<{ where: string }>,
): Promise<Finding[]> {
  const claim = claims.find((each) => each.id === id);
  if (claim === undefined) throw new Error(`There is no claim ${id}.`);
  const { environment, where } = await computeOn(backend);
  news({ where });
  const figure = async (number: number): Promise<RaceData> => {
    const full = describePost(number as TaskFigure).rows;
    const plan = planFigure(number as TaskFigure, { rows: Math.min(full, rows), iterations });
    const trials = await runAll(experimentOf(plan), { signal });
    const runs = trials.map((trial) => runOfTrial(trial));
    const title = `Figure ${number}`;
    return {
      kind: "figure",
      figure: number,
      title,
      project: version,
      environment,
      task: plan.record,
      runs,
    };
  };
  return await claim.examine({ figure, rows: (full) => Math.min(full, rows), python: "" });
}
