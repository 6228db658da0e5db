/**
 * tfjs's callbacks of training, called in its order.
 *
 * @module
 */

/** What a callback is given: losses and accuracies by tfjs's names. */
export type TrainingLogs = { [name: string]: number };

/** tfjs's callbacks, as `model.fit` takes them; also its Callback class, tf.callbacks.earlyStopping for one. */
export interface TrainingCallback {
  /** Before the first epoch. */
  onTrainBegin?(logs?: TrainingLogs): void | Promise<void>;
  /** After the last one. */
  onTrainEnd?(logs?: TrainingLogs): void | Promise<void>;
  /** Before an epoch. */
  onEpochBegin?(epoch: number, logs?: TrainingLogs): void | Promise<void>;
  /** The weights are in the model then. */
  onEpochEnd?(epoch: number, logs?: TrainingLogs): void | Promise<void>;
  /** Before a batch. */
  onBatchBegin?(batch: number, logs?: TrainingLogs): void | Promise<void>;
  /** The weights are not in the model yet. */
  onBatchEnd?(batch: number, logs?: TrainingLogs): void | Promise<void>;
  /** tfjs gives its Callback class the model, by which it may stop the training. */
  setModel?(model: never): void;
}

/** One of a callback's moments. */
type Moment = Exclude<keyof TrainingCallback, "setModel">;

/** Several callbacks as one. */
export class Callbacks {
  readonly #all: readonly TrainingCallback[];

  constructor(given: TrainingCallback | readonly TrainingCallback[] | undefined, model: object) {
    this.#all = given === undefined ? [] : "length" in given ? given : [given];
    for (const callback of this.#all) callback.setModel?.(model as never);
  }

  /** Whether anyone listens at a moment. */
  listens(moment: Moment): boolean {
    return this.#all.some((callback) => callback[moment] !== undefined);
  }

  /** Calls all that listen, one after the other. */
  async call(moment: Moment, ...told: [] | [number, TrainingLogs] | [number]): Promise<void> {
    for (const callback of this.#all) {
      await (callback[moment] as ((...told: unknown[]) => unknown) | undefined)?.(...told);
    }
  }
}
