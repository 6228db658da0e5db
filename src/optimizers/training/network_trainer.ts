/**
 * A model's network in the kernels' memory, and rows beside it.
 *
 * @module
 */
import type * as tf from "../../deps/tf.ts";
import type { activationNumbers } from "../../kernels/chain/layout.ts";
import { ChainNetwork, type Sums } from "../../kernels/chain/network.ts";
import { startThreads } from "../../kernels/threads/threads.ts";
import type { ChainShape } from "../../kernels/chain/shape.ts";
import type { ChainLossName, ChainModelLayer } from "../../objectives/chain/model_layers.ts";
import type { DenseModel } from "../../objectives/dense/model_chain.ts";
import { type FitOptions, runEpochs, type Trained, type Training } from "./epochs.ts";
import { stepper, valuesByVariable } from "./stepper.ts";
import {
  type RowWeights,
  type TrainingInputs,
  type TrainingRows,
  trainingRows,
  type TrainingTargets,
} from "./training_rows.ts";

/** What a trainer is made of. */
interface Parts {
  optimizer: tf.Optimizer;
  loss: ChainLossName;
  byteScale?: number;
}

/** See {@linkcode trainer}. */
export class NetworkTrainer {
  readonly #model: DenseModel;
  readonly #layers: readonly ChainModelLayer[];
  readonly #parts: Parts;
  readonly #variables: tf.Variable[];
  #isRunning = false;

  constructor(model: DenseModel, layers: readonly ChainModelLayer[], parts: Parts) {
    [this.#model, this.#layers, this.#parts] = [model, layers, parts];
    this.#variables = layers.flatMap(({ kernel, bias }) => bias ? [kernel, bias] : [kernel]);
  }

  /** Trains. */
  async fit(x: TrainingInputs, y: TrainingTargets, options: FitOptions): Promise<Training> {
    if (this.#isRunning) throw new Error("Cannot train: another fit is running. Await it first.");
    checkFit(options);
    this.#isRunning = true;
    await startThreads();
    const held: { dispose(): void }[] = [];
    const keep = <T extends { dispose(): void }>(it: T) => {
      held.push(it);
      return it;
    };
    try {
      const data = await this.#rows(x, y, options);
      keep(data.rows);
      const [xs, ys, sampleWeight] = options.validationData ?? [];
      const validation = xs && ys && await this.#rows(xs, ys, { sampleWeight });
      if (validation) keep(validation.rows);
      const most = Math.min(options.batchSize ?? 32, data.rows.rows);
      const network = keep(this.#network(data, most));
      const steps = await stepper(this.#parts.optimizer, network, data.rows, this.#variables);
      const validate = validation && (() => this.#evaluated(network, validation));
      const named = (sums: Sums) => this.#named(sums);
      return await runEpochs(
        { network, rows: data.rows, steps, validate, named },
        this.#model,
        options,
      );
    } finally {
      this.#isRunning = false;
      for (const each of held) each.dispose();
    }
  }

  /** The loss and the accuracy of rows. */
  async evaluate(x: TrainingInputs, y: TrainingTargets, weights: RowWeights): Promise<Trained> {
    const data = await this.#rows(x, y, weights);
    try {
      const network = this.#network(data, 1);
      try {
        network.write("weights", await valuesByVariable(this.#variables));
        return this.#evaluated(network, data);
      } finally {
        network.dispose();
      }
    } finally {
      data.rows.dispose();
    }
  }

  #evaluated(network: ChainNetwork, { rows, areClasses }: TrainingRows): Trained {
    const shape = this.#shape(areClasses);
    const count = rows.rows;
    network.order(count).forEach((_, i, order) => order[i] = i);
    return this.#named(network.loss(rows, 0, count, shape.loss));
  }

  #named({ loss, accuracy }: Sums): Trained {
    return this.#parts.loss.endsWith("CrossEntropy") ? { loss, acc: accuracy } : { loss };
  }

  #rows(x: TrainingInputs, y: TrainingTargets, weights: RowWeights): Promise<TrainingRows> {
    const { loss, byteScale } = this.#parts;
    const layers = this.#layers;
    return trainingRows(x, y, weights, {
      inputs: layers[0].kernel.shape[0],
      outputs: layers[layers.length - 1].kernel.shape[1]!,
      takesClasses: loss === "softmaxCrossEntropy",
      byteScale,
    });
  }

  #network({ areClasses }: TrainingRows, most: number): ChainNetwork {
    return new ChainNetwork(this.#shape(areClasses), most);
  }

  #shape(areClasses: boolean): ChainShape {
    return {
      inputs: this.#layers[0].kernel.shape[0],
      layers: this.#layers.map(({ kernel, bias, activation, leak, l2, dropout }) => ({
        ...{ units: kernel.shape[1]!, hasBias: bias !== undefined, leak, l2, dropout },
        activation: activation as keyof typeof activationNumbers,
      })),
      loss: areClasses ? "classCrossEntropy" : this.#parts.loss,
    };
  }
}

/** @throws {RangeError} If a count is none. */
function checkFit({ batchSize = 32, epochs = 1, initialEpoch = 0, seed = 0 }: FitOptions): void {
  const counts = { batchSize, epochs };
  for (const [name, count] of Object.entries(counts)) {
    if (!Number.isInteger(count) || count < 1) {
      throw new RangeError(`Cannot train: ${name} must be a positive whole number, got ${count}.`);
    }
  }
  for (const [name, count] of Object.entries({ initialEpoch, seed })) {
    if (!Number.isInteger(count) || count < 0) {
      throw new RangeError(`Cannot train: ${name} must be a whole number from 0, got ${count}.`);
    }
  }
}
