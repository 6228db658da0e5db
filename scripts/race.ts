/**
 * Run optimizers on a task of the post, and print what each gradient was worth.
 *
 *   deno run --allow-read scripts/race.ts --figure 9 --optimizers KS_50_2,ADAM --iterations 30
 *
 * @module
 */
import { join } from "node:path";
import { backendChoices, useBackend } from "../src/backend.ts";
import { list, positiveNumber, Progress, runScript, table, wholeNumber } from "../src/cli.ts";
import { Command, Option } from "../src/deps/command.ts";
import { environment } from "../src/environment.ts";
import { drawRace } from "../src/figures/race_figure.ts";
import { prepareFolder, writeWhole } from "../src/files.ts";
import { entriesNamed, postOptimizers } from "../src/race/contestants.ts";
import { runEntry } from "../src/race/plan.ts";
import type { Run } from "../src/race/run.ts";
import { version } from "../src/version.ts";
import { postLearningRate, postTask, type TaskFigure, taskFigures } from "../src/tasks/post.ts";

const command = new Command("race")
  .description("Run optimizers on the task of one of the post's figures.")
  .addOption(
    new Option("--figure <number>", "the figure whose task it is").choices(taskFigures.map(String))
      .default("9"),
  )
  .option("--optimizers <names>", "with commas between them", list, [
    ...postOptimizers,
    "KS:beyond",
  ])
  .option("--iterations <count>", "for each; by default the post's", wholeNumber(1))
  .option("--rows <count>", "rows of the data; by default the post's", wholeNumber(1))
  .option("--seed <number>", "of data and start; by default the post's", wholeNumber(0))
  .option("--out <folder>", "where to write race.json and race.svg; by default nowhere")
  .option("--learning-rate <number>", "by default the figure's", positiveNumber)
  .addOption(
    new Option("--backend <name>", "what computes").choices(backendChoices).default(
      "auto" as const,
    ),
  );

await runScript(async () => {
  const options = command.parse(Deno.args, { from: "user" }).opts();
  const figure = Number(options.figure) as TaskFigure;
  const entries = options.optimizers.flatMap(entriesNamed);
  const counts = entries.map((entry) => options.iterations ?? entry.iterations);
  const learningRate = options.learningRate ?? postLearningRate(figure);
  if (options.out !== undefined) await prepareFolder(options.out);
  const backend = await useBackend(options.backend);
  console.log(`Backend: ${backend.reason}.`);

  const { rows, seed } = options;
  const task = postTask(figure, {
    ...(rows !== undefined && { rows }),
    ...(seed !== undefined && { seed }),
  });
  const progress = new Progress();
  progress.start(counts.reduce((sum, count) => sum + count, 0));
  const runs: Run[] = [];
  for (const [i, entry] of entries.entries()) {
    progress.say(`${entry.label}, ${entry.edition}`);
    const limits = { iterations: counts[i], onIteration: () => progress.advance() };
    runs.push(await runEntry(task, entry, learningRate, limits));
  }
  progress.stop();
  if (options.out !== undefined) {
    const title = `The task of figure ${figure}`;
    const iterations = Object.fromEntries(entries.map((entry, i) => [entry.label, counts[i]]));
    const data = {
      kind: "race",
      title,
      project: version,
      environment: environment(backend, 1),
      task: { ...task.description, learningRate, iterations },
      runs,
    };
    const caption =
      "What each gradient was worth. Dashed: the post's code to the letter; thick: beyond it.";
    await writeWhole(join(options.out, "race.json"), JSON.stringify(data, null, 2));
    await writeWhole(join(options.out, "race.svg"), drawRace(title, caption, runs));
    console.log(`Wrote race.json and race.svg into ${options.out}.`);
  }
  task.dispose();
  console.log(table(
    ["optimizer", "edition", "iterations", "last loss", "gradients", "forward passes", "seconds"],
    runs.map(row),
  ));
});

function row(run: Run): (string | number)[] {
  const last = run.diverged ? "diverged" : run.loss.at(-1)?.toExponential(3) ?? "none";
  return [
    run.label,
    run.edition,
    run.loss.length,
    last,
    run.gradients.at(-1) ?? 0,
    run.forwardPasses.at(-1) ?? 0,
    (run.seconds.at(-1) ?? 0).toFixed(2),
  ];
}
