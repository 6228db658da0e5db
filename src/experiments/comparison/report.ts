/**
 * A comparison in words and tables, as Markdown.
 *
 * @module
 */
import { short } from "../../drawings/words.ts";
import { version } from "../../backend/version.ts";
import { environmentLine, markdownTable } from "../../records/markdown.ts";
import { learningRateGrid } from "../engine/experiment.ts";
import type { ComparisonPlan } from "./plan.ts";
import { type Score, scores, type Setting } from "../../scores/score.ts";
import type { Trial } from "../../records/trial.ts";
import { remaining } from "../../scores/target.ts";
import type { Spread } from "../../scores/trial.ts";
import type { Environment } from "../../records/environment.ts";

/** The report: a table a figure, the soonest first. */
export function comparisonReport(
  plan: ComparisonPlan,
  trials: readonly Trial[],
  where: Environment,
): string {
  const workloads = [...new Set(trials.map(({ workload }) => workload))];
  const count = plan.seeds.length;
  const lines = [
    "# Optimizers compared",
    "",
    `On the tasks of ${new Intl.ListFormat("en").format(workloads)}${
      plan.rows ? ` with ${plan.rows.toLocaleString("en")} rows` : ""
    }, from ${count} seed${
      count === 1 ? "" : "s"
    }, ${plan.seconds} seconds a run: the cost of going ${
      100 * (1 - remaining)
    }% of the way from the starting loss to the lowest loss that anyone found from that seed. Medians, with quartiles in brackets; a miss counts as infinite ("never"). The best rate is the first seed's best of ${
      learningRateGrid.join(", ")
    }.`,
    "",
    environmentLine(version, where),
    ...workloads.flatMap((workload) =>
      (["default", "best"] as const).flatMap((setting) => section(trials, workload, setting))
    ),
  ];
  return lines.join("\n") + "\n";
}

function section(trials: readonly Trial[], workload: string, setting: Setting): string[] {
  const rows = scores(trials, setting).filter((score) => score.workload === workload)
    .toSorted((a, b) => order(a) - order(b));
  return [
    "",
    `## ${workload[0].toUpperCase()}${workload.slice(1)}, ${
      setting === "default" ? "its own" : "the best"
    } learning rate`,
    "",
    ...markdownTable(
      ["optimizer", "rate", "seconds", "gradients", "forward passes", "missed"],
      rows.map((score) => [
        ...[score.label, String(score.learningRate ?? "")],
        ...[score.seconds, score.gradients, score.forwardPasses].map(shown),
        `${score.missed} of ${score.trials}`,
      ]),
    ),
  ];
}

function order({ seconds, missed }: Score): number {
  return seconds.middle === Infinity ? 1e12 + missed : seconds.middle;
}

function shown({ low, middle, high }: Spread): string {
  const text = (value: number) => value === Infinity ? "never" : short(value);
  return middle === Infinity && low === Infinity
    ? "never"
    : `${text(middle)} (${text(low)} to ${text(high)})`;
}
