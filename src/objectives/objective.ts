/**
 * What an optimizer may ask of a function, and what each answer costs.
 *
 * An optimizer never calls a model. It asks an {@linkcode Objective}, which answers in the way that is
 * fastest on its device, and counts what the answers cost.
 *
 * @module
 */
import type * as tf from "../deps/tf.ts";
import type { LineSearch } from "../searches/machines/line_search.ts";

/** What the answers so far have cost. */
export interface Cost {
  /** Evaluations of the loss and its gradient together. */
  gradients: number;
  /** Evaluations of the loss alone: on the device every candidate step counts, wanted or not. */
  forwardPasses: number;
  /** Evaluations of the Hessian matrix. */
  hessians: number;
}

/** The loss, and its gradient: one tensor per variable, of that variable's shape. The caller disposes them. */
export interface LossAndGradient {
  /** The loss. */
  loss: tf.Scalar;
  /** One tensor per variable, in the variables' order. */
  gradient: tf.Tensor[];
}

/** Where a walk ended. Both tensors are the caller's to dispose. */
export interface Walk {
  /** The accepted step size t: the variables are now their old values minus t * direction. */
  step: tf.Scalar;
  /** The loss there. */
  loss: tf.Scalar;
}

/** What a walk takes beyond its direction. */
export interface WalkOptions {
  /** The loss at the start, if it is known; without it the walk pays a forward pass for it. */
  loss?: tf.Scalar;
  /** The slope at the start, where the direction is not the gradient; without it, minus |direction|^2. */
  slope?: tf.Scalar;
  /** A step size to hand to the search as `lastStep`. */
  lastStep?: tf.Tensor;
}

/** A loss over variables, as an optimizer sees it. */
export interface Objective {
  /** The variables that the loss depends on. */
  readonly variables: readonly tf.Variable[];
  /** What the answers so far have cost. */
  readonly cost: Cost;
  /** Goes on to the next mini-batch, of which all answers are from then on; left out by a loss over all rows. */
  nextBatch?(): void;
  /** What is the loss here? Costs a forward pass. */
  loss(): tf.Scalar;
  /** What are the loss and its gradient here? Costs a gradient. */
  gradient(): LossAndGradient;
  /**
   * From here along minus this direction, how far does the search go? Moves the variables there.
   * Costs a forward pass a loss that the search asks for: on the device always `maxLosses` of them.
   */
  walk(direction: tf.Tensor[], search: LineSearch, options?: WalkOptions): Walk;
  /** What is the Hessian here times this direction? One tensor per variable. Costs about two gradients. */
  hessianVectorProduct(direction: tf.Tensor[]): tf.Tensor[];
  /**
   * What is the Hessian here? [k, k] for k values in all the variables, flattened in their order.
   * Costs k Hessian-vector products, or one pass over the data for least squares.
   */
  hessian(): tf.Tensor2D;
}

/** The cost of nothing. */
export function noCost(): Cost {
  return { gradients: 0, forwardPasses: 0, hessians: 0 };
}
