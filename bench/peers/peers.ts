/**
 * The same work here and in PyTorch, scikit-learn and NumPy, interleaved, at the peer's better thread count.
 *
 *   deno task bench:peers --python /usr/bin/python3
 *
 * @module
 */
import { useBackend } from "../../src/backend.ts";
import { positiveNumber, runScript, table, wholeNumber } from "../../src/cli.ts";
import { Command } from "../../src/deps/command.ts";
import { quantile } from "../../src/deps/statistics.ts";
import * as tf from "../../src/deps/tf.ts";
import { environment } from "../../src/environment.ts";
import { writeWhole } from "../../src/files.ts";
import { entriesNamed } from "../../src/race/contestants.ts";
import { TorchGenerator } from "../../src/random/torch.ts";
import { describePost, postLearningRate, postTask, type TaskFigure } from "../../src/tasks/post.ts";
import { disposeVariables } from "../../src/tasks/task.ts";
import { Peer } from "./peer.ts";

const command = new Command("bench:peers")
  .description("Time the same work here and in PyTorch, scikit-learn and NumPy.")
  .option("--python <command>", "the Python that has them", "python3")
  .option("--rounds <count>", "of each measurement", wholeNumber(1), 7)
  .option("--rows <share>", "of each task's rows, 1 for all", positiveNumber, 1)
  .option("--out <file>", "where the JSON goes", "bench/results/peers.json");

interface Work {
  name: string;
  peer: string;
  ask: string;
  task: Record<string, unknown>;
  repeats: number;
  /** Does it once here. */
  ours(): void | Promise<void>;
}

await runScript(async () => {
  const { python, rounds, rows: share, out } = command.parse(Deno.args, { from: "user" }).opts();
  const where = await environment(await useBackend("wasm"));
  const peer = await Peer.start(python);
  const rows: string[][] = [];
  const results: unknown[] = [];
  for await (const work of works(share)) {
    if (!peer.has[work.peer === "PyTorch" ? "torch" : "sklearn"] && work.peer !== "NumPy") {
      console.log(`${work.peer} is not there: ${work.name} is left out.`);
      continue;
    }
    const times: { ours: number[]; theirs: Record<number, number[]> } = {
      ours: [],
      theirs: { 1: [], 2: [] },
    };
    await work.ours();
    for (let round = 0; round < rounds; round++) {
      await quiet();
      const start = performance.now();
      for (let i = 0; i < work.repeats; i++) await work.ours();
      times.ours.push((performance.now() - start) / work.repeats);
      for (const threads of [1, 2]) {
        const { ask, task, repeats } = work;
        await quiet();
        times.theirs[threads].push(await peer.ask({ ask, task, repeats, threads }));
      }
    }
    const [one, two] = [1, 2].map((threads) => median(times.theirs[threads]));
    const [ours, theirs] = [median(times.ours), Math.min(one, two)];
    const threads = one < two ? 1 : 2;
    const spread = [0.25, 0.75].map((p) => quantile(times.ours.toSorted((a, b) => a - b), p));
    rows.push([
      work.name,
      ours.toFixed(3),
      spread.map((value) => value.toFixed(3)).join(" to "),
      `${work.peer} (${threads})`,
      theirs.toFixed(3),
      (theirs / ours).toFixed(1),
    ]);
    results.push({ name: work.name, peer: work.peer, threads, ours, spread, theirs, times });
  }
  await peer.end();
  const head = ["work", "here, ms", "quartiles", "peer (threads)", "its ms", "times as fast"];
  console.log(table(head, rows));
  await writeWhole(
    out,
    JSON.stringify({ environment: where, rounds, share, peers: peer.has, results }, null, 2) + "\n",
  );
  console.log(`Wrote ${out}.`);
});

async function* works(share: number): AsyncGenerator<Work> {
  for (const figure of [9, 11, 12, 13] as const) yield* tasks(figure, share);
  const size = { rows: Math.ceil(1_000_000 * share), columns: 10 };
  const task = await postTask(5, { rows: size.rows });
  const [entry] = entriesNamed("NEWTON");
  const name = `Newton step, ${size.rows} x 11`;
  for (const [peer, ask] of [["scikit-learn", "scikitLearn"], ["NumPy", "normalEquations"]]) {
    const contestant = entry.make(1);
    const objective = task.objective();
    const ours = async () => (await contestant.step(objective)).dispose();
    yield { name, peer, ask, task: size, repeats: 1, ours };
    disposeVariables(objective);
    contestant.dispose();
  }
  task.dispose();
  const normals = { rows: Math.ceil(100_000 * share), columns: 100 };
  yield {
    name: `normals, ${normals.rows} x 100`,
    peer: "PyTorch",
    ask: "normals",
    task: normals,
    repeats: 1,
    ours: () => void new TorchGenerator(0).randn(normals.rows * normals.columns),
  };
}

async function* tasks(figure: TaskFigure, share: number): AsyncGenerator<Work> {
  const rows = Math.ceil(describePost(figure).rows * share);
  const task = await postTask(figure, { rows });
  const { columns, hiddenUnits, hiddenLayers, activation } = task.description;
  const learningRate = postLearningRate(figure);
  const theirs = {
    ...{ rows, columns, units: hiddenUnits, layers: hiddenLayers, learningRate },
    relu: activation === "relu",
  };
  const objective = task.objective();
  const [entry] = entriesNamed("KS_50_0");
  const common = { peer: "PyTorch", task: theirs };
  const loss = () => objective.loss().dispose();
  const gradient = () => {
    const answer = objective.gradient();
    tf.dispose([answer.loss, answer.gradient]);
  };
  const start = tf.clone(objective.variables[0]);
  const iteration = async () => {
    const contestant = entry.make(learningRate);
    (await contestant.step(objective)).dispose();
    objective.variables[0].assign(start);
    contestant.dispose();
  };
  const many = figure === 9 ? 20 : 3;
  if (figure !== 13) {
    yield { ...common, name: `loss, figure ${figure}`, ask: "loss", repeats: many, ours: loss };
    yield {
      ...common,
      name: `gradient, figure ${figure}`,
      ask: "gradient",
      repeats: many,
      ours: gradient,
    };
  }
  yield {
    ...common,
    name: `KS_50_0 iteration, figure ${figure}`,
    ask: "keepStepping",
    repeats: 1,
    ours: iteration,
  };
  start.dispose();
  disposeVariables(objective);
  task.dispose();
}

/** Threads that have just computed spin for a while, and would slow the other side. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 200));
}

function median(values: number[]): number {
  return quantile(values.toSorted((a, b) => a - b), 0.5);
}
