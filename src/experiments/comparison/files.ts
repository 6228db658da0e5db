/**
 * A comparison's files: the trials as JSON, the report as Markdown, the profiles and the sensitivity as SVG.
 *
 * @module
 */
import { drawProfiles } from "../../drawings/profile_figure.ts";
import { drawSensitivity } from "../../drawings/sensitivity_figure.ts";
import { writeWhole } from "../../process/files.ts";
import { version } from "../../backend/version.ts";
import type { ComparisonPlan } from "./plan.ts";
import { comparisonReport } from "./report.ts";
import { profiles, sensitivities } from "../../scores/score.ts";
import type { Trial } from "../../records/trial.ts";
import { remaining } from "../../scores/target.ts";
import { costsOf, problemOf } from "../../scores/trial.ts";
import { figureTitle } from "../../tasks/workload.ts";
import type { Environment } from "../../records/environment.ts";

/** What the files show, by their names. */
export type ComparisonPaths = (name: string) => string;

/** Writes the trials so far; returns the path. */
export async function writeTrials(
  path: ComparisonPaths,
  plan: ComparisonPlan,
  trials: Trial[],
  where: Environment,
): Promise<string> {
  const name = path("compare.json");
  await writeWhole(name, comparisonJson(plan, trials, where));
  return name;
}

/** Writes what the trials so far show; returns the paths. */
export async function writeReport(
  path: ComparisonPaths,
  plan: ComparisonPlan,
  trials: Trial[],
  where: Environment,
): Promise<string[]> {
  const files: Record<string, string> = {
    "compare.md": comparisonReport(plan, trials, where),
    "compare-profile.svg": profilePicture(trials),
    "compare-sensitivity.svg": sensitivityPicture(trials),
  };
  for (const [name, text] of Object.entries(files)) await writeWhole(path(name), text);
  return Object.keys(files).map(path);
}

/** Each trial without its curve: what it was, where it ended, what reaching the target cost; null if it was missed. */
function comparisonJson(plan: ComparisonPlan, trials: Trial[], environment: Environment): string {
  const costs = costsOf(trials);
  const rows = trials.map((trial) => {
    const { workload, seed, rate, learningRate = null, run } = trial;
    const { label, edition, diverged = false, loss } = run;
    const figure = plan.figures.find((figure) => figureTitle(figure) === workload);
    const { seconds, gradients, forwardPasses } = costs(trial);
    const toTarget = seconds === Infinity ? null : { seconds, gradients, forwardPasses };
    const ends = { firstLoss: loss[0] ?? null, lastLoss: loss.at(-1) ?? null, diverged };
    return { figure, seed, label, edition, rate, learningRate, ...ends, toTarget };
  });
  const { figures, seeds, seconds, rows: taskRows = null } = plan;
  const asked = { figures, seeds, seconds, rows: taskRows, remaining };
  return JSON.stringify({
    kind: "comparison",
    project: version,
    environment,
    asked,
    trials: rows,
  }) +
    "\n";
}

function profilePicture(trials: Trial[]): string {
  const problems = new Set(trials.map(problemOf)).size;
  return drawProfiles(
    "How often each optimizer is within a factor of the best",
    `Performance profiles (Dolan and Moré) over ${problems} problems, a task and a seed each. A curve's height at the left edge is how often the optimizer was the best, at the right edge how often it came to the target at all.`,
    [
      panel("Seconds, at the figures' own learning rates", "default", "seconds"),
      panel("Seconds, at the best learning rate of the grid", "best", "seconds"),
      panel("Gradients, at the best learning rate of the grid", "best", "gradients"),
    ],
  ) + "\n";

  function panel(title: string, setting: "default" | "best", cost: "seconds" | "gradients") {
    return { title, cost, profiles: profiles(trials, setting, cost) };
  }
}

function sensitivityPicture(trials: Trial[]): string {
  return drawSensitivity(
    "How much the learning rate matters",
    "Seconds to the target at each learning rate of the grid, from the first seed; a cross on the upper edge is a miss. A flat line means the learning rate hardly matters.",
    sensitivities(trials),
  ) + "\n";
}
