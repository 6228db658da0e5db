/**
 * The whole command fit.ts against pandas with scikit-learn or statsmodels, on the same file, in turns: wall seconds, peak
 * memory, and the digits that both agree to.
 *
 *   deno run --allow-read --allow-write --allow-ffi --allow-sys=cpus --allow-run=deno,python3,/usr/bin/python3 bench/tables/tables.ts --python /usr/bin/python3
 *   ... bench/tables/tables.ts --large 100000000
 *
 * @module
 */
import { cpus } from "node:os";
import { runScript, table, wholeNumber } from "../../src/process/cli.ts";
import { Command } from "../../src/deps/command.ts";
import { join } from "../../src/deps/path.ts";
import { quantile } from "../../src/deps/statistics.ts";
import { prepareFolder, writeWhole } from "../../src/process/files.ts";
import { version } from "../../src/backend/version.ts";
import { type Contender, fitScript, peer, timed, type Timing } from "./contenders.ts";
import { type Family, makeTable } from "./make.ts";

const command = new Command("bench:tables")
  .description("Time fit.ts against pandas with scikit-learn or statsmodels.")
  .option("--python <command>", "a Python that has them", "python3")
  .option("--rows <count>", "of the tables that all fit", wholeNumber(100), 1_000_000)
  .option("--large <count>", "rows of a further table, which fit.ts alone fits", wholeNumber(100))
  .option("--rounds <count>", "of each measurement", wholeNumber(1), 3)
  .option("--folder <path>", "where the tables are made; kept, and used again", "out/tables")
  .option("--out <file>", "where the JSON goes", "bench/results/tables.json");

/** A row of the printed table. */
interface Result {
  work: string;
  rows: number;
  who: string;
  seconds: number;
  peakBytes: number;
  /** How many times as long as fit.ts on the same work. */
  ratio?: number;
  /** Decimal digits to which every coefficient agrees with fit.ts's on the same work. */
  digits?: number;
  scans?: number;
  versions: Record<string, string>;
}

await runScript(async () => {
  const { python, rows, large, rounds, folder, out } = command.parse(Deno.args, { from: "user" })
    .opts();
  await prepareFolder(folder);
  const results: Result[] = [];
  for (const family of ["linear", "logistic"] as const) {
    const [csv, parquet] = await Promise.all(
      ["csv", "parquet"].map((ending) => made(folder, family, rows, ending)),
    );
    const peers = ["scikit-learn", "statsmodels"].flatMap((library) => [
      peer(python, library, family, csv),
      peer(python, library, family, parquet),
    ]);
    const contenders = [
      ...[csv, parquet].map((file) => fitScript(python, family, file, join(folder, "fit"))),
      ...peers,
    ];
    results.push(...await raced(family, rows, contenders, rounds));
  }
  if (large !== undefined) {
    const file = await made(folder, "linear", large, "parquet");
    const alone = [fitScript(python, "linear", file, join(folder, "fit"))];
    results.push(...await raced("linear", large, alone, 1));
  }
  const environment = {
    deno: Deno.version.deno,
    project: version,
    cpu: cpus()[0].model.trim(),
    cores: navigator.hardwareConcurrency,
    started: new Date().toISOString(),
  };
  await writeWhole(
    out,
    JSON.stringify({ environment, rows, large, rounds, results }, null, 1) + "\n",
  );
  console.log(printed(results));
  console.log(`Wrote ${out}.`);
});

/** The path of a table, which is made where it is not there. */
async function made(folder: string, family: Family, rows: number, ending: string) {
  const path = join(folder, `${family}-${rows}.${ending}`);
  const there = await Deno.stat(path).catch(() => undefined);
  if (!there) {
    console.log(`Making ${path}.`);
    await makeTable(path, family, rows);
  }
  return path;
}

/** Each contender once a round, so that what slows the machine down slows all; medians. */
async function raced(
  family: Family,
  rows: number,
  contenders: Contender[],
  rounds: number,
): Promise<Result[]> {
  const work = `${family}, ${rows.toLocaleString("en")} x 11`;
  const timings = contenders.map((): Timing[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, contender] of contenders.entries()) {
      if (round > 0 && timings[i].length === 0) continue;
      try {
        timings[i].push(await timed(contender));
      } catch (error) {
        if (contender.required) throw error;
        console.log(`${work}: without ${contender.name}: ${(error as Error).message}`);
      }
    }
  }
  const middle = (values: number[]) => quantile(values.toSorted((a, b) => a - b), 0.5);
  const ours = timings[0][0];
  return contenders.flatMap(({ name, file }, i) => {
    const [first] = timings[i];
    if (!first) return [];
    // On the same file, if that was fitted.
    const rival = contenders.findIndex((other, j) => other.file === file && timings[j].length > 0);
    const seconds = (j: number) => middle(timings[j].map((timing) => timing.seconds));
    const { scans, versions } = first;
    return [{
      work,
      rows,
      who: name,
      seconds: seconds(i),
      peakBytes: Math.max(...timings[i].map((timing) => timing.peakBytes)),
      ratio: rival === i ? undefined : seconds(i) / seconds(rival),
      digits: i === 0 ? undefined : digits(first.coefficients, ours.coefficients),
      scans,
      versions,
    }];
  });
}

/** The fewest decimal digits to which two lists agree. */
function digits(one: number[], other: number[]): number {
  return Math.min(...one.map((value, i) => {
    const apart = Math.abs(value - other[i]) / Math.abs(other[i]);
    return apart === 0 ? 16 : Math.min(16, -Math.log10(apart));
  }));
}

function printed(results: Result[]): string {
  return table(
    [
      ...["work", "who", "seconds", "a million rows", "times fit.ts"],
      ...["digits in common", "scans", "peak MiB"],
    ],
    results.map(({ work, rows, who, seconds, ratio, digits, scans, peakBytes }) => [
      work,
      who,
      seconds.toFixed(2),
      (seconds * 1e6 / rows).toFixed(2),
      ratio?.toFixed(1) ?? "",
      digits?.toFixed(1) ?? "",
      scans ?? "",
      (peakBytes / 2 ** 20).toFixed(0),
    ]),
  );
}
