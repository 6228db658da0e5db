/**
 * What a race records of one optimizer on one task.
 *
 * @module
 */

/** Whose idea a curve shows. published: the post's code to the letter; intended: what its text describes; beyond: ours. */
export type RunEdition = "published" | "intended" | "beyond";

/** One curve. All arrays have an entry an iteration. */
export interface Run {
  /** The post's own name if it has one: KS_50_0, KV_10, SGD, ADAM. */
  label: string;
  edition: RunEdition;
  /** Training loss before each iteration's step. */
  loss: number[];
  /** Loss of rows held out, before each iteration's step; only if rows are. */
  validation?: number[];
  /** Seconds since the run's start, after each iteration's step. */
  seconds: number[];
  /** Gradient evaluations so far, after each iteration. */
  gradients: number[];
  /** Loss evaluations without a gradient so far, after each iteration. */
  forwardPasses: number[];
  /** True if the loss turned NaN or infinite; the arrays end before that iteration. */
  diverged?: boolean;
  /** Where it differs from the task's. */
  learningRate?: number;
  /** In a race over several seeds. */
  seed?: number;
}
