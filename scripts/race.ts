/**
 * Run optimizers on a task of the post, and print what each gradient was worth.
 *
 *   deno run --allow-read scripts/race.ts --figure 9 --optimizers KS_50_2,ADAM --iterations 30
 *
 * @module
 */
import { backendChoices, useBackend } from "../src/backend.ts";
import { list, positiveNumber, Progress, runScript, table, wholeNumber } from "../src/cli.ts";
import { Command, Option } from "../src/deps/command.ts";
import { entriesNamed, postOptimizers } from "../src/race/contestants.ts";
import { runEntry } from "../src/race/plan.ts";
import type { Run } from "../src/race/run.ts";
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
  console.log(`Backend: ${(await useBackend(options.backend)).reason}.`);

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
