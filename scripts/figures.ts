/**
 * Make the post's figures: figure-NN.svg, and their data as figure-NN.json.
 *
 *   deno run --allow-read --allow-write --allow-sys=cpus scripts/figures.ts 9 12 --iterations 20 --out out
 *
 * @module
 */
import { backendChoices } from "../src/backend/backend_names.ts";
import {
  interruptible,
  positiveNumber,
  Progress,
  runScript,
  say,
  table,
  wholeNumber,
} from "../src/process/cli.ts";
import { Argument, Command, InvalidArgumentError, Option } from "../src/deps/command.ts";
import { prepareFolder } from "../src/process/files.ts";
import type { Made, MakeOptions } from "../src/experiments/figures/options.ts";

const last = 13;
const columns = ["figure", "outcome", "seconds", "where"];

const command = new Command("figures")
  .description('Make the figures of "More Descent, Less Gradient": pictures (SVG) and data (JSON).')
  .addArgument(
    new Argument("[numbers...]", `which figures, 1 to ${last}; by default all`).argParser(
      (text: string, before: number[] | undefined) => [...before ?? [], figureNumber(text)],
    ),
  )
  .option("--out <folder>", "output folder", "out")
  .addOption(
    new Option("--backend <name>", "backend to compute on").choices(backendChoices).default(
      "auto" as const,
    ),
  )
  .option(
    "--iterations <count>",
    "iterations per optimizer (default: the post's: 100, and 1,000 for SGD and Adam)",
    wholeNumber(1),
  )
  .option("--rows <count>", "rows of each task's data (default: the post's)", wholeNumber(1))
  .option("--fresh", "compute again what is there already", false)
  .option("--from-json", "only draw again, from the data that is there", false)
  .option("--fair", "figures 9 to 13 as fair races too: the same seconds for each optimizer", false)
  .option("--beyond", "figures 9 to 13 with the optimizers beyond the post too", false)
  .option("--report", "write report.html too: one page with everything", false)
  .option("--seconds <count>", "seconds per run of a fair race", positiveNumber, 10);

await runScript(async () => {
  command.parse(Deno.args, { from: "user" });
  const [numbers] = command.processedArgs;
  const options = command.opts();
  await prepareFolder(options.out);
  const [{ FigureStore }, make, races, { makeFair, workOfFair }, { racedFigures }] = await Promise
    .all([
      import("../src/experiments/figures/store.ts"),
      import("../src/experiments/figures/make.ts"),
      import("../src/experiments/figures/make_races.ts"),
      import("../src/experiments/figures/make_fair.ts"),
      import("../src/tasks/post.ts"),
    ]);
  const wanted = make.figures.filter((figure) => !numbers?.length || numbers.includes(figure));
  const raced = racedFigures.filter((figure) => wanted.includes(figure));
  const beyond = options.beyond ? raced : [];
  const fair = options.fair ? raced : [];
  const store = new FigureStore(options.out);
  const progress = new Progress();
  const rows: (string | number)[][] = [];
  const note = async (work: () => Promise<Made>, what?: string) => {
    if (what !== undefined) progress.announce(what, rows.map(([name]) => String(name)));
    const start = performance.now();
    const { name, outcome, data } = await work();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    rows.push([name, outcome, seconds, data ? store.path(name, "svg") : "nothing"]);
  };

  if (options.fromJson) {
    for (const figure of wanted) await note(() => make.redraw(figure, store));
    say(table(columns, rows));
    return;
  }

  const { signal, end } = interruptible();
  const { rows: taskRows, iterations } = options;
  const changes = {
    ...(taskRows !== undefined && { rows: taskRows }),
    ...(iterations !== undefined && { iterations }),
  };
  const backends = new Set<string>();
  const settings: MakeOptions = {
    store,
    backend: options.backend,
    changes,
    fresh: options.fresh,
    signal,
    onBackend: (reason) => backends.add(reason),
    onTask: (task) => progress.say(task),
    onWork: (units) => progress.advance(units),
  };
  try {
    progress.start(
      wanted.reduce((sum, figure) => sum + make.workOf(figure, changes), 0) +
        beyond.reduce((sum, figure) => sum + races.workOfBeyond(figure, changes), 0),
    );
    for (const figure of wanted) {
      if (!signal.aborted) await note(() => make.makeFigure(figure, settings), `figure ${figure}`);
    }
    for (const figure of beyond) {
      if (!signal.aborted) {
        await note(() => races.makeBeyond(figure, settings), `figure ${figure} beyond the post`);
      }
    }
    progress.start(
      fair.reduce((sum, n) => sum + workOfFair(n, options.seconds, changes), 0),
    );
    for (const figure of fair) {
      if (!signal.aborted) {
        await note(
          () => makeFair(figure, options.seconds, settings),
          `figure ${figure} as a fair race`,
        );
      }
    }
  } finally {
    progress.stop();
    end();
    for (const reason of backends) say(`Backend: ${reason}.`);
    if (rows.length > 0) say(table(columns, rows));
  }
  if (options.report && rows.length > 0) {
    const { writeReport } = await import("../src/process/report_file.ts");
    const { markdownTable } = await import("../src/records/markdown.ts");
    const title = "The post's figures";
    const texts = rows.map((row) => row.slice(0, -1).map(String));
    const markdown = [`# ${title}`, "", ...markdownTable(columns.slice(0, -1), texts)].join("\n");
    const names = rows.filter(([, , , path]) => path !== "nothing").map(([name]) => String(name));
    const paths = names.flatMap((name) => [store.path(name, "svg"), store.path(name, "json")]);
    say(
      `Wrote ${await writeReport({
        folder: options.out,
        title,
        markdown,
        paths,
        task: "figures",
      })}.`,
    );
  }
  if (signal.aborted) {
    throw new Error("Interrupted: what is finished is on disk. Run it again to go on.");
  }
});

function figureNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= last) return value;
  throw new InvalidArgumentError(`Expected a figure's number, 1 to ${last}.`);
}
