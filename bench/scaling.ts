/**
 * How time and memory grow with the rows: loss, gradient and normal equations at 10^4 to 10^7 rows of 20 columns, each
 * size in a process of its own.
 *
 *   deno task bench:scaling
 *   deno task bench:scaling --largest 1000000 --only tensor --rounds 3
 *
 * @module
 */
import { useBackend } from "../src/backend/backend.ts";
import { positiveNumber, runScript, table, wholeNumber } from "../src/process/cli.ts";
import { Command, Option } from "../src/deps/command.ts";
import { linearRegression } from "../src/deps/statistics.ts";
import { environment } from "../src/race/environment.ts";
import { writeWhole } from "../src/process/files.ts";
import { type Kind, kinds, type Size } from "./scaling_size.ts";

const names = Object.keys(kinds) as Kind[];

/** Peak memory over the data's size: what each kind may take at most. */
const memoryTargets: Record<Kind, number> = { network: 1.3, regression: 1.3, tensor: 2.3 };
const exponentTarget = 1.05;

const command = new Command("bench:scaling")
  .description("Time and memory as rows go from 10^4 to 10^7.")
  .option("--rounds <count>", "of each measurement", wholeNumber(1), 7)
  .option("--largest <rows>", "the most rows", positiveNumber, 1e7)
  .addOption(new Option("--only <kind>", "one kind of data").choices(names))
  .option("--out <file>", "where the JSON goes", "bench/results/scaling.json");

/** A question's times as a power of the rows. */
interface Growth {
  kind: Kind;
  question: string;
  /** Of the line through the logarithms. */
  exponent: number;
  /** From each size to the next. */
  steps: number[];
}

await runScript(async () => {
  const { rounds, largest, only, out } = command.parse(Deno.args, { from: "user" }).opts();
  const sizes: Size[] = [];
  for (const kind of only ? [only] : names) {
    for (let rows = 1e4; rows <= largest; rows *= 10) sizes.push(await measure(kind, rows, rounds));
  }
  const growths = [...Map.groupBy(sizes, ({ kind }) => kind).values()].flatMap(growthsOf);
  console.log(sizeTable(sizes));
  console.log(growthTable(growths));
  const where = await environment(await useBackend("wasm"));
  const found = { environment: where, rounds, sizes, growths };
  await writeWhole(out, JSON.stringify(found, null, 1) + "\n");
  console.log(`Wrote ${out}.`);
});

/** Measures one size in a process of its own. */
async function measure(kind: Kind, rows: number, rounds: number): Promise<Size> {
  const file = new URL("scaling_size.ts", import.meta.url).pathname;
  const args = ["run", "--allow-read", "--no-prompt", file, kind, String(rows), String(rounds)];
  const { success, stdout } = await new Deno.Command("deno", { args, stderr: "inherit" }).output();
  if (!success) throw new Error(`Cannot measure ${kind} at ${rows} rows: its process failed.`);
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** Fits log time = exponent * log rows + constant, for each question about one kind of data. */
function growthsOf(sizes: Size[]): Growth[] {
  const [{ kind }] = sizes;
  return kinds[kind].map((question) => {
    const points = sizes.map(({ rows, times }) => [Math.log(rows), Math.log(times[question])]);
    const steps = points.slice(1).map(([x, y], i) => (y - points[i][1]) / (x - points[i][0]));
    return { kind, question, exponent: linearRegression(points).m, steps };
  });
}

function sizeTable(sizes: Size[]): string {
  const head = ["data", "rows", "ms", "data, MB", "peak, MB", "peak / data", "at most"];
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  const rows = sizes.map(({ kind, rows, times, data, peak }) => [
    kind,
    rows.toLocaleString("en"),
    Object.entries(times).map(([question, time]) => `${question} ${time.toFixed(2)}`).join(", "),
    megabytes(data),
    megabytes(peak),
    (peak / data).toFixed(2),
    memoryTargets[kind],
  ]);
  return table(head, rows) +
    `\nThe process itself holds about ${
      megabytes(sizes[0].before)
    } MB before there are data: the largest size counts.`;
}

function growthTable(growths: Growth[]): string {
  const rows = growths.map(({ kind, question, exponent, steps }) => [
    kind,
    question,
    exponent.toFixed(3),
    steps.map((step) => step.toFixed(2)).join(", "),
    exponentTarget,
  ]);
  return table(["data", "question", "exponent", "from size to size", "at most"], rows);
}
