/**
 * The workload digits-mlp, on all rows at once: 64-32-10, tanh, softmax cross entropy.
 *
 * @module
 */
import * as tf from "../../src/deps/tf.ts";
import { readTable } from "../../src/experiments/workloads/read.ts";
import { chainOutputs } from "../../src/objectives/chain/chain.ts";
import { entriesNamed } from "../../src/race/contestants.ts";
import { race } from "../../src/race/race.ts";
import { type Dataset, divided, type Table } from "../../src/tasks/learning/dataset.ts";
import { learningTask } from "../../src/tasks/learning/learning_task.ts";
import { losses } from "../../src/tasks/learning/loss.ts";
import { chainOf } from "../../src/tasks/learning/network.ts";
import { disposeVariables } from "../../src/tasks/task.ts";
import { shuffled } from "../../src/random/shuffled.ts";
import { MersenneTwister } from "../../src/random/mersenne_twister.ts";
import type { Work } from "./calls.ts";
import type { DigitsAnswer, DigitsQuestion, RaceNews, WrongDigit } from "./race_calls.ts";
import { nowAndThen } from "./sending.ts";
import { computeOn } from "./where.ts";

const network = { widths: [64, 32, 10], activation: "tanh" as const };
/** Of the division, the start and the order, as the workloads have it. */
const seed = 0;
/** What a run may spend: the workload's. */
const passes = 300;
/** Of Adam's kin, chosen on a grid in docs/workloads.md. */
const learningRate = 0.03;
const size = 64;

/** Trains with one optimizer; gives what it tells wrong of the rows held out. */
export async function digits(
  { pupil, backend }: DigitsQuestion,
  { news, signal }: Work<RaceNews>,
): Promise<DigitsAnswer> {
  const { where } = await computeOn(backend);
  news({ where });
  const table = await readTable("digits", new URL("../data/", import.meta.url));
  const dataset = divided(table, seed);
  const task = learningTask(dataset, { network, loss: "softmax", seed });
  const [entry] = entriesNamed(pupil);
  const contestant = entry.make(learningRate);
  const objective = task.objective();
  const send = nowAndThen((run) => news({ run }));
  try {
    const run = await race(contestant, objective, {
      ...{ iterations: passes, passes, signal, validate: task.validationLoss },
      onIteration: (_done, _seconds, run) => send(run),
    });
    const told = toldBy(dataset, objective.variables);
    const counts = [dataset.training, dataset.validation].map(({ targets }) => targets.length);
    return { run, trained: counts[0], heldOut: counts[1], wrong: wrongOf(table, told) };
  } finally {
    contestant.dispose();
    disposeVariables(objective);
    task.dispose();
  }
}

/** The class that the network gives each row held out. */
function toldBy({ validation, columns }: Dataset, variables: readonly tf.Variable[]): number[] {
  return tf.tidy(() => {
    const x = tf.tensor2d(validation.features, [validation.targets.length, columns]);
    const chain = chainOf(network, variables, losses.softmax.row);
    return [...tf.argMax(chainOutputs(chain, x), 1).dataSync()];
  });
}

/** The images as they are in the file, in the order of the rows held out. */
function wrongOf({ rows }: Table, told: number[]): WrongDigit[] {
  const order = shuffled(rows.targets.length, new MersenneTwister(seed)).subarray(-told.length);
  return told.flatMap((told, i) => {
    const row = order[i];
    const is = rows.targets[row];
    const pixels = [...rows.features.subarray(row * size, (row + 1) * size)];
    return told === is ? [] : [{ pixels, is, told }];
  });
}
