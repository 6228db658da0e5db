/**
 * The workloads' answer in words, tables and pictures.
 *
 * @module
 */
import { short } from "../../drawings/words.ts";
import { median } from "../../deps/statistics.ts";
import { environmentLine, escaped, markdownTable } from "../../records/markdown.ts";
import type { LearningWorkload } from "./catalog.ts";
import { isMoreDescent, type Track, tracks } from "./contestants.ts";
import { protocol, verdict } from "./report_protocol.ts";
import type { WorkloadsRecord } from "./record.ts";
import { costOf, costsOn, scoresOn, stability, type Targets } from "./scores.ts";
import { type Answer, answersOf } from "./answers.ts";
import { curvePicture, profilePicture, trackTitles } from "./report_pictures.ts";
import type { WorkloadTrial } from "./trials.ts";

/** A report's files, by name. */
export function workloadsReport(
  record: WorkloadsRecord,
  workloads: readonly LearningWorkload[],
  targets: Targets,
): Record<string, string> {
  const { trials } = record;
  const ran = workloads.filter(({ name }) => trials.some((trial) => trial.workload === name));
  const files: Record<string, string> = {};
  const profiled = tracks.filter((track) =>
    costsOn(trials, track, targets, "passes").problems.length > 0
  );
  if (profiled.length > 0) {
    files["workloads-profiles.svg"] = profilePicture(trials, ran, targets, profiled);
  }
  files["workloads-curves.svg"] = curvePicture(trials, ran, targets);
  files["workloads.md"] = [
    "# Does it work on real data?",
    "",
    verdict(answersOf(trials, targets, "passes"), answersOf(trials, targets, "seconds")),
    "",
    environmentLine(record.project, record.environment),
    "",
    ...(record.notes ?? []).flatMap((note) => [escaped(note), ""]),
    ...answerSection(trials, targets),
    ...profiled.flatMap((track) => scoreSection(trials, targets, track)),
    ...profiled.length > 0 ? ["![Performance profiles](workloads-profiles.svg)", ""] : [],
    ...ran.flatMap((workload) => workloadSection(trials, workload, targets[workload.name])),
    "![Metrics of rows held out against cost](workloads-curves.svg)",
    "",
    ...protocol(record, ran),
  ].join("\n");
  return files;
}

function answerSection(trials: WorkloadTrial[], targets: Targets): string[] {
  const seconds = new Map(
    answersOf(trials, targets, "seconds").map((answer) => [answer.workload, answer]),
  );
  const rows = answersOf(trials, targets, "passes").map((answer) => [
    answer.workload,
    said(answer.descent),
    said(answer.baseline),
    ratioText(answer),
    ratioText(seconds.get(answer.workload)!),
  ]);
  return rows.length === 0 ? [] : [
    "The cost of the best method that takes more forward passes or curvature per gradient, over that of the best first-order optimizer, on either track; medians over the seeds, and in brackets the least and the largest ratio of one seed. Below 1 the first one is cheaper; 0: only it came to the target; never: only the other did.",
    "",
    ...markdownTable(
      [
        "workload",
        "more descent: passes",
        "first order: passes",
        "ratio, passes",
        "ratio, seconds",
      ],
      rows,
    ),
    "",
  ];
}

function said({ optimizer, track, cost }: Answer["descent"]): string {
  if (cost === Infinity) return "none, in the median";
  return `${escaped(optimizer)}${track === "tuned" ? ", tuned" : ""}: ${costText(cost)}`;
}

function ratioText({ ratio, low, high }: Answer): string {
  if (Number.isNaN(ratio)) return "neither came there";
  return low === high
    ? costText(ratio)
    : `${costText(ratio)} (${costText(low)} to ${costText(high)})`;
}

function costText(cost: number): string {
  return cost === Infinity ? "never" : short(cost);
}

function scoreSection(trials: WorkloadTrial[], targets: Targets, track: Track): string[] {
  const passes = costsOn(trials, track, targets, "passes");
  const seconds = new Map(
    scoresOn(costsOn(trials, track, targets, "seconds")).map((score) => [score.optimizer, score]),
  );
  const tau = stability(trials, track, targets);
  return [
    `## ${trackTitles[track]}`,
    "",
    `The integral of the performance profile from 1 to 4 times the best's cost: 1 is the best on every problem, 0 never within four times. Over ${passes.problems.length} problems, a workload and a seed each; in brackets what nine of ten samples of workloads and seeds have.${
      tau === undefined || Number.isNaN(tau)
        ? ""
        : ` Kendall's tau between the rankings of two halves of the seeds: ${tau.toFixed(2)}.`
    }`,
    "",
    ...markdownTable(
      ["optimizer", "kind", "score, forward passes", "score, seconds", "reached", "diverged"],
      scoresOn(passes).map(({ optimizer, ...score }) => {
        const own = trials.filter((each) => each.track === track && each.optimizer === optimizer);
        const reached = passes.costs.get(optimizer)!.filter(Number.isFinite).length;
        return [
          escaped(optimizer),
          isMoreDescent(optimizer) ? "more descent" : "first order",
          scoreText(score),
          scoreText(seconds.get(optimizer)!),
          `${reached} of ${passes.problems.length}`,
          String(own.filter(({ diverged }) => diverged).length),
        ];
      }),
    ),
    "",
  ];
}

function scoreText({ score, low, high }: { score: number; low: number; high: number }): string {
  return `${score.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

function workloadSection(
  trials: WorkloadTrial[],
  { name, about, metric, passes }: LearningWorkload,
  target: number | undefined,
): string[] {
  const own = trials.filter(({ workload }) => workload === name);
  const groups = [...Map.groupBy(own, ({ optimizer, track }) => `${optimizer} ${track}`).values()];
  const middle = (runs: WorkloadTrial[], of: (trial: WorkloadTrial) => number) =>
    median(runs.map(of));
  const cost = (kind: "passes" | "seconds") => (trial: WorkloadTrial) =>
    target === undefined ? Infinity : costOf(trial, target, kind);
  const end = ({ way }: WorkloadTrial) => way.at(-1)?.[2] ?? NaN;
  const lowest = ({ way }: WorkloadTrial) => Math.min(Infinity, ...way.map(([, , m]) => m));
  const sorted = groups.map((runs) => ({
    runs,
    cost: middle(runs, cost("passes")),
    lowest: middle(runs, lowest),
  }))
    .sort((a, b) => a.cost === b.cost ? a.lowest - b.lowest : a.cost < b.cost ? -1 : 1);
  return [
    `## ${name}: ${about}`,
    "",
    `${metric[0].toUpperCase()}${metric.slice(1)}; ${
      target === undefined ? "no target is known" : `target ${short(target)}`
    }; budget ${passes} forward passes over all rows.`,
    "",
    ...markdownTable(
      [
        "optimizer",
        "rate",
        "passes to the target",
        "seconds",
        "lowest",
        "at the end",
        "training loss",
        "missed",
      ],
      sorted.map(({ runs }) => [
        `${escaped(runs[0].optimizer)}${runs[0].track === "tuned" ? ", tuned" : ""}`,
        String(runs[0].learningRate ?? ""),
        costText(middle(runs, cost("passes"))),
        costText(middle(runs, cost("seconds"))),
        short(middle(runs, lowest)),
        short(middle(runs, end)),
        runs.some(({ diverged }) => diverged)
          ? "diverged"
          : short(middle(runs, ({ loss }) => loss ?? NaN)),
        target === undefined
          ? ""
          : `${
            runs.filter((trial) => cost("passes")(trial) === Infinity).length
          } of ${runs.length}`,
      ]),
    ),
    "",
  ];
}
