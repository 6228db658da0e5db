import * as tf from "../deps/tf.ts";
import type { Objective } from "../objectives/objective.ts";
import type { RunEdition } from "../records/run.ts";

/** An optimizer at the start, ready for one run. */
export interface Contestant {
  label: string;
  edition: RunEdition;
  /** Takes one step; returns the loss before it, for the caller to dispose. */
  step(objective: Objective): tf.Scalar | Promise<tf.Scalar>;
  dispose(): void;
}

/** A contestant that can be entered: its label, its edition, and how to make it for a learning rate. */
export interface Entry {
  label: string;
  edition: RunEdition;
  /** Whether the learning rate is all that decides how far it goes (SGD, Adam, gradient descent). */
  tunable: boolean;
  /** Whether there is a learning rate at all. */
  usesRate: boolean;
  /** Iterations in the post: 100 where one step does much, 1,000 for SGD and Adam. */
  iterations: number;
  make(learningRate: number): Contestant;
}
