/**
 * A race on a reader's own table, as two pictures and a report: the answer first, then the pictures and the table.
 *
 * @module
 */
import { onValidation } from "../../scores/standings.ts";
import type { Verdict } from "../../scores/verdict.ts";
import type { RaceData } from "../../records/data.ts";
import { drawRaces } from "../../drawings/race_figure.ts";
import { environmentLine, escaped, markdownTable } from "../../records/markdown.ts";
import { describeTask } from "../../drawings/words.ts";

/** Data of a race on a table. */
export type TableRaceData = RaceData & Required<Pick<RaceData, "table">>;

/** Loss against seconds and gradients: of the rows trained on, or of those held out. */
export function drawTableRace(data: TableRaceData, rows: "training" | "validation"): string {
  const { title, runs } = data;
  return rows === "training"
    ? drawRaces(`${title} Training loss`, describe(data), runs)
    : drawRaces(`${title} Validation loss`, describe(data), onValidation(runs));
}

/** The report as Markdown; `pictures` are the names of their files. */
export function tableReport(
  data: TableRaceData,
  verdict: Verdict,
  pictures: { training: string; validation: string },
): string {
  const { head, rows } = verdict.table;
  const { notes } = data.table;
  const tuned = data.runs.some((run) => run.learningRate !== undefined);
  const lines = [
    `# ${escaped(data.title)}`,
    "",
    `**${escaped(verdict.sentence)}**`,
    "",
    ...notes.length > 0 ? [`Note: ${escaped(notes.join(" "))}`, ""] : [],
    `![Validation loss against seconds and against gradients](${pictures.validation})`,
    "",
    `![Training loss against seconds and against gradients](${pictures.training})`,
    "",
    ...markdownTable(head.map(escaped), rows.map((row) => row.map(escaped))),
    "",
    `${
      escaped(describe(data))
    } A loss of 1 is that of predicting the mean. The target is a validation loss; ` +
    "seconds do not include computing it. Each seed has a split and a start of its own; medians over the seeds, where a miss counts as infinite.",
    ...tuned
      ? [
        "",
        "A learning rate in the table is the best of a grid, by training loss on the first seed.",
      ]
      : [],
    "",
    environmentLine(data.project, data.environment),
  ];
  return lines.join("\n") + "\n";
}

function describe({ task, table }: TableRaceData): string {
  const held = `${table.validationRows.toLocaleString("en")} rows held out`;
  return `${table.source}: ${describeTask(task)} ${held}, columns standardised.`;
}
