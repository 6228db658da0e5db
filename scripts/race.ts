/**
 * Race optimizers on one of the post's tasks, on one of its kind, or on a table of your own, and see what each gradient
 * was worth.
 *
 *   deno run --allow-read --allow-write --allow-sys=cpus scripts/race.ts --optimizers KS_50_2,ADAM --rows 10000 --columns 20
 *   deno run --allow-read --allow-write --allow-sys=cpus --allow-ffi scripts/race.ts --data houses.csv --target price
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
  share,
  table,
  wholeNumber,
  wholeNumbers,
} from "../src/process/cli.ts";
import { Command, Option } from "../src/deps/command.ts";
import type { ReaderRace } from "../src/experiments/own_race/own_race.ts";
import { prepareFolder } from "../src/process/files.ts";
import { knownNames, postOptimizers } from "../src/race/names.ts";

const ofThePost = ["figure", "rows", "columns"];

const command = new Command("race")
  .description(
    "Race optimizers on a task of the post, on one of its kind, or on a table of your own.",
  )
  .addOption(
    new Option("--data <file>", "a CSV, Parquet or JSON file: race on its columns").conflicts(
      ofThePost,
    ),
  )
  .option("--target <column>", "column of --data to predict")
  .option("--features <columns>", "feature columns of --data (default: all but the target)", list)
  .option("--exclude <columns>", "columns of --data to leave out", list)
  .option("--validation <share>", "share of the file's rows to hold out", share, 0.25)
  .addOption(
    new Option("--figure <number>", "figure whose task to race on")
      .choices(["4", "5", "9", "10", "11", "12", "13"]).default("9"),
  )
  .option(
    "--optimizers <names>",
    `${knownNames}, each with :published, :intended or :beyond where one edition is meant`,
    list,
  )
  .option("--iterations <count>", "iterations per optimizer (default: the post's)", wholeNumber(1))
  .option(
    "--learning-rate <number>",
    "by default the figure's; on a file 0.001, and for SGD and Adam the best of a grid",
    positiveNumber,
  )
  .option("--rows <count>", "number of rows", wholeNumber(1))
  .option("--columns <count>", "number of columns", wholeNumber(1))
  .option("--layers <count>", "number of hidden layers", wholeNumber(0))
  .option("--units <count>", "units per hidden layer; 0: a linear regression", wholeNumber(0))
  .addOption(
    new Option("--activation <name>", "activation after each hidden layer").choices([
      "none",
      "relu",
    ]),
  )
  .option("--seeds <numbers>", "seeds, one race per seed, separated by commas", wholeNumbers)
  .option(
    "--reach <loss>",
    "the loss to reach (default: 99.9% of the way from the first loss to the lowest that any optimizer found; on a file 95%, of the validation loss)",
    positiveNumber,
  )
  .addOption(
    new Option("--backend <name>", "backend to compute on").choices(backendChoices).default(
      "auto" as const,
    ),
  )
  .addOption(
    new Option("--from-json <file>", "only draw again, from a race.json of a script or a page")
      .conflicts(["data", "target"]),
  )
  .option("--report", "write report.html too: one page with everything", false)
  .option("--out <folder>", "folder for race.json and its pictures", "out");

await runScript(async () => {
  const options = command.parse(Deno.args, { from: "user" }).opts();
  if (options.fromJson !== undefined) {
    const { redrawRace } = await import("../src/experiments/own_race/redraw.ts");
    await prepareFolder(options.out);
    const paths = await redrawRace(options.fromJson, options.out);
    return say(`Wrote ${new Intl.ListFormat("en").format(paths)}.`);
  }
  const race = await plan(options);
  const [{ runsOf }, { workOf }] = await Promise.all([
    import("../src/experiments/own_race/own_race.ts"),
    import("../src/experiments/engine/experiment.ts"),
  ]);
  await prepareFolder(options.out);
  const { useBackend } = await import("../src/backend/backend.ts");
  const { environment } = await import("../src/race/environment.ts");
  const backend = await useBackend(options.backend);
  say(`Backend: ${backend.reason}.`);

  const { signal, end } = interruptible();
  const progress = new Progress();
  progress.start(workOf(race.experiment));
  const runs = await runsOf(race, {
    signal,
    onTask: (task) => progress.say(task),
    onWork: (units) => progress.advance(units),
  });
  progress.stop();
  end();
  if (runs.length === 0) throw new Error("Interrupted before a run was finished.");

  const paths = await race.write(runs, await environment(backend), options.out);
  const { sentence, table: { head, rows } } = race.summary(runs);
  if (sentence) say(sentence);
  say(table(head, rows));
  if (options.report) {
    const { markdownTable } = await import("../src/records/markdown.ts");
    const { writeReport } = await import("../src/process/report_file.ts");
    const title = options.data === undefined ? `Figure ${options.figure}'s race` : "A race";
    const markdown = [`# ${title}`, "", ...markdownTable(head, rows)].join("\n");
    const own = paths.some((path) => path.endsWith(".md")) ? {} : { markdown };
    const page = { folder: options.out, title, verdict: sentence, paths: [...paths], task: "race" };
    paths.push(await writeReport({ ...page, ...own }));
  }
  say(`Wrote ${new Intl.ListFormat("en").format(paths)}.`);
  if (signal.aborted) throw new Error("Interrupted: what was finished is on disk.");
});

async function plan(options: ReturnType<typeof command.opts>): Promise<ReaderRace> {
  const { postRace, tableRace } = await import("../src/experiments/own_race/own_race.ts");
  const { data, target, reach, optimizers, iterations, learningRate, seeds } = options;
  const { layers, units, activation } = options;
  if (data === undefined) {
    if (target !== undefined) {
      throw new Error(
        "Cannot race: --target names a column of --data's file. For the loss to reach, use --reach.",
      );
    }
    return postRace({
      figure: Number(options.figure),
      optimizers: optimizers ?? [...postOptimizers, "KS"],
      iterations,
      learningRate,
      seeds,
      changes: {
        rows: options.rows,
        columns: options.columns,
        hiddenLayers: layers,
        hiddenUnits: units,
        activation,
      },
    }, reach);
  }
  if (target === undefined) {
    throw new Error("Cannot race on a file without a target. Name its column with --target.");
  }
  return await tableRace(data, { target, features: options.features, exclude: options.exclude }, {
    optimizers,
    iterations,
    learningRate,
    seeds: seeds ?? [0, 1, 2, 3, 4],
    validation: options.validation,
    hiddenLayers: layers ?? 1,
    hiddenUnits: units ?? 0,
    activation: activation ?? "relu",
  }, reach);
}
