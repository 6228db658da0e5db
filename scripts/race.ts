/**
 * Race optimizers on one of the post's tasks, or on one of its kind, and see what each gradient was worth.
 *
 *   deno run --allow-read --allow-write --allow-sys=cpus scripts/race.ts --optimizers KS_50_2,ADAM --rows 10000 --columns 20
 *
 * @module
 */
import { join } from "../src/deps/path.ts";
import { backendChoices } from "../src/backend_names.ts";
import {
  interruptible,
  list,
  positiveNumber,
  Progress,
  runScript,
  table,
  wholeNumber,
  wholeNumbers,
} from "../src/cli.ts";
import { Command, Option } from "../src/deps/command.ts";
import { prepareFolder } from "../src/files.ts";

const command = new Command("race")
  .description("Race optimizers on a task of the post, or on one of its kind.")
  .addOption(
    new Option("--figure <number>", "the figure whose task it is")
      .choices(["4", "5", "9", "10", "11", "12", "13"]).default("9"),
  )
  .option(
    "--optimizers <names>",
    "KS_<maxSteps>_<impatience>, KV_<maxSteps>, KS, SGD, ADAM, GD, NEWTON, each with :published, :intended or :beyond where one edition is meant",
    list,
    ["KS_50_0", "KS_50_2", "KS_10_0", "KS_10_2", "KV_10", "KV_50", "SGD", "ADAM", "KS"],
  )
  .option("--iterations <count>", "of each; by default the post's", wholeNumber(1))
  .option("--learning-rate <number>", "by default the figure's", positiveNumber)
  .option("--rows <count>", "of the data", wholeNumber(1))
  .option("--columns <count>", "of the data", wholeNumber(1))
  .option("--layers <count>", "hidden layers between the first and the last", wholeNumber(0))
  .option("--units <count>", "of every hidden layer; 0: a linear regression", wholeNumber(0))
  .addOption(new Option("--activation <name>", "after each hidden layer").choices(["none", "relu"]))
  .option("--seeds <numbers>", "one race each, with commas between them", wholeNumbers)
  .option(
    "--target <loss>",
    "the loss to reach; by default a thousandth of the first",
    positiveNumber,
  )
  .addOption(
    new Option("--backend <name>", "what computes").choices(backendChoices).default(
      "auto" as const,
    ),
  )
  .option("--out <folder>", "where race.json and race.svg go", "out");

await runScript(async () => {
  const options = command.parse(Deno.args, { from: "user" }).opts();
  const { runSeeds, planRace } = await import("../src/race/seeds.ts");
  const { costTable } = await import("../src/race/cost_table.ts");
  const plan = planRace({
    figure: Number(options.figure),
    optimizers: options.optimizers,
    iterations: options.iterations,
    learningRate: options.learningRate,
    seeds: options.seeds,
    changes: {
      rows: options.rows,
      columns: options.columns,
      hiddenLayers: options.layers,
      hiddenUnits: options.units,
      activation: options.activation,
    },
  });
  await prepareFolder(options.out);
  const { useBackend } = await import("../src/backend.ts");
  const { environment } = await import("../src/environment.ts");
  const backend = await useBackend(options.backend);
  console.log(`Backend: ${backend.reason}.`);

  const { signal, end } = interruptible();
  const progress = new Progress();
  progress.start(plan.work);
  const runs = await runSeeds(plan, {
    signal,
    onTask: (task) => progress.say(task),
    onWork: (units) => progress.advance(units),
  });
  progress.stop();
  end();
  if (runs.length === 0) throw new Error("Interrupted before a run was finished.");

  const { drawFigure } = await import("../src/figures/draw.ts");
  const { validateFigure } = await import("../src/figures/validate.ts");
  const { writeWhole } = await import("../src/files.ts");
  const { version } = await import("../src/version.ts");
  const data = validateFigure({
    kind: "race",
    title: plan.title,
    project: version,
    environment: await environment(backend),
    task: plan.record,
    runs,
  });
  const paths = ["race.json", "race.svg"].map((name) => join(options.out, name));
  await writeWhole(paths[0], JSON.stringify(data) + "\n");
  await writeWhole(paths[1], drawFigure(data) + "\n");
  const { head, rows } = costTable(runs, options.target);
  console.log(table(head, rows));
  console.log(`Wrote ${paths.join(" and ")}.`);
  if (signal.aborted) throw new Error("Interrupted: what was finished is on disk.");
});
