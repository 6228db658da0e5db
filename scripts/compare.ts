/**
 * Compare optimizers over the post's tasks: several seeds, the default and the best learning rate, costs to a target.
 *
 *   deno run --allow-read --allow-write --allow-sys=cpus scripts/compare.ts --rows 5000 --seconds 1 --seeds 0,1,2
 *
 * @module
 */
import { backendChoices } from "../src/backend/backend_names.ts";
import {
  interruptible,
  list,
  positiveNumber,
  Progress,
  runScript,
  wholeNumber,
  wholeNumbers,
} from "../src/process/cli.ts";
import { Command, InvalidArgumentError, Option } from "../src/deps/command.ts";
import { join } from "../src/deps/path.ts";
import { prepareFolder } from "../src/process/files.ts";
import { beyondThePost } from "../src/race/names.ts";

const taskFigures = [9, 10, 11, 12, 13] as const;

const command = new Command("compare")
  .description(
    "Compare optimizers over the tasks of figures 9 to 13: a table, performance profiles, and how much the learning rate matters.",
  )
  .option("--figures <numbers>", "whose tasks", figureNumbers, [...taskFigures])
  .option(
    "--optimizers <names>",
    "as scripts/race.ts takes them; by default the post's and those beyond it",
    list,
  )
  .option("--seeds <numbers>", "one run each", wholeNumbers, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  .option("--seconds <count>", "of each run", positiveNumber, 2)
  .option("--rows <count>", "of each task's data; by default the post's", wholeNumber(1))
  .addOption(
    new Option("--backend <name>", "what computes").choices(backendChoices).default(
      "auto" as const,
    ),
  )
  .option("--out <folder>", "where the files go", "out");

await runScript(async () => {
  const options = command.parse(Deno.args, { from: "user" }).opts();
  const [{ entriesOn, workOf }, { runComparison }, { writeComparison }] = await Promise.all([
    import("../src/experiments/comparison/plan.ts"),
    import("../src/experiments/comparison/run.ts"),
    import("../src/experiments/comparison/files.ts"),
  ]);
  const plan = {
    ...options,
    optimizers: options.optimizers ?? [...beyondThePost, "SLS", "NEWTONCG"],
  };
  entriesOn(plan);
  await prepareFolder(options.out);
  const { useBackend } = await import("../src/backend/backend.ts");
  const { environment } = await import("../src/race/environment.ts");
  const backend = await useBackend(options.backend);
  const where = await environment(backend);
  console.log(`Backend: ${backend.reason}.`);

  const { signal, end } = interruptible();
  const progress = new Progress();
  progress.start(workOf(plan));
  const trials = [];
  let written: string[] = [];
  try {
    const told = {
      signal,
      onTask: (task: string) => progress.say(task),
      onWork: (seconds: number) => progress.advance(seconds),
    };
    for await (const more of runComparison(plan, told)) {
      trials.push(...more);
      written = await writeComparison((name) => join(options.out, name), plan, trials, where);
    }
  } finally {
    progress.stop();
    end();
  }
  if (written.length > 0) console.log(`Wrote ${written.join(", ")}.`);
  if (signal.aborted) throw new Error("Interrupted: what was finished is on disk.");
});

function figureNumbers(text: string): (typeof taskFigures)[number][] {
  const numbers = wholeNumbers(text);
  const known = taskFigures.filter((figure) => numbers.includes(figure));
  if (known.length === new Set(numbers).size && known.length > 0) return known;
  throw new InvalidArgumentError(`Expected some of ${taskFigures.join(",")}.`);
}
