/**
 * The loop of epochs and batches.
 *
 * @module
 */
import type * as tf from "../../deps/tf.ts";
import { delay } from "../../deps/async.ts";
import type { ChainNetwork, Sums } from "../../kernels/chain/network.ts";
import type { ChainRows } from "../../kernels/chain/rows.ts";
import { MersenneTwister } from "../../random/mersenne_twister.ts";
import { shuffled } from "../../random/shuffled.ts";
import { Callbacks, type TrainingCallback, type TrainingLogs } from "./callbacks.ts";
import type { Stepper } from "./stepper.ts";
import type { RowWeights, TrainingInputs, TrainingTargets } from "./training_rows.ts";

/** What a fit takes; the names are tfjs's. */
export interface FitOptions extends RowWeights {
  /** Default 32. */
  batchSize?: number;
  /** Default 1. */
  epochs?: number;
  /** Which epoch is the first, for callbacks and histories that go on. Default 0. */
  initialEpoch?: number;
  /** Whether rows are in another order in each epoch. Default true. */
  shuffle?: boolean;
  /** Of the order and of dropout: a whole number. Default a random one. */
  seed?: number;
  /** Rows held out: their loss and accuracy are taken after each epoch. */
  validationData?:
    | readonly [TrainingInputs, TrainingTargets]
    | readonly [
      TrainingInputs,
      TrainingTargets,
      tf.Tensor | Float32Array,
    ];
  /** As `model.fit` takes them. */
  callbacks?: TrainingCallback | readonly TrainingCallback[];
  /** Ends the training after the batch under way; the weights so far are in the model. */
  signal?: AbortSignal;
}

/** What a training has come to, as tfjs's History has it. */
export interface Training {
  /** The epochs' numbers. */
  epoch: number[];
  /** A number an epoch, by name. */
  history: { [name: string]: number[] };
}

/** A loss, and an accuracy if the loss is a cross entropy. */
export interface Trained {
  /** The mean loss. */
  loss: number;
  /** The share of rows classified correctly. */
  acc?: number;
}

/** What the loop goes over. */
export interface TrainingRun {
  network: ChainNetwork;
  rows: ChainRows;
  steps: Stepper;
  /** The loss of rows held out. */
  validate?: () => Trained;
  /** Sums by tfjs's names. */
  named: (sums: Sums) => Trained;
}

/** Signals and timers are let in when this many milliseconds have passed. */
const breathMilliseconds = 50;

/** Runs all epochs, or until the signal or a callback ends them. */
export async function runEpochs(
  run: TrainingRun,
  model: object,
  options: FitOptions,
): Promise<Training> {
  const { epochs = 1, initialEpoch = 0, shuffle = true, signal } = options;
  const { network, rows: { rows }, steps, validate, named } = run;
  const stop = stoppable(model);
  const callbacks = new Callbacks(options.callbacks, stop.model);
  const generator = new MersenneTwister(options.seed ?? Math.floor(Math.random() * 2 ** 32));
  const training: Training = { epoch: [], history: {} };
  const isOver = () => signal?.aborted || stop.isAsked();
  await callbacks.call("onTrainBegin");
  for (let epoch = initialEpoch; epoch < epochs && !isOver(); epoch++) {
    await callbacks.call("onEpochBegin", epoch);
    const order = shuffle
      ? shuffled(rows, generator)
      : Int32Array.from({ length: rows }, (_, i) => i);
    network.order(rows).set(order);
    const sums = await runBatches(run, options.batchSize ?? 32, { callbacks, generator, isOver });
    await steps.settle();
    if (!sums) break;
    const logs: TrainingLogs = { ...named(sums) };
    const held = validate?.();
    if (held) logs.val_loss = held.loss;
    if (held?.acc !== undefined) logs.val_acc = held.acc;
    training.epoch.push(epoch);
    for (const name in logs) (training.history[name] ??= []).push(logs[name]);
    await callbacks.call("onEpochEnd", epoch, logs);
  }
  await callbacks.call("onTrainEnd");
  return training;
}

/** The batches of an epoch: means over their rows, or undefined if there were none. */
async function runBatches(
  { rows: { rows }, steps, named }: TrainingRun,
  batchSize: number,
  { callbacks, generator, isOver }: {
    callbacks: Callbacks;
    generator: MersenneTwister;
    isOver: () => boolean | undefined;
  },
): Promise<Sums | undefined> {
  const sums = { loss: 0, accuracy: 0 };
  let [done, breath] = [0, performance.now()];
  for (let batch = 0; done < rows && !isOver(); batch++) {
    const size = Math.min(batchSize, rows - done);
    if (callbacks.listens("onBatchBegin")) await callbacks.call("onBatchBegin", batch);
    const taken = steps.take({ from: done, count: size, seed: generator.next() });
    const step = taken instanceof Promise ? await taken : taken;
    sums.loss += step.loss * size;
    sums.accuracy += step.accuracy * size;
    done += size;
    if (callbacks.listens("onBatchEnd")) {
      await callbacks.call("onBatchEnd", batch, { batch, size, ...named(step) });
    }
    if (performance.now() - breath > breathMilliseconds) {
      await delay(0);
      breath = performance.now();
    }
  }
  return done === 0 ? undefined : { loss: sums.loss / done, accuracy: sums.accuracy / done };
}

/**
 * A model whose `stopTraining` ends the training, set on it or on the one given to callbacks; tfjs's own can only be set once it is
 * compiled.
 */
function stoppable(model: { stopTraining?: boolean }): { model: object; isAsked(): boolean } {
  const seen = Object.create(model, { stopTraining: { value: false, writable: true } });
  const isCompiled = (model as { optimizer?: unknown }).optimizer != null;
  if (isCompiled) model.stopTraining = false;
  return { model: seen, isAsked: () => seen.stopTraining || (isCompiled && model.stopTraining) };
}
