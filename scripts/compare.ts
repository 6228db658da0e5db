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
  say,
  wholeNumber,
  wholeNumbers,
} from "../src/process/cli.ts";
import { Command, InvalidArgumentError, Option } from "../src/deps/command.ts";
import { join } from "../src/deps/path.ts";
import { prepareFolder } from "../src/process/files.ts";
import { beyondThePost } from "../src/race/names.ts";
import type { Trial } from "../src/records/trial.ts";
import { problemOf } from "../src/scores/trial.ts";
import type { TaskFigure } from "../src/tasks/post.ts";

/** The tasks that there are; spelled out, so that --help loads no library. */
const racedFigures = [9, 10, 11, 12, 13] satisfies TaskFigure[];

const command = new Command("compare")
  .description(
    "Compare optimizers over the tasks of figures 9 to 13: a table, performance profiles, and how much the learning rate matters.",
  )
  .option("--figures <numbers>", "figures whose tasks to run", figureNumbers, [...racedFigures])
  .option(
    "--optimizers <names>",
    "as scripts/race.ts takes them; by default the post's and those beyond it",
    list,
  )
  .option("--seeds <numbers>", "seeds, one run per seed", wholeNumbers, [
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
  ])
  .option("--seconds <count>", "seconds per run", positiveNumber, 2)
  .option("--rows <count>", "rows of each task's data (default: the post's)", wholeNumber(1))
  .addOption(
    new Option("--backend <name>", "backend to compute on").choices(backendChoices).default(
      "auto" as const,
    ),
  )
  .option("--report", "write report.html too: one page with everything", false)
  .option("--out <folder>", "output folder", "out");

await runScript(async () => {
  const options = command.parse(Deno.args, { from: "user" }).opts();
  const [{ comparisonExperiment }, { workOf }, { run }, { writeReport, writeTrials }] =
    await Promise.all([
      import("../src/experiments/comparison/plan.ts"),
      import("../src/experiments/engine/experiment.ts"),
      import("../src/experiments/engine/run.ts"),
      import("../src/experiments/comparison/files.ts"),
    ]);
  const plan = {
    ...options,
    optimizers: options.optimizers ?? [...beyondThePost, "SLS", "NEWTONCG"],
  };
  const experiment = comparisonExperiment(plan);
  await prepareFolder(options.out);
  const { useBackend } = await import("../src/backend/backend.ts");
  const { environment } = await import("../src/race/environment.ts");
  const backend = await useBackend(options.backend);
  const where = await environment(backend);
  say(`Backend: ${backend.reason}.`);

  const { signal, end } = interruptible();
  const progress = new Progress();
  progress.start(workOf(experiment));
  const trials: Trial[] = [];
  let written: string[] = [];
  const path = (name: string) => join(options.out, name);
  const report = async () => {
    written = [
      await writeTrials(path, plan, trials, where),
      ...await writeReport(path, plan, trials, where),
    ];
  };
  try {
    const listener = {
      signal,
      onTask: (task: string) => progress.say(task),
      onWork: (seconds: number) => progress.advance(seconds),
    };
    for await (const trial of run(experiment, listener)) {
      const isNew = trials.length > 0 && problemOf(trial) !== problemOf(trials[trials.length - 1]);
      if (isNew) await report();
      trials.push(trial);
      await writeTrials(path, plan, trials, where);
    }
    if (trials.length > 0) await report();
  } finally {
    progress.stop();
    end();
  }
  if (options.report && written.length > 0) {
    const { writeReport } = await import("../src/process/report_file.ts");
    const page = { folder: options.out, title: "Optimizers compared", paths: written };
    written.push(await writeReport({ ...page, task: "compare" }));
  }
  if (written.length > 0) say(`Wrote ${written.join(", ")}.`);
  if (!signal.aborted) return;
  throw new Error(
    trials.length === 0
      ? "Interrupted before a run was finished."
      : `Interrupted: what was finished is on disk, ${trials.length} runs.`,
  );
});

function figureNumbers(text: string): TaskFigure[] {
  const numbers = wholeNumbers(text);
  const known = racedFigures.filter((figure) => numbers.includes(figure));
  if (known.length === new Set(numbers).size && known.length > 0) return known;
  throw new InvalidArgumentError(`Expected some of ${racedFigures.join(",")}.`);
}
