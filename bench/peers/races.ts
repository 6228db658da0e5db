/**
 * The races of figures 9 to 13, the post's eight optimizers in its published edition: here, and in the post's own code
 * in PyTorch (post.py), race by race, at PyTorch's better thread count.
 *
 *   deno task bench:races --python /usr/bin/python3
 *   deno task bench:races --share 0.1 --only 9,12
 *
 * With a share below 1 both sides run the first iterations only, and the totals are scaled up: an estimate, since walks
 * are not equally long from beginning to end. The ratio is of what was run.
 *
 * @module
 */
import { useBackend } from "../../src/backend/backend.ts";
import {
  positiveNumber,
  runScript,
  table,
  wholeNumber,
  wholeNumbers,
} from "../../src/process/cli.ts";
import { Command, InvalidArgumentError } from "../../src/deps/command.ts";
import { environment } from "../../src/race/environment.ts";
import { writeWhole } from "../../src/process/files.ts";
import { entriesNamed } from "../../src/race/contestants.ts";
import { postOptimizers } from "../../src/race/names.ts";
import { experimentOf, type FigurePlan, planFigure } from "../../src/experiments/figures/plan.ts";
import { runAll } from "../../src/experiments/engine/run.ts";
import { postTask, racedFigures } from "../../src/tasks/post.ts";
import type { Task } from "../../src/tasks/task.ts";
import { quiet, summary } from "./measure.ts";
import { PeerProcess } from "./process.ts";

const command = new Command("bench:races")
  .description("Time the post's races here and in the post's own code.")
  .option("--python <command>", "a Python that has PyTorch", "python3")
  .option("--share <number>", "of each race's iterations, at most 1", atMostOne, 1)
  .option("--rounds <count>", "of each race; the median counts", wholeNumber(1), 1)
  .option("--only <figures>", "with commas between them", wholeNumbers)
  .option("--out <file>", "where the JSON goes", "bench/results/races.json");

/** One optimizer's race on one figure's task. */
interface RaceTimes {
  figure: number;
  optimizer: string;
  iterations: number;
  /** The post's count over that. */
  scale: number;
  /** PyTorch's. */
  threads: number;
  /** Seconds. */
  ours: number;
  theirs: number;
  /** Losses before the last step. */
  losses: { ours: number | null; theirs: number };
}

/** What post.py is asked, and what it answers. */
interface PostRace {
  optimizer: string;
  task: Record<string, unknown>;
  iterations: number;
  threads: number;
}
type PostTimes = { seconds: number; loss: number };

await runScript(async () => {
  const { python, share, rounds, only, out } = command.parse(Deno.args, { from: "user" }).opts();
  const where = await environment(await useBackend("wasm"));
  const script = new URL("post.py", import.meta.url).pathname;
  const post = await PeerProcess.start(python, [script]);
  const races: RaceTimes[] = [];
  for (const figure of racedFigures.filter((figure) => !only || only.includes(figure))) {
    const plan = planFigure(figure);
    const task = await postTask(figure);
    const threads = await betterThreads(post, plan);
    for (const optimizer of postOptimizers) {
      races.push(await raceBoth(plan, task, post, { optimizer, threads, share, rounds }));
      const { ours, theirs } = races[races.length - 1];
      console.log(`${figure} ${optimizer}: ${ours.toFixed(2)} s, ${theirs.toFixed(2)} s`);
      const { versions } = post.introduction;
      const found = { environment: where, versions, share, rounds, races };
      await writeWhole(out, JSON.stringify(found, null, 1) + "\n");
    }
    task.dispose();
  }
  await post.end();
  console.log(summaryTable(races));
  if (share < 1) console.log("Seconds are scaled up from the first iterations: an estimate.");
  console.log(`Wrote ${out}.`);
});

/** A race here, and in the post's code. */
async function raceBoth(
  plan: FigurePlan,
  task: Task,
  post: PeerProcess,
  options: { optimizer: string; threads: number; share: number; rounds: number },
): Promise<RaceTimes> {
  const { optimizer, threads, share, rounds } = options;
  const { figure, record } = plan;
  const [entry] = entriesNamed(optimizer).filter(({ edition }) => edition === "published");
  const iterations = Math.ceil(entry.iterations * share);
  const runHere = async (count: number) => {
    const shared = { ...task, objective: () => task.objective(), dispose() {} };
    const [{ run }] = await runAll({
      ...experimentOf(plan),
      workloads: [{
        name: `figure ${figure}`,
        learningRate: plan.learningRate,
        make: () => Promise.resolve(shared),
      }],
      entries: [entry],
      limit: { iterations: () => count },
    });
    return run;
  };
  // Compiled and warm before the clock runs, as the post's side is after the trial.
  await runHere(2);
  const ours: number[] = [], theirs: number[] = [];
  let losses = { ours: null as number | null, theirs: NaN };
  for (let round = 0; round < rounds; round++) {
    await quiet();
    const run = await runHere(iterations);
    await quiet();
    const question = { optimizer, task: { ...record }, iterations, threads };
    const answer = await post.ask<PostRace, PostTimes>(question);
    ours.push(run.seconds.at(-1) ?? NaN);
    theirs.push(answer.seconds);
    losses = { ours: run.diverged ? null : run.loss.at(-1) ?? null, theirs: answer.loss };
  }
  return {
    ...{ figure, optimizer, iterations, scale: entry.iterations / iterations, threads, losses },
    ours: summary(ours).median,
    theirs: summary(theirs).median,
  };
}

/** The thread count with which PyTorch takes ten steps of SGD sooner. */
async function betterThreads(post: PeerProcess, { record }: FigurePlan): Promise<number> {
  const trial = async (threads: number) => {
    const question = { optimizer: "SGD", task: { ...record }, iterations: 10, threads };
    const first = await post.ask<PostRace, PostTimes>(question);
    const second = await post.ask<PostRace, PostTimes>(question);
    return { threads, seconds: Math.min(first.seconds, second.seconds) };
  };
  const trials = [];
  for (const setting of post.introduction.settings) trials.push(await trial(Number(setting)));
  return trials.toSorted((a, b) => a.seconds - b.seconds)[0].threads;
}

function summaryTable(races: RaceTimes[]): string {
  const total = (part: RaceTimes[], side: "ours" | "theirs") =>
    part.reduce((sum, race) => sum + race[side] * race.scale, 0);
  const row = (name: string, part: RaceTimes[], threads: string) => {
    const [ours, theirs] = [total(part, "ours"), total(part, "theirs")];
    return [name, ours.toFixed(1), theirs.toFixed(1), threads, (theirs / ours).toFixed(1)];
  };
  const rows = [...Map.groupBy(races, ({ figure }) => figure)].map(([figure, part]) =>
    row(`figure ${figure}`, part, String(part[0].threads))
  );
  const head = ["races", "here, s", "the post's code, s", "threads", "times as fast"];
  return table(head, [...rows, row("in all (target 5)", races, "")]);
}

function atMostOne(text: string): number {
  const value = positiveNumber(text);
  if (value <= 1) return value;
  throw new InvalidArgumentError("Expected a number above 0, at most 1.");
}
