/**
 * The same work here and in PyTorch, scikit-learn, NumPy, plain TensorFlow.js and jax-js, in turns, each peer in its
 * best setting; then the kernels here as a share of the machine's roof.
 *
 *   deno task bench:peers --python /usr/bin/python3
 *   deno task bench:peers --only "figure 9,roof" --rounds 3
 *
 * @module
 */
import { useBackend } from "../../src/backend/backend.ts";
import { list, positiveNumber, runScript, table, wholeNumber } from "../../src/process/cli.ts";
import { Command } from "../../src/deps/command.ts";
import { environment } from "../../src/race/environment.ts";
import { readIfThere, writeWhole } from "../../src/process/files.ts";
import { measureShares, type Share, shareTable } from "../roof/shares.ts";
import { drawPeers } from "./chart.ts";
import { measure, type Measurement } from "./measure.ts";
import { PeerProcess } from "./process.ts";
import { groups } from "./works.ts";

const command = new Command("bench:peers")
  .description("Time the same work here and in its peers, and the kernels against the machine.")
  .option("--python <command>", "a Python that has PyTorch, scikit-learn and NumPy", "python3")
  .option("--rounds <count>", "of each measurement", wholeNumber(1), 7)
  .option("--rows <share>", "of each task's rows, 1 for all", positiveNumber, 1)
  .option(
    "--only <words>",
    "work whose name has one of these, with commas between them; the file's other rows stay",
    list,
  )
  .option("--out <file>", "where the JSON goes", "bench/results/peers.json")
  .option("--svg <file>", "where the chart goes", "docs/peers.svg")
  .option("--redraw", "only draw the chart again, from the JSON", false);

/** What the JSON file has. */
interface Results {
  environment: Awaited<ReturnType<typeof environment>>;
  /** The share of the tasks' rows. */
  rows: number;
  versions: Record<string, string | null>;
  results: Measurement[];
  roof: Share[];
}

await runScript(async () => {
  const options = command.parse(Deno.args, { from: "user" }).opts();
  const { rounds, rows, only, out } = options;
  const wanted = (name: string) => !only || only.some((word) => name.includes(word));
  const earlier = await earlierResults(out);
  if (options.redraw) {
    if (!earlier) throw new Error(`Cannot draw: there is no "${out}". Measure first.`);
    await writeWhole(options.svg, drawPeers(earlier.results) + "\n");
    return console.log(`Wrote ${options.svg}.`);
  }
  if (!wanted("roof") && !groups.some(({ names }) => names.some(wanted))) {
    throw new Error(`Nothing is called "${only}". Try --only "figure 9,normals,roof".`);
  }
  const kept = only && earlier?.rows === rows ? earlier : undefined;
  const where = await environment(await useBackend("wasm"));
  const processes = await startPeers(options.python);
  const versions = Object.assign({}, ...processes.map((process) => process.introduction.versions));
  const results: Measurement[] = [];
  for (const group of groups.filter(({ names }) => names.some(wanted))) {
    const { works, dispose } = await group.make(rows);
    for (const work of works.filter(({ name }) => wanted(name))) {
      results.push(await measure(work, processes, rounds, console.log));
      printRow(results[results.length - 1]);
    }
    dispose();
  }
  for (const process of processes) await process.end();
  const roof = wanted("roof") ? await measureShares(rounds, rows) : kept?.roof ?? [];

  const found: Results = {
    ...{ environment: where, rows, versions: { ...kept?.versions, ...versions } },
    results: groups.flatMap(({ names }) => names).flatMap((name) =>
      [...results, ...kept?.results ?? []].find((result) => result.name === name) ?? []
    ),
    roof,
  };
  if (results.length > 0) console.log(resultTable(found.results));
  if (roof.length > 0) console.log(shareTable(roof));
  await writeWhole(out, JSON.stringify(found, null, 1) + "\n");
  await writeWhole(options.svg, drawPeers(found.results) + "\n");
  console.log(`Wrote ${out} and ${options.svg}.`);
});

/** Starts every peer that is there; says which are not. */
async function startPeers(python: string): Promise<PeerProcess[]> {
  const file = (name: string) => new URL(name, import.meta.url).pathname;
  const deno = (name: string) => ["run", "--allow-read", "--no-prompt", file(name)];
  const commands: [command: string, args: string[]][] = [
    [python, [file("python.py")]],
    ["deno", deno("tfjs.ts")],
    ["deno", deno("jax.ts")],
  ];
  const started: PeerProcess[] = [];
  for (const [command, args] of commands) {
    try {
      started.push(await PeerProcess.start(command, args));
    } catch (error) {
      console.log(`Left out: ${error instanceof Error ? error.message : error}`);
    }
  }
  for (const { introduction } of started) {
    for (const [peer, version] of Object.entries(introduction.versions)) {
      if (!version) console.log(`Left out: ${peer} is not installed.`);
    }
  }
  return started;
}

async function earlierResults(file: string): Promise<Results | undefined> {
  const text = await readIfThere(file);
  return text === undefined ? undefined : JSON.parse(text);
}

/** One line as it is measured: a run takes minutes. */
function printRow({ name, ours, peers }: Measurement): void {
  const words = peers.map(({ peer, ratio }) => `${ratio.toFixed(1)}x ${peer}`);
  console.log(`${name}: ${ours.median.toFixed(3)} ms, ${words.join(", ")}`);
}

function resultTable(results: Measurement[]): string {
  const head = ["work", "here, ms", "quartiles", "peer (setting)", "its ms", "ratio", "target"];
  const rows = results.flatMap(({ name, ours, peers }) =>
    peers.map(({ peer, setting, median, ratio, target }) => [
      name,
      ours.median.toFixed(3),
      ours.quartiles.map((value) => value.toFixed(3)).join(" to "),
      `${peer} (${setting})`,
      median.toFixed(3),
      ratio.toFixed(1),
      target ?? "",
    ])
  );
  return table(head, rows);
}
