/**
 * The works of bench:peers here and in another checkout, in alternating runs; and what earlier comparisons found.
 *
 *   deno task bench:compare
 *   deno task bench:compare --against ../more-descent-0.1.0
 *
 * @module
 */
import { useBackend } from "../../src/backend/backend.ts";
import { version } from "../../src/backend/version.ts";
import { Command } from "../../src/deps/command.ts";
import { join } from "../../src/deps/path.ts";
import { list, runScript, table, wholeNumber } from "../../src/process/cli.ts";
import { readIfThere, writeWhole } from "../../src/process/files.ts";
import { environment } from "../../src/race/environment.ts";
import type { Environment } from "../../src/records/environment.ts";
import { summary, type Times } from "../peers/measure.ts";

const command = new Command("bench:compare")
  .description("Time this checkout and another, in turns; without --against, print the history.")
  .option("--against <folder>", "another checkout, whose bench/peers/works.ts has the same works")
  .option("--rounds <count>", "runs of each", wholeNumber(1), 5)
  .option("--milliseconds <count>", "for which each work is repeated in a run", wholeNumber(1), 300)
  .option("--only <words>", "work whose name has one of these, with commas between them", list)
  .option("--history <file>", "where comparisons are kept", "bench/results/history.json");

/** One comparison. */
interface Comparison {
  /** Versions. */
  now: string;
  before: string;
  environment: Environment;
  works: Record<string, { before: Times; now: Times }>;
}

await runScript(async () => {
  const { against, rounds, milliseconds, only = [], history } = command
    .parse(Deno.args, { from: "user" }).opts();
  const text = await readIfThere(history);
  const past: Comparison[] = text === undefined ? [] : JSON.parse(text);
  if (against === undefined) {
    if (past.length === 0) throw new Error("There is no history yet. Compare with --against.");
    return past.forEach(print);
  }
  const here = new URL("../../", import.meta.url).pathname;
  const there = await Deno.realPath(against);
  const manifest = JSON.parse(await Deno.readTextFile(join(there, "deno.json")));
  const times = { now: new Map<string, number[]>(), before: new Map<string, number[]>() };
  for (let round = 0; round < rounds; round++) {
    const turns = [["now", here], ["before", there]] as const;
    for (const [side, folder] of round % 2 === 0 ? turns : turns.toReversed()) {
      for (const [name, time] of Object.entries(await own(folder, milliseconds, only))) {
        times[side].set(name, [...times[side].get(name) ?? [], time]);
      }
    }
    console.log(`Round ${round + 1} of ${rounds}.`);
  }
  const names = [...times.now.keys()].filter((name) => times.before.has(name));
  if (names.length === 0) throw new Error(`Nothing is called "${only}" in both checkouts.`);
  const found: Comparison = {
    now: version,
    before: manifest.version,
    environment: await environment(await useBackend("wasm")),
    works: Object.fromEntries(names.map((name) => [
      name,
      { before: summary(times.before.get(name)!), now: summary(times.now.get(name)!) },
    ])),
  };
  print(found);
  await writeWhole(history, JSON.stringify([...past, found], null, 1) + "\n");
  console.log(`Wrote ${history}.`);
});

/** A checkout's own times, in a process of its own. */
async function own(
  folder: string,
  milliseconds: number,
  only: string[],
): Promise<Record<string, number>> {
  const script = new URL("./own.ts", import.meta.url).pathname;
  const args = ["run", "--allow-read", "--allow-sys=cpus", "--no-prompt", "--no-check", script];
  const { success, stdout, stderr } = await new Deno.Command("deno", {
    args: [...args, folder, String(milliseconds), ...only],
    cwd: folder,
  }).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  if (!success) throw new Error(`Cannot time ${folder}: ${decode(stderr).split("\n").at(-1)}`);
  return JSON.parse(decode(stdout).split("\n").at(-1)!);
}

function print({ now, before, environment: { cpu, started }, works }: Comparison): void {
  const cell = ({ median, quartiles }: Times) => {
    const [middle, low, high] = [median, ...quartiles].map((time) => Number(time.toPrecision(3)));
    return `${middle} (${low} to ${high})`;
  };
  console.log(`${before} against ${now}, ${cpu}, ${started}: milliseconds, with quartiles`);
  console.log(table(
    ["work", before === now ? "there" : before, now, "ratio"],
    Object.entries(works).map(([name, { before, now }]) => [
      name,
      ...[cell(before), cell(now), (now.median / before.median).toFixed(2)],
    ]),
  ));
}
