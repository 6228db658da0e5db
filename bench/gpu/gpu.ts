/**
 * The fused kernels on webgpu against PyTorch on CUDA (eager and compiled) and JAX, in one run, on one card. Without a
 * GPU it says so, and exits with 1; --allow-software checks on a software adapter that it runs.
 *
 *   deno run --allow-read --allow-write=bench/results --allow-run=python3 --allow-sys=cpus bench/gpu/gpu.ts
 *   deno run ... bench/gpu/gpu.ts --allow-software --rows 0.001 --milliseconds 50 --rounds 1
 *
 * @module
 */
import { useBackend } from "../../src/backend/backend.ts";
import { list, positiveNumber, runScript, table, wholeNumber } from "../../src/process/cli.ts";
import { Command } from "../../src/deps/command.ts";
import type * as tf from "../../src/deps/tf.ts";
import { environment } from "../../src/race/environment.ts";
import { writeWhole } from "../../src/process/files.ts";
import { summary } from "../peers/measure.ts";
import { type Answer, PeerProcess } from "../peers/process.ts";
import { tasks, type Work, type Works } from "./works.ts";

const command = new Command("gpu.ts")
  .description("Time the fused kernels on webgpu against PyTorch and JAX on the same card.")
  .option("--python <command>", "a Python that has PyTorch with CUDA, and JAX", "python3")
  .option("--rounds <count>", "of each measurement", wholeNumber(1), 5)
  .option("--milliseconds <time>", "that each is repeated for", positiveNumber, 500)
  .option("--rows <share>", "of each task's rows, 1 for all", positiveNumber, 1)
  .option("--only <words>", "tasks whose name has one of these", list)
  .option("--out <file>", "where the JSON goes; nowhere with --allow-software")
  .option("--allow-software", "take a software adapter, to check that it runs", false);

/** Losses further apart than this, relatively, are not the same work. */
const tolerance = 1e-3;

/** Times of one piece of work, in milliseconds for one of its units. */
interface Result {
  task: string;
  work: Work["ask"];
  ours: ReturnType<typeof summary>;
  peers: Record<string, ReturnType<typeof summary> & { ratio: number }>;
}

await runScript(async () => {
  const options = command.parse(Deno.args, { from: "user" }).opts();
  const { rounds, rows, milliseconds, only, allowSoftware } = options;
  const wanted = Object.keys(tasks).filter((name) =>
    !only || only.some((word) => name.includes(word))
  );
  if (wanted.length === 0) {
    throw new Error(
      `No task's name has one of ${only}: they are ${Object.keys(tasks).join("; ")}.`,
    );
  }
  const choice = await useBackend("webgpu");
  if (choice.software && !allowSoftware) {
    throw new Error(
      `There is no GPU here: the only adapter, ${choice.adapter}, is software. Try --allow-software --rows 0.001.`,
    );
  }
  const where = await environment(choice);
  const device = choice.software ? "cpu" : "cuda";
  const script = new URL("peer.py", import.meta.url).pathname;
  const peers = await PeerProcess.start(options.python, [script, device]);
  const { versions, settings } = peers.introduction;
  const present = Object.keys(versions).filter((peer) => versions[peer]);
  const absent = Object.keys(versions).filter((peer) => !versions[peer]);
  if (absent.length > 0) console.log(`Not there, and left out: ${absent.join(", ")}.`);

  const results: Result[] = [];
  for (const name of wanted) {
    const made = await tasks[name](rows);
    for (const work of made.works) {
      results.push(await measure(made, work, { peers, present, rounds, milliseconds }));
    }
    made.dispose();
  }
  await peers.end();

  const title = `${where.adapter}; peers on ${settings.join()}; milliseconds`;
  const head = ["task", "work", "here", ...present.flatMap((peer) => [peer, "x"])];
  const printed = [title, table(head, results.map((result) => rowOf(result, present)))].join("\n");
  console.log(printed);
  const out = options.out ?? (choice.software ? undefined : "bench/results/gpu.json");
  if (!out) return;
  const all = {
    environment: where,
    peersOn: settings,
    versions,
    rows,
    rounds,
    table: printed.split("\n"),
    results,
  };
  await writeWhole(out, JSON.stringify(all, null, 2) + "\n");
  console.log(`Wrote ${out}.`);
});

interface Measuring {
  peers: PeerProcess;
  present: string[];
  rounds: number;
  milliseconds: number;
}

/** Times one piece of work in turns: here, then each peer. */
async function measure(
  { name, task }: Works,
  work: Work,
  { peers, present, rounds, milliseconds }: Measuring,
): Promise<Result> {
  const ours: number[] = [];
  const theirs: Record<string, number[]> = Object.fromEntries(present.map((peer) => [peer, []]));
  for (let round = 0; round < rounds; round++) {
    const here = await timeQueued(work, milliseconds);
    ours.push(here.milliseconds / work.units);
    for (const peer of present) {
      const answer = await peers.ask({ ask: work.ask, task, setting: peer, milliseconds });
      theirs[peer].push(answer.milliseconds / work.units);
      if (round === 0 && !(Math.abs(here.value! - answer.value!) <= tolerance * answer.value!)) {
        console.log(`${name}, ${work.ask}: ${here.value} here, ${answer.value} in ${peer}.`);
      }
    }
  }
  const own = summary(ours);
  const compared = present.map((peer) => {
    const times = summary(theirs[peer]);
    return [peer, { ...times, ratio: times.median / own.median }] as const;
  });
  return { task: name, work: work.ask, ours: own, peers: Object.fromEntries(compared) };
}

/** Repeats work, in batches twice as long each, until one takes long enough; a batch ends when its last loss is read. */
async function timeQueued(work: Work, milliseconds: number): Promise<Answer> {
  let value = await read(work.queue());
  for (let repeats = 1;; repeats *= 2) {
    const start = performance.now();
    for (let i = 1; i < repeats; i++) work.queue().dispose();
    value = await read(work.queue());
    const passed = performance.now() - start;
    if (passed >= milliseconds) return { milliseconds: passed / repeats, value };
  }
}

async function read(loss: tf.Scalar): Promise<number> {
  const [value] = await loss.data();
  loss.dispose();
  return value;
}

function rowOf({ task, work, ours, peers }: Result, present: string[]): string[] {
  const name = work === "iterations" ? "KS_50_2 iteration" : work;
  const compared = present.flatMap((peer) => [
    peers[peer].median.toFixed(3),
    peers[peer].ratio.toFixed(1),
  ]);
  return [task, name, ours.median.toFixed(3), ...compared];
}
