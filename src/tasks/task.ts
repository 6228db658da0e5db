/**
 * What a task is: data, a start, and a loss, ready for an optimizer.
 *
 * @module
 */
import type * as tf from "../deps/tf.ts";
import type { Objective } from "../objectives/objective.ts";

/** What was trained, as the figures' data record it. */
export interface TaskDescription {
  rows: number;
  columns: number;
  /** The post's n_layers: Linear(units, units) modules between the first and the last. */
  hiddenLayers: number;
  /** 0: a single Linear(columns, 1). */
  hiddenUnits: number;
  activation: "none" | "relu";
  /** Of data and start; a race over several seeds lists them all. */
  seeds: { data: number; start: number; list?: number[] };
}

/** Data and a start. */
export interface Task {
  readonly description: TaskDescription;
  /** A new objective at the task's start. Its variables are the caller's to dispose. */
  objective(): Objective;
  /** Frees the data. */
  dispose(): void;
}

/** Frees the variables of an objective that a task made. */
export function disposeVariables(objective: Objective): void {
  objective.variables.forEach((variable: tf.Variable) => variable.dispose());
}

/**
 * @throws {RangeError} Where a size is no whole number, or below its least.
 */
export function checkSize(name: string, value: number, least = 1): void {
  if (!Number.isInteger(value) || value < least) {
    throw new RangeError(
      `Cannot make a task: ${name} must be a whole number, ${least} or more, got ${value}.`,
    );
  }
}
