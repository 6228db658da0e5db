/**
 * What a task is: data, a start, and a loss, ready for an optimizer.
 *
 * @module
 */
import type * as tf from "../deps/tf.ts";
import type { Objective } from "../objectives/objective.ts";
import type { TaskDescription } from "../records/task.ts";

/** What an optimizer can be run on. */
export interface Runnable {
  /** A new objective at the task's start. Its variables are the caller's to dispose. */
  objective(): Objective;
  /** The loss of rows that are held out, if there are any, at an objective's variables. The caller disposes it. */
  validationLoss?(objective: Objective): tf.Scalar;
  /** Frees the data. */
  dispose(): void;
}

/** Data and a start, described as the figures' data record them. */
export interface Task extends Runnable {
  readonly description: TaskDescription;
}

/** Frees the variables of an objective that a task made. */
export function disposeVariables(objective: Objective): void {
  objective.variables.forEach((variable: tf.Variable) => variable.dispose());
}

/**
 * @throws {RangeError} If a size is no whole number, or below its least.
 */
export function checkSize(name: string, value: number, least = 1): void {
  if (!Number.isInteger(value) || value < least) {
    throw new RangeError(
      `Cannot make a task: ${name} must be a whole number, ${least} or more, got ${value}.`,
    );
  }
}
