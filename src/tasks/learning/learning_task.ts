/**
 * A network that learns from a dataset, on all rows at once or on mini-batches.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { chainLoss, chainOutputs } from "../../objectives/chain/chain.ts";
import { chainObjective } from "../../objectives/chain/chain_objective.ts";
import { BatchObjective, kernelObjective } from "../../objectives/chain/kernel_objective.ts";
import { closureObjective } from "../../objectives/closure.ts";
import { decidesOnDevice } from "../../objectives/moves.ts";
import type { Objective } from "../../objectives/objective.ts";
import { MersenneTwister } from "../../random/mersenne_twister.ts";
import type { Runnable } from "../task.ts";
import { shuffled } from "../../random/shuffled.ts";
import type { Dataset } from "./dataset.ts";
import { losses, type LossName } from "./loss.ts";
import { chainOf, type Network, startingVariables } from "./network.ts";

/** What is learned, and how. */
export interface LearningOptions {
  network: Network;
  loss: LossName;
  /** Rows of a mini-batch; undefined for all. The last rows of an epoch that fill none are left out. */
  batch?: number;
  /** Of the start, and of the order of the rows. */
  seed: number;
  /** Steps between two evaluations of the rows held out. Default 1. */
  validateEvery?: number;
}

/** The rows that the loss is of. */
type Batch = Record<"x" | "y", tf.Tensor2D>;

/** Makes the task. Its data lie on the backend in use until it is disposed. */
export function learningTask(dataset: Dataset, options: LearningOptions): Runnable {
  const { network, loss: name, batch, seed, validateEvery = 1 } = options;
  const { row, metric, targets } = losses[name];
  const { columns, classes, training, validation } = dataset;
  const onDevice = ({ features, targets: values }: Dataset["training"]): Batch => ({
    x: tf.tensor2d(features, [values.length, columns]),
    y: tf.tidy(() => targets(values, classes)),
  });
  const [train, held] = [onDevice(training), onDevice(validation)];
  const rows = training.targets.length;
  const looks = new WeakMap<Objective, { count: number; last?: tf.Scalar }>();
  const kept = new Set<tf.Tensor>();
  const objectives: { dispose(): void }[] = [];
  const keep = <T extends { dispose(): void }>(objective: T) => {
    objectives.push(objective);
    return objective;
  };

  const made = (): Objective => {
    const variables = startingVariables(network, seed);
    const chain = chainOf(network, variables, row);
    if (batch === undefined || batch >= rows) {
      return keep(decidesOnDevice() ? chainObjective(chain, train) : kernelObjective(chain, train));
    }
    const next = batches(rows, batch, new MersenneTwister(seed));
    if (!decidesOnDevice()) {
      const objective = keep(new BatchObjective(chain, train));
      return Object.assign(objective, { nextBatch: () => objective.turnTo(next()) });
    }
    let here = train;
    const nextBatch = () => {
      release(here);
      here = tf.tidy(() => {
        const places = tf.tensor1d(next(), "int32");
        return { x: tf.gather(train.x, places), y: tf.gather(train.y, places) };
      });
      kept.add(here.x).add(here.y);
    };
    return Object.assign(closureObjective(() => chainLoss(chain, here), variables), { nextBatch });
  };
  const release = ({ x, y }: Batch) => {
    for (const tensor of [x, y]) {
      if (kept.delete(tensor)) tensor.dispose();
    }
  };

  return {
    objective: made,
    validationLoss(objective) {
      const look = looks.get(objective) ?? { count: 0 };
      looks.set(objective, look);
      if (look.count++ % validateEvery === 0 || look.last === undefined) {
        if (look.last && kept.delete(look.last)) look.last.dispose();
        const chain = chainOf(network, objective.variables, row);
        look.last = tf.tidy(() => metric(chainOutputs(chain, held.x), held.y));
        kept.add(look.last);
      }
      return look.last.clone();
    },
    dispose() {
      for (const tensor of kept) tensor.dispose();
      for (const objective of objectives) objective.dispose();
      tf.dispose([train, held]);
    },
  };
}

/** The rows of one mini-batch after the other, in another order in each epoch. */
function batches(rows: number, batch: number, generator: MersenneTwister): () => Int32Array {
  let [order, at] = [shuffled(rows, generator), 0];
  return () => {
    if (at + batch > rows) [order, at] = [shuffled(rows, generator), 0];
    return Int32Array.from(order.subarray(at, at += batch));
  };
}
