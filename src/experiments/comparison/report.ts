/**
 * A comparison in words and tables, as Markdown.
 *
 * @module
 */
import { short } from "../../drawings/words.ts";
import { type ComparisonPlan, grid } from "./plan.ts";
import { type Score, scores, type Setting } from "../../scores/score.ts";
import { remaining, type Spread, type Trial } from "../../scores/trial.ts";
import type { Environment } from "../../records/environment.ts";

/** The report: a table a figure, the soonest first. */
export function comparisonReport(
  plan: ComparisonPlan,
  trials: readonly Trial[],
  where: Environment,
): string {
  const { backend, cpu, threads, deno, tfjs, started } = where;
  const figures = [...new Set(trials.map(({ figure }) => figure))];
  const count = plan.seeds.length;
  const lines = [
    "# Optimizers compared",
    "",
    `On the tasks of figures ${figures.join(", ")}${
      plan.rows ? ` with ${plan.rows.toLocaleString("en")} rows` : ""
    }, from ${count} seed${
      count === 1 ? "" : "s"
    }, ${plan.seconds} seconds a run: the cost of going ${
      100 * (1 - remaining)
    }% of the way from the starting loss to the lowest loss that anyone found from that seed. Medians, with quartiles in brackets; a miss counts as infinite ("never"). The best rate is the first seed's best of ${
      grid.join(", ")
    }.`,
    "",
    `Deno ${deno}, TensorFlow.js ${tfjs}, ${backend}, ${cpu}, ${threads} thread${
      threads === 1 ? "" : "s"
    }, ${started}.`,
    ...figures.flatMap((figure) =>
      (["default", "best"] as const).flatMap((setting) => section(trials, figure, setting))
    ),
  ];
  return lines.join("\n") + "\n";
}

function section(trials: readonly Trial[], figure: number, setting: Setting): string[] {
  const rows = scores(trials, setting).filter((score) => score.figure === figure)
    .toSorted((a, b) => order(a) - order(b));
  return [
    "",
    `## Figure ${figure}, ${setting === "default" ? "the figure's" : "the best"} learning rate`,
    "",
    "| optimizer | rate | seconds | gradients | forward passes | missed |",
    "|---|---|---|---|---|---|",
    ...rows.map((score) =>
      `| ${score.label} | ${score.learningRate ?? ""} | ${shown(score.seconds)} | ${
        shown(score.gradients)
      } | ${shown(score.forwardPasses)} | ${score.missed} of ${score.trials} |`
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
