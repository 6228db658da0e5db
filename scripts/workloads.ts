/**
 * Run optimizers on real data, and say at what cost each reaches a target on rows held out.
 *
 *   deno run --allow-read --allow-write --allow-sys=cpus scripts/workloads.ts --quick
 *
 * @module
 */
import { backendChoices } from "../src/backend/backend_names.ts";
import {
  interruptible,
  list,
  Progress,
  runScript,
  say,
  table,
  wholeNumber,
  wholeNumbers,
} from "../src/process/cli.ts";
import { Command, InvalidArgumentError, Option } from "../src/deps/command.ts";
import { join } from "../src/deps/path.ts";
import { prepareFolder, readIfThere, writeAllWhole, writeWhole } from "../src/process/files.ts";
import type { LearningWorkload } from "../src/experiments/workloads/catalog.ts";

const command = new Command("workloads")
  .description(
    "Run optimizers on real data: what each costs until rows held out are told as well as a tuned baseline tells them.",
  )
  .argument("[merge]", "merge: put records together, or write one up again, instead of running")
  .argument("[records...]", "the records to merge")
  .option("--list", "print the workloads and the optimizers", false)
  .option("--quick", "three small workloads, one seed, the self-tuning track", false)
  .option(
    "--workload <names>",
    "workloads, or a module of your own: ./mine.ts (default: all)",
    list,
  )
  .option("--optimizer <names>", "optimizers (default: all)", list)
  .addOption(
    new Option("--track <name>", "one fixed setting, or the best learning rate of a grid")
      .choices(["self", "tuned", "both"] as const).default("self" as const),
  )
  .option("--seeds <numbers>", "seeds, one run per seed", wholeNumbers)
  .option("--shard <part/parts>", "run the i-th of n parts, as in 3/10", shard)
  .option("--resume <file>", "a workloads.json whose runs are not done again")
  .option("--data-folder <folder>", "where Fashion-MNIST is")
  .option(
    "--passes <count>",
    "what a run may spend, in forward passes (default: the workload's)",
    wholeNumber(1),
  )
  .addOption(
    new Option("--backend <name>", "backend to compute on").choices(backendChoices).default(
      "wasm" as const,
    ),
  )
  .option("--report", "write report.html too: one page with everything", false)
  .option("--out <folder>", "output folder", "out");

const quick = ["digits-softmax", "digits-mlp", "spam-logistic"];

await runScript(async () => {
  command.parse(Deno.args, { from: "user" });
  const options = command.opts();
  const [verb, files] = command.processedArgs as [string | undefined, string[]];
  const [{ chosenWorkloads, knownTargets }, records, { workloadsReport }] = await Promise.all([
    import("../src/experiments/workloads/choose.ts"),
    import("../src/experiments/workloads/record.ts"),
    import("../src/experiments/workloads/report.ts"),
  ]);
  const read = async (path: string) => {
    const text = await readIfThere(path);
    if (text === undefined) throw new records.RecordError(`Cannot find "${path}".`);
    return records.parseWorkloads(text, path);
  };
  const path = join(options.out, "workloads.json");
  const report = async (
    record: Awaited<ReturnType<typeof read>>,
    workloads: readonly LearningWorkload[],
    isNew = true,
  ) => {
    const texts = workloadsReport(record, workloads, knownTargets(record));
    await writeAllWhole(
      Object.fromEntries(
        Object.entries(texts).map(([name, text]) => [join(options.out, name), text]),
      ),
    );
    const verdict = texts["workloads.md"].split("\n")[2];
    say(verdict);
    const names = [...isNew ? ["workloads.json"] : [], ...Object.keys(texts)];
    if (options.report) {
      const { writeReport } = await import("../src/process/report_file.ts");
      const paths = names.map((name) => join(options.out, name));
      const title = "Does it work on real data?";
      await writeReport({ folder: options.out, title, paths, task: "workloads" });
      names.push("report.html");
    }
    say(`Wrote ${names.join(", ")} to ${options.out}.`);
  };

  if (verb !== undefined) {
    if (verb !== "merge" || files.length === 0) {
      throw new InvalidArgumentError(
        `Unknown argument "${verb}": expected "merge" and records, as in "merge a.json b.json".`,
      );
    }
    const merged = records.mergedRecords(
      await Promise.all(files.map(async (path) => ({ path, record: await read(path) }))),
    );
    await prepareFolder(options.out);
    // One record is only written up again.
    if (files.length > 1) await writeWhole(path, JSON.stringify(merged) + "\n");
    await report(merged, await chosenWorkloads(), files.length > 1);
    return;
  }

  const names = options.workload ?? (options.quick ? quick : undefined);
  const workloads = (await chosenWorkloads(names)).map((each) =>
    options.passes === undefined ? each : { ...each, passes: options.passes }
  );
  const { everyone, chosenOptimizers, tracks } = await import(
    "../src/experiments/workloads/contestants.ts"
  );
  if (options.list) {
    say(
      table(
        ["workload", "what", "budget, passes"],
        workloads.map(({ name, about, passes }) => [name, about, String(passes)]),
      ),
    );
    say(`Optimizers: ${everyone.join(", ")}.`);
    return;
  }
  const optimizers = chosenOptimizers(options.optimizer);
  const seeds = options.seeds ?? (options.quick ? [0] : [0, 1, 2]);
  const chosen = options.track === "both" ? tracks : [options.track];
  const { runsOf, runUnit, unitsOf } = await import("../src/experiments/workloads/trials.ts");
  const { DataError } = await import("../src/experiments/workloads/read.ts");
  const units = unitsOf(workloads, chosen, optimizers, options.shard);

  await prepareFolder(options.out);
  const { useBackend } = await import("../src/backend/backend.ts");
  const { environment } = await import("../src/race/environment.ts");
  const backend = await useBackend(options.backend);
  say(`Backend: ${backend.reason}.`);
  const budgets = Object.fromEntries(workloads.map(({ name, passes }) => [name, passes]));
  const begun = records.newRecord(await environment(backend), budgets);
  const record = options.resume === undefined ? begun : records.mergedRecords([
    { path: "this run", record: begun },
    { path: options.resume, record: await read(options.resume) },
  ]);
  const known = new Set(record.trials.map(records.keyOf));

  const { signal, end } = interruptible();
  const progress = new Progress();
  progress.start(units.reduce((sum, unit) => sum + runsOf(unit, seeds.length), 0));
  const missing = new Map<string, string>();
  try {
    for (const unit of units) {
      const { workload, track, optimizer } = unit;
      progress.say(`${workload.name}: ${optimizer}, ${track}`);
      const isKnown = seeds.every((seed) =>
        known.has(records.keyOf({ workload: workload.name, track, optimizer, seed }))
      );
      if (!isKnown && !missing.has(workload.name) && !signal.aborted) {
        try {
          const trials = await runUnit(unit, seeds, options.dataFolder, { signal });
          if (!signal.aborted) {
            record.trials.push(...trials.filter((trial) => !known.has(records.keyOf(trial))));
            await writeWhole(path, JSON.stringify(record) + "\n");
          }
        } catch (error) {
          // Of one workload's data alone: the others go on.
          if (!(error instanceof DataError)) throw error;
          missing.set(workload.name, error.message);
        }
      }
      progress.advance(runsOf(unit, seeds.length));
    }
  } finally {
    progress.stop();
    end();
  }
  for (const [name, why] of missing) say(`Note: ${name} did not run. ${why}`);
  if (record.trials.length > 0) await report(record, workloads);
  if (!signal.aborted) return;
  throw new Error(
    record.trials.length === 0
      ? "Interrupted before a run was finished."
      : `Interrupted: what was finished is on disk, ${record.trials.length} runs. Go on with --resume ${path}`,
  );
});

function shard(text: string): [number, number] {
  const [, part, parts] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const [i, n] = [Number(part), Number(parts)];
  if (!(i >= 1 && i <= n)) throw new InvalidArgumentError("Expected a part of parts, as in 3/10.");
  return [i, n];
}
