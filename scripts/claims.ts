/**
 * Put the post's claims C1 to C9 to the test: claims.json and claims.md.
 *
 *   deno run --allow-read --allow-write --allow-sys=cpus --allow-run=python3 scripts/claims.ts --out out
 *
 * @module
 */
import { join } from "../src/deps/path.ts";
import { backendChoices } from "../src/backend/backend_names.ts";
import { interruptible, Progress, runScript, say, table, wholeNumber } from "../src/process/cli.ts";
import { Argument, Command, Option } from "../src/deps/command.ts";
import { prepareFolder } from "../src/process/files.ts";

const ids = ["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9"];

const command = new Command("claims")
  .description(
    "Put the claims of the post to the test. Figures that the evidence needs are made, or taken from the folder.",
  )
  .addArgument(new Argument("[claims...]", "which; by default all").choices(ids))
  .option("--out <folder>", "where the figures are, and claims.json and claims.md go", "out")
  .addOption(
    new Option("--backend <name>", "backend to compute on").choices(backendChoices).default(
      "auto" as const,
    ),
  )
  .option("--iterations <count>", "of each optimizer; by default the post's", wholeNumber(1))
  .option("--rows <count>", "of each task, at most; by default the post's", wholeNumber(1))
  .option("--python <command>", "the Python that has scikit-learn, for C4", "python3")
  .option("--report", "write report.html too: one page with everything", false)
  .option("--fresh", "make the figures again, whatever is there", false);

await runScript(async () => {
  command.parse(Deno.args, { from: "user" });
  const [wanted] = command.processedArgs;
  const { out, backend, iterations, rows, fresh, python, report: wantsPage } = command.opts();
  await prepareFolder(out);
  const { examineClaims } = await import("../src/experiments/claims/examine.ts");
  const { reportMarkdown } = await import("../src/experiments/claims/report.ts");
  const { writeWhole } = await import("../src/process/files.ts");
  const { signal, end } = interruptible();
  const progress = new Progress();
  progress.start(1);
  const report = await examineClaims(wanted.length > 0 ? wanted : ids, {
    folder: out,
    backend,
    fresh,
    signal,
    rows,
    iterations,
    python,
    onTask: (task) => progress.say(task),
  });
  progress.stop();
  end();
  const paths = ["claims.json", "claims.md"].map((name) => join(out, name));
  await writeWhole(paths[0], JSON.stringify(report, null, 2) + "\n");
  await writeWhole(paths[1], reportMarkdown(report));
  say(table(
    ["claim", "of", "verdict"],
    report.claims.flatMap(({ id, findings }) =>
      findings.map(({ of, verdict }) => [id, of ?? "", verdict])
    ),
  ));
  if (wantsPage) {
    const { writeReport } = await import("../src/process/report_file.ts");
    const page = { folder: out, title: "The post's claims, put to the test", paths: [...paths] };
    paths.push(await writeReport({ ...page, task: "claims" }));
  }
  say(`Wrote ${new Intl.ListFormat("en").format(paths)}.`);
});
